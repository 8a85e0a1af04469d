"""Workbooks behind a password, as Excel and LibreOffice lock them."""

import hashlib
import io
import struct
from collections.abc import Sequence
from typing import Any

import openpyxl
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from msoffcrypto.format.ooxml import OOXMLFile

from tests.support.ole import compound


def workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    """A plain .xlsx of these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def locked_agile(plain: bytes, password: str) -> bytes:
    """As every Excel since 2010 locks a workbook."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(plain)).encrypt(password, out)
    return out.getvalue()


def locked_standard(plain: bytes, password: str) -> bytes:
    """As Excel 2007 and LibreOffice do: AES-128 in blocks, SHA-1 fifty thousand times."""
    salt, verifier = bytes(range(16)), b"sixteen bytes it"
    encrypt = Cipher(AES(_key(password, salt)), ECB()).encryptor().update
    provider = "Microsoft Enhanced RSA and AES Cryptographic Provider\0".encode("utf-16-le")
    header = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + provider
    info = struct.pack("<HHII", 3, 2, 0x24, len(header)) + header
    info += struct.pack("<I16s16sI", 16, salt, encrypt(verifier), 20)
    info += encrypt(hashlib.sha1(verifier).digest().ljust(32, b"\0"))
    body = plain + bytes(-len(plain) % 16)
    package = struct.pack("<Q", len(plain)) + encrypt(body)
    return compound({"EncryptionInfo": info, "EncryptedPackage": package})


def _key(password: str, salt: bytes) -> bytes:
    told = hashlib.sha1(salt + password.encode("utf-16-le")).digest()
    for number in range(50_000):
        told = hashlib.sha1(struct.pack("<I", number) + told).digest()
    told = hashlib.sha1(told + bytes(4)).digest()
    mixed = bytes(a ^ b for a, b in zip(told.ljust(64, b"\0"), b"\x36" * 64, strict=True))
    return hashlib.sha1(mixed).digest()[:16]
