"""Files with a customer: kept once, given back unchanged, never run."""

import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.file_names import safe_name
from crmdesk.models.customers import files
from crmdesk.models.customers.files import (
    FileDraft,
    attach_file,
    load_file,
    may_open,
    read_file,
    remove_file,
    write_copy,
)
from crmdesk.models.customers.opened import copy_to_open, forget_copies
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Attachment, Blob
from tests.support.builders import add_customer


def attach(db: Database, customer: int, draft: FileDraft) -> int:
    with db.write("customer.file", name="") as session:
        return attach_file(session, customer, draft, now=db.now())


def test_that_a_file_comes_back_as_it_went_in(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "合同 2026.pdf"
    path.write_bytes(bytes(range(256)) * 9)
    kept = attach(db, add_customer(db), read_file(path))
    with db.read() as session:
        draft = load_file(session, kept)
        row = session.get_one(Attachment, kept)
        assert (row.kind, row.size) == ("contract", 2304)
    (tmp_path / "copy").mkdir()
    copy = write_copy(draft, tmp_path / "copy")
    assert (copy.name, copy.read_bytes()) == (path.name, path.read_bytes())


def test_that_equal_bytes_are_kept_once(db: Database) -> None:
    customer = add_customer(db)
    attach(db, customer, FileDraft("a.jpg", b"same"))
    attach(db, customer, FileDraft("b.jpg", b"same"))
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Blob)) == 1
        assert list(session.scalars(select(Attachment.kind))) == ["photo", "photo"]


def test_that_a_removed_file_comes_back_whole_by_undo(db: Database) -> None:
    kept = attach(db, add_customer(db), FileDraft("名片.png", b"card"))
    with db.write("customer.file", name="") as session:
        remove_file(session, kept)
    with pytest.raises(CrmError), db.read() as session:
        load_file(session, kept)
    undo(db)
    with db.read() as session:
        assert load_file(session, kept) == FileDraft("名片.png", b"card")


def test_that_a_file_too_large_is_refused_in_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 1024 * 1024)
    path = tmp_path / "video.mp4"
    path.write_bytes(b"x" * (2 * 1024 * 1024))
    with pytest.raises(CrmError) as refused:
        read_file(path)
    assert refused.value.code == "attachment.too_large"
    assert refused.value.params == {"file": "video.mp4", "most": 1, "size": 2}


def test_that_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CrmError) as refused:
        read_file(tmp_path / "gone.pdf")
    assert refused.value.code == "attachment.unreadable"


def test_that_a_folder_that_takes_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(CrmError) as refused:
        write_copy(FileDraft("a.txt", b""), tmp_path / "nowhere")
    assert refused.value.code == "attachment.unwritable"


@pytest.mark.parametrize("name", ["报价.pdf", "photo.JPG", "合同.docx", "无后缀"])
def test_that_documents_may_be_opened(name: str) -> None:
    assert may_open(name)


@pytest.mark.parametrize("name", ["a.exe", "a.PDF.BAT", "a.exe. ", "x.js", "x.lnk", "x.desktop"])
def test_that_programs_are_never_opened(name: str) -> None:
    assert not may_open(name)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a:b*c?.txt", "a_b_c_.txt"),
        ("con.txt", "_con.txt"),
        ("  ", "file"),
        ("合同.pdf", "合同.pdf"),
    ],
)
def test_that_names_cannot_leave_the_folder(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.ps1", "a.appimage", "a.settingcontent-ms"])
def test_that_what_a_browser_or_a_shell_would_run_is_not_opened(name: str) -> None:
    assert not may_open(name)


@pytest.mark.parametrize("data", [b"MZ\x90", b"\x7fELF\x02", b"#!/bin/sh\n", b"[Desktop Entry]\n"])
def test_that_a_program_is_known_whatever_it_is_called(data: bytes) -> None:
    with pytest.raises(CrmError) as refused:
        copy_to_open(FileDraft("photo.jpg", data))
    assert refused.value.code == "attachment.program"


def test_that_a_copy_is_private_read_only_and_taken_away() -> None:
    path = copy_to_open(FileDraft("名片.jpg", b"card"))
    assert path.read_bytes() == b"card"
    assert not path.stat().st_mode & 0o222
    if sys.platform != "win32":
        assert not path.parent.stat().st_mode & 0o077
    forget_copies(path.parent)
    assert not path.parent.exists()


@pytest.mark.parametrize(
    "name",
    ["好" * 300 + ".xlsx", "a" * 400, "x." + "y" * 300, "CON", "a\u202exe.pdf", "\ud83d.pdf"],
)
def test_that_every_name_becomes_one_that_any_file_system_takes(name: str, tmp_path: Path) -> None:
    safe = safe_name(name)
    assert len(safe.encode()) <= 201
    assert safe.lower() != "con"
    assert "\u202e" not in safe
    (tmp_path / safe).write_bytes(b"")
    if name.endswith((".xlsx", ".pdf")):
        assert Path(safe).suffix == Path(name).suffix
