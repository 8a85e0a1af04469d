"""Files nobody may write, and drives that go away while they are used: really mounted so."""

import shutil
from pathlib import Path

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.messages import explain
from crmdesk.models.customers.choices import find_choices
from crmdesk.models.open import open_database
from tests.support.builders import add_customer
from tests.support.databases import FakeClock, open_copy
from tests.support.drives import LoopDrive, protected_folder

OFFICE = ["唐佳宁", "洪雨桐", "白若溪"]


def _names(db: Database) -> list[str]:
    with db.read() as session:
        return sorted(choice.name for choice in find_choices(session, ""))


def _refused(db: Database, name: str) -> CrmError:
    with pytest.raises(CrmError) as told:
        add_customer(db, name=name)
    assert str(db.storage.path) in explain(told.value)  # type: ignore[attr-defined]
    return told.value


def test_that_a_write_protected_file_is_read_and_every_write_is_told(
    small_office: Path, clock: FakeClock
) -> None:
    before = small_office.read_bytes()
    with protected_folder(small_office.parent):
        db = open_database(small_office, clock=clock)
        assert db.storage.read_only
        assert _names(db) == sorted(OFFICE)
        assert _refused(db, "贺兰").code == "database.read_only"
        assert _names(db) == sorted(OFFICE)
        db.close()
    assert small_office.read_bytes() == before
    db = open_database(small_office, clock=clock)
    assert not db.storage.read_only
    add_customer(db, name="贺兰")
    db.close()


def test_that_a_folder_that_only_says_so_when_written_is_found_out(
    small_office: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rights on Windows are not known beforehand."""
    monkeypatch.setattr("crmdesk.models.core.engines.sqlite.is_writable", lambda _path: True)
    with protected_folder(small_office.parent):
        db = open_database(small_office, clock=clock)
        assert db.storage.read_only
        assert _names(db) == sorted(OFFICE)
        assert _refused(db, "贺兰").code == "database.read_only"
        db.close()


def test_that_what_a_killed_program_left_is_read_where_nothing_may_be_written(
    tmp_path: Path, small_office: Path, clock: FakeClock
) -> None:
    """A memory card pulled out of a computer that had crashed: the newest words are in -wal."""
    db = open_database(small_office, clock=clock)
    add_customer(db, name="贺兰")
    card = tmp_path / "card"
    card.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(f"{small_office}{ending}", card / f"office.db{ending}")
    db.close()
    with protected_folder(card):
        db = open_database(card / "office.db", clock=clock)
        assert "贺兰" in _names(db)
        assert _refused(db, "霍思远").code == "database.read_only"
        db.close()


def test_that_an_old_write_protected_file_says_why_it_cannot_be_opened(
    tmp_path: Path, old_office: Path, clock: FakeClock
) -> None:
    folder = tmp_path / "cd"
    folder.mkdir()
    shutil.copyfile(old_office, folder / "office.db")
    with protected_folder(folder), pytest.raises(CrmError, match="old_read_only"):
        open_database(folder / "office.db", clock=clock)


def test_that_a_pulled_drive_is_told_and_used_again_when_it_is_back(
    usb: LoopDrive, template: Path, clock: FakeClock
) -> None:
    db = open_copy(template, usb.path / "office.db", clock)
    add_customer(db, name="唐佳宁")
    usb.pull()
    assert _refused(db, "洪雨桐").code == "database.gone"
    with pytest.raises(CrmError, match=r"database\.gone"):
        _names(db)
    assert list(usb.path.iterdir()) == []  # no new, empty file where the drive was
    usb.plug_in()
    assert _names(db) == ["唐佳宁"]
    add_customer(db, name="洪雨桐")
    with db.storage.engine.connect() as connection:
        assert db.storage.check(connection) == []
    db.close()
    assert _names_of(usb.path / "office.db", clock) == ["唐佳宁", "洪雨桐"]


def test_that_a_pulled_drive_keeps_nobody_from_leaving(
    usb: LoopDrive, template: Path, clock: FakeClock
) -> None:
    db = open_copy(template, usb.path / "office.db", clock)
    add_customer(db, name="唐佳宁")
    usb.pull()
    db.close()
    usb.plug_in()
    assert _names_of(usb.path / "office.db", clock) == ["唐佳宁"]


def test_that_a_drive_that_turns_read_only_is_told(
    usb: LoopDrive, template: Path, clock: FakeClock
) -> None:
    """What Linux does to a drive with errors."""
    db = open_copy(template, usb.path / "office.db", clock)
    add_customer(db, name="唐佳宁")
    usb.turn_read_only()
    with pytest.raises(CrmError) as told:
        add_customer(db, name="洪雨桐")
    assert told.value.code in ("database.drive", "database.read_only")
    assert _names(db) == ["唐佳宁"]
    db.close()


def _names_of(path: Path, clock: FakeClock) -> list[str]:
    db = open_database(path, clock=clock)
    names = _names(db)
    db.close()
    return names
