"""What a file is stands in its bytes, never in its name."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.reading import sniff as sniffing
from crmdesk.models.exchange.reading.sniff import sniff

SAMPLES = Path(__file__).parents[2] / "samples"


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def workbook() -> bytes:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


def archive(members: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in members.items():
            made.writestr(name, text)
    return stream.getvalue()


def code_of(path: Path) -> str:
    with pytest.raises(CrmError) as caught:
        sniff(path)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"name,phone\r\na,1\r\n", "csv"),
        ("姓名\t电话\n张三\t1".encode("utf-16"), "csv"),
        (b"\xef\xbb\xbfBEGIN:VCARD\r\nEND:VCARD\r\n", "vcf"),
        ("BEGIN:VCARD\nEND:VCARD".encode("utf-16-le"), "vcf"),
        (b"<html><body><table><tr><td>1</td></tr></table>", "html"),
        (b"<table border=1><tr><td>x</td></tr></table>", "html"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "xml2003",
        ),
        (b"\x09\x00\x04\x00\x02\x00\x10\x00", "xls5"),
        (b"dn: cn=x\nobjectclass: top", "ldif"),
        (b"# export\r\n\r\nversion: 1\r\n\r\n# first\r\ndn:: Y249eA==\r\n", "ldif"),
        (b"# list\n" + b"\n" * 60 + b"name,phone\n", "csv"),
        (b"version: 1\n" + b"\n" * 60 + b"name,phone\n", "csv"),
        (b"exported by a phone\n\nBEGIN:VCARD\nEND:VCARD\n", "vcf"),
        (b"name,note\nx,BEGIN:VCARD\n", "csv"),
    ],
)
def test_that_content_decides_whatever_the_name(tmp_path: Path, data: bytes, kind: str) -> None:
    assert sniff(write(tmp_path, "book.xls", data)).kind == kind
    assert sniff(write(tmp_path, "book.xlsx", data)).kind == kind


def test_that_a_workbook_is_known_under_any_name(tmp_path: Path) -> None:
    assert sniff(write(tmp_path, "contacts.csv", workbook())).kind == "xlsx"
    assert sniff(SAMPLES / "converter03.xls").kind == "xls"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 something",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00",
        b"{\\rtf1 text}",
        b"<?xml version='1.0'?><note/>",
    ],
)
def test_that_other_files_are_no_address_books(tmp_path: Path, data: bytes) -> None:
    assert code_of(write(tmp_path, "book.xlsx", data)) == "file.unknown"


def test_that_passwords_are_told_from_damage(tmp_path: Path) -> None:
    encrypted = sniffing.OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(64)
    assert code_of(write(tmp_path, "a.xlsx", encrypted)) == "file.password"
    assert code_of(SAMPLES / "password.xls") == "file.password"
    sheet = archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest:encryption-data/>",
        }
    )
    assert code_of(write(tmp_path, "a.ods", sheet)) == "file.password_kind"


def test_that_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    assert code_of(write(tmp_path, "a.csv", b"")) == "file.empty"
    assert code_of(write(tmp_path, "b.csv", b"\xef\xbb\xbf \r\n")) == "file.empty"


def test_that_archives_that_swell_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sniffing, "MAX_INFLATED", 10_000)
    big = archive({"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": " " * 20_000})
    assert code_of(write(tmp_path, "a.xlsx", big)) == "file.too_large"
    monkeypatch.setattr(sniffing, "MAX_MEMBERS", 3)
    many = archive({f"m{number}": "" for number in range(4)})
    assert code_of(write(tmp_path, "b.xlsx", many)) == "file.too_large"
    monkeypatch.setattr(sniffing, "MAX_FILE", 10)
    assert code_of(write(tmp_path, "c.csv", b"name,phone\n")) == "file.too_large"


def test_that_entities_are_refused(tmp_path: Path) -> None:
    evil = archive({"xl/workbook.xml": '<!DOCTYPE lolz [<!ENTITY a "b">]><x/>'})
    assert code_of(write(tmp_path, "a.xlsx", evil)) == "file.damaged"


def test_that_a_cut_archive_is_called_damaged(tmp_path: Path) -> None:
    assert code_of(write(tmp_path, "a.xlsx", workbook()[:300])) == "file.damaged"
