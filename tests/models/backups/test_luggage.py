"""A whole office in one file, handed to another computer."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crmdesk.models.backups.luggage import hand_over, look_at, what_is_here
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.settings import save_office
from crmdesk.models.open import open_database
from tests.support.builders import add_customer, add_interaction
from tests.support.databases import FakeClock

NOW = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """In a file: what lies on a server is not carried about."""
    made = open_database(tmp_path / "office" / "crmdesk.db", clock=FakeClock())
    yield made
    made.close()


@pytest.fixture
def office(db: Database) -> Database:
    with db.write("setup") as session:
        save_office(session, OfficeSettings(name="云帆/建材: 一店"))
    add_interaction(db, add_customer(db))
    add_customer(db, "李娜")
    return db


def test_that_the_file_bears_the_office_and_its_day(office: Database, tmp_path: Path) -> None:
    path, _luggage = hand_over(office, tmp_path, now=NOW, zone=ZONE)
    assert path.name == "云帆 建材 一店-2026-11-22.crmbackup"


def test_that_what_it_holds_is_what_is_here(office: Database, tmp_path: Path) -> None:
    path, told = hand_over(office, tmp_path, now=NOW, zone=ZONE)
    assert told == look_at(path) == what_is_here(office)
    assert (told.office, told.customers, told.interactions) == ("云帆/建材: 一店", 2, 1)


def test_that_a_second_file_of_the_day_leaves_the_first(office: Database, tmp_path: Path) -> None:
    first, _told = hand_over(office, tmp_path, now=NOW, zone=ZONE)
    add_customer(office, "王芳")
    second, told = hand_over(office, tmp_path, now=NOW, zone=ZONE)
    assert second.name == "云帆 建材 一店-2026-11-22 (2).crmbackup"
    assert (look_at(first).customers, told.customers) == (2, 3)


def test_that_an_office_without_a_name_is_called_the_customer_book(
    db: Database, tmp_path: Path
) -> None:
    path, told = hand_over(db, tmp_path, now=NOW, zone=ZONE)
    assert path.name == "Customer book-2026-11-22.crmbackup"
    assert told.office == ""


def test_that_a_drive_pulled_out_is_told_as_such(office: Database, tmp_path: Path) -> None:
    with pytest.raises(CrmError) as caught:
        hand_over(office, tmp_path / "gone", now=NOW, zone=ZONE)
    assert caught.value.code == "backup.folder"


def test_that_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    letter = tmp_path / "letter.crmbackup"
    letter.write_text("Dear Sir or Madam, " * 500)
    with pytest.raises(CrmError) as caught:
        look_at(letter)
    assert caught.value.code.startswith("backup.")
