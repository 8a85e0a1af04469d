"""Whether Windows programs and the standard library are the ones Python's makers signed.

Authenticode as in Microsoft's paper "Windows Authenticode Portable Executable Signature Format":
the digest of the file without its checksum and signature stands in the signed content, the signer's
certificate leads to a root, and that root is one of those pinned here. Works offline, and on Linux.
"""

import hashlib
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

ROOTS = {
    "F40042E2E5F7E8EF8189FED15519AECE42C3BFA2",  # Microsoft Identity Verification Root 2020
    "DDFB16CD4931C973A2037D3FC83A4D7D775D05E4",  # DigiCert Trusted Root G4
}
SIGNER = "Python Software Foundation"
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


class Untrusted(Exception):
    """What was found is not what was signed; the text says which file and why."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What a signature covers, and the certificates it came with."""

    content: bytes
    certificates: Sequence[x509.Certificate]


def check_programs(paths: Iterable[Path], beside: Sequence[x509.Certificate]) -> int:
    """How many programs and libraries were checked; `beside` completes chains that lack a link.

    Raises Untrusted at the first that is unsigned, altered, or signed by somebody else.
    """
    checked = 0
    for path in paths:
        digest, signature = _digest_and_signature(path)
        signed = check_signature(signature, path.name, beside)
        if digest not in signed.content:
            raise Untrusted(f"{path.name}: altered after it was signed")
        checked += 1
    return checked


def is_held(content: bytes, catalogue: Signed) -> bool:
    """Whether the signed catalogue holds this file, with the line ends of any system."""
    ends = (content, content.replace(b"\n", b"\r\n"))
    digests = (hashlib.new(name, one).digest() for name in ("sha256", "sha1") for one in ends)
    return any(digest in catalogue.content for digest in digests)


def check_signature(signature: bytes, name: str, beside: Sequence[x509.Certificate] = ()) -> Signed:
    """What is signed, by whom we expect and under a root we know; else Untrusted."""
    data: Any = cms.ContentInfo.load(signature)["content"]
    signer: Any = data["signer_infos"][0]
    own = [x509.load_der_x509_certificate(one.chosen.dump()) for one in data["certificates"]]
    leaf = _by_serial(own, signer["sid"].chosen["serial_number"].native, name)
    told = (one for one in signer["signed_attrs"] if one["type"].native == "message_digest")
    digests = {one["values"][0].native for one in told}
    digest = signer["digest_algorithm"]["algorithm"].native
    content = data["encap_content_info"]["content"].contents
    if not digests & _possible_digests(content, digest):
        raise Untrusted(f"{name}: the signed content was altered")
    signed_attributes = b"\x31" + signer["signed_attrs"].dump()[1:]
    _verify(leaf, signer["signature"].native, signed_attributes, _HASHES[digest], name)
    _check_chain(leaf, [*own, *beside], name)
    return Signed(data.dump(), own)


def _check_chain(
    leaf: x509.Certificate, certificates: Sequence[x509.Certificate], name: str
) -> None:
    if f"O={SIGNER}" not in leaf.subject.rfc4514_string():
        raise Untrusted(f"{name}: signed by {leaf.subject.rfc4514_string()}")
    link = leaf
    for _step in range(8):
        if link.fingerprint(hashes.SHA1()).hex().upper() in ROOTS:
            return
        issuers = [one for one in certificates if one.subject == link.issuer and one != link]
        if not issuers:
            raise Untrusted(f"{name}: no root we know; ends at {link.issuer.rfc4514_string()}")
        algorithm = link.signature_hash_algorithm
        if algorithm is None:
            raise Untrusted(f"{name}: a certificate is signed in a way we do not know")
        _verify(issuers[0], link.signature, link.tbs_certificate_bytes, algorithm, name)
        link = issuers[0]
    raise Untrusted(f"{name}: its certificates go in a circle")


def _verify(
    signer: x509.Certificate,
    signature: bytes,
    content: bytes,
    algorithm: hashes.HashAlgorithm,
    name: str,
) -> None:
    key = signer.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise Untrusted(f"{name}: signed with a kind of key we do not know")
    try:
        key.verify(signature, content, padding.PKCS1v15(), algorithm)
    except InvalidSignature as error:
        raise Untrusted(f"{name}: the signature does not fit") from error


def _by_serial(
    certificates: Sequence[x509.Certificate], serial: int, name: str
) -> x509.Certificate:
    for certificate in certificates:
        if certificate.serial_number == serial:
            return certificate
    raise Untrusted(f"{name}: the signer's certificate is missing")


def _possible_digests(content: bytes, algorithm: str) -> set[bytes]:
    """Of the content with and without the header asn1crypto may have left on it."""
    length = content[1]
    header = 2 + (length & 0x7F if length & 0x80 else 0)
    return {hashlib.new(algorithm, part).digest() for part in (content, content[header:])}


def _digest_and_signature(path: Path) -> tuple[bytes, bytes]:
    """The Authenticode digest of a PE file, and the PKCS #7 blob at its end."""
    data = path.read_bytes()
    (at,) = struct.unpack_from("<I", data, 0x3C)
    optional = at + 24
    (magic,) = struct.unpack_from("<H", data, optional)
    checksum = optional + 64
    entry = optional + (112 if magic == 0x20B else 96) + 8 * 4
    start, size = struct.unpack_from("<II", data, entry)
    if not size:
        raise Untrusted(f"{path.name}: not signed")
    covered = data[:checksum] + data[checksum + 4 : entry] + data[entry + 8 : start]
    digest = hashlib.sha256(covered + data[start + size :]).digest()
    (length,) = struct.unpack_from("<I", data, start)
    return digest, data[start + 8 : start + length]
