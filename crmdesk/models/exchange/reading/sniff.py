"""What a file is, by its content and whatever its name says.

Everything a reader cannot read is refused here, in one clear sentence.
"""

import io
import re
import zipfile
from dataclasses import dataclass

from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.reading.encodings import declared_encoding, guess_encoding
from crmdesk.models.exchange.reading.unlock import Source

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_FILE = 100 * 1024 * 1024
MAX_MEMBERS = 5000
MAX_INFLATED = 600 * 1024 * 1024
_HEAD = 256 * 1024
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
_FILEPASS = 0x2F
_BOF = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00")
_CARD = re.compile(r"\A(?:[^<,\t\n]*\n){0,5}begin:vcard\s*$", re.MULTILINE)
_LINES_OF_NOTHING = r"(?:(?:#.*|[^\S\n]*+)\n)*+"
_LDIF = re.compile(rf"{_LINES_OF_NOTHING}(?:version:\s*\d++\s++{_LINES_OF_NOTHING})?dn::?\s")
_BINARY = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Sniffed:
    """`kind` is xlsx, xlsb, xls, xls5 (older than BIFF8), ods, html, xml2003, csv, ldif
    or vcf."""

    kind: str
    encoding: str | None = None


def sniff(path: Source) -> Sniffed:
    """What `path` holds.

    Raises CrmError "file.empty", "file.too_large", "file.password", "file.password_kind" (locked in
    a way we cannot open), "file.damaged" or "file.unknown" (no address book we can read).
    """
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        head = file.read(_HEAD)
    if size == 0:
        raise CrmError("file.empty", file=path.name)
    if size > MAX_FILE:
        raise CrmError("file.too_large", file=path.name)
    if head.startswith(b"PK\x03\x04"):
        return Sniffed(_zip_kind(path))
    if head.startswith(OLE):
        return Sniffed(_ole_kind(path))
    if head.startswith(_OLD_BIFF):
        return Sniffed("xls5")
    return _text_kind(path, head)


def _zip_kind(path: Source) -> str:
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            members = {info.filename: info for info in archive.infolist()}
            _guard(path, archive)
            kind = _kind_of_members(path, archive, members)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise CrmError("file.damaged", file=path.name) from error
    if kind is None:
        raise CrmError("file.unknown", file=path.name)
    return kind


def _guard(path: Source, archive: zipfile.ZipFile) -> None:
    """Refuse what would swell beyond measure; what lies about its size meets the child's limits."""
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_INFLATED:
        raise CrmError("file.too_large", file=path.name)
    for info in infos:
        if info.filename.lower().endswith((".xml", ".rels")) and not info.flag_bits & 1:
            with archive.open(info) as member:
                if b"<!DOCTYPE" in member.read(1024):
                    raise CrmError("file.damaged", file=path.name)


def _kind_of_members(
    path: Source, archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]
) -> str | None:
    names = {name.lower().replace("\\", "/") for name in members}
    if any(info.flag_bits & 1 for info in members.values()):
        raise CrmError("file.password_kind", file=path.name)
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if any(name.endswith("workbook.xml") for name in names):
        return "xlsx"
    if "mimetype" in members and b"opendocument.spreadsheet" in archive.read("mimetype"):
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise CrmError("file.password_kind", file=path.name)
        return "ods"
    return None


def _ole_kind(path: Source) -> str:
    data = path.read_bytes()
    if _stream("EncryptedPackage") in data:
        raise CrmError("file.password", file=path.name)
    for found in _BOF.finditer(data):
        if _has_filepass(data, found.start()):
            raise CrmError("file.password", file=path.name)
    if _stream("Workbook") in data:
        return "xls"
    if _stream("Book") in data:
        return "xls5"
    raise CrmError("file.unknown", file=path.name)


def _stream(name: str) -> bytes:
    """A directory entry's name as it stands in an OLE file."""
    return name.encode("utf-16-le") + b"\x00\x00"


def _has_filepass(data: bytes, start: int) -> bool:
    """Whether the records after a BOF begin an encrypted stream (FILEPASS comes early or never)."""
    for _ in range(12):
        code = int.from_bytes(data[start : start + 2], "little")
        length = int.from_bytes(data[start + 2 : start + 4], "little")
        if code == _FILEPASS:
            return True
        start += 4 + length
    return False


def _text_kind(path: Source, head: bytes) -> Sniffed:
    encoding = guess_encoding(head)
    start = head[:4096].decode(encoding, "replace").lstrip("\ufeff \t\r\n").lower()
    if _CARD.search(start):
        return Sniffed("vcf")
    if _LDIF.match(start):
        return Sniffed("ldif", encoding)
    if not encoding.startswith("utf-16") and len(_BINARY.findall(head)) > len(head) // 200:
        raise CrmError("file.unknown", file=path.name)
    if not start:
        raise CrmError("file.empty", file=path.name)
    if start.startswith("<"):
        kind = _markup_kind(path, head.decode(encoding, "replace").lower())
        return Sniffed(kind, declared_encoding(head) or encoding)
    if start.startswith(("%pdf", "{\\rtf", "mime-version:", "begin:vcalendar", "{", "[")):
        raise CrmError("file.unknown", file=path.name)
    return Sniffed("csv", encoding)


def _markup_kind(path: Source, text: str) -> str:
    if "urn:schemas-microsoft-com:office:spreadsheet" in text[:8192] and "<html" not in text:
        return "xml2003"
    if "<table" in text or "<html" in text:
        return "html"
    raise CrmError("file.unknown", file=path.name)
