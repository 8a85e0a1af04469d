"""Two programs on one file, a clock that is wrong, a program that is too old, files of any size."""

import os
import shutil
import threading
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.models.backups.conflict_copies import conflict_copies
from crmdesk.models.backups.folder import BackupFolder
from crmdesk.models.backups.health import find_trouble
from crmdesk.models.backups.rotation import kept
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.messages import explain
from crmdesk.models.customers.choices import find_choices
from crmdesk.models.customers.files import LARGEST, read_file
from crmdesk.models.journal.actions import undo
from crmdesk.models.journal.queries import load_history
from crmdesk.models.open import open_database
from tests.support.builders import add_customer
from tests.support.databases import NOW, FakeClock
from tests.support.soundness import assert_sound

ZONE = office_zone("Asia/Shanghai")
GB = 1 << 30


def _names(db: Database) -> list[str]:
    with db.read() as session:
        return sorted(choice.name for choice in find_choices(session, "", limit=999))


def test_that_two_programs_write_in_turns_and_see_each_other(small_office: Path) -> None:
    ours, theirs = (open_database(small_office, clock=FakeClock()) for _each in "ab")

    def write(db: Database, mark: str) -> None:
        for number in range(12):
            add_customer(db, name=f"{mark}{number:02}")

    colleague = threading.Thread(target=write, args=(theirs, "他"))
    colleague.start()
    write(ours, "我")
    colleague.join()
    assert len(_names(ours)) == len(_names(theirs)) == 3 + 24
    assert_sound(ours)
    theirs.close()
    add_customer(ours, name="最后一位")
    ours.close()


def test_that_a_program_that_writes_too_long_is_told_and_not_waited_for_forever(
    small_office: Path,
) -> None:
    db = open_database(small_office, clock=FakeClock())
    db.storage.engine.dispose()
    db.storage._patience = 0.1  # type: ignore[attr-defined]
    other = driver.connect(str(small_office), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(CrmError, match=r"database\.busy"):
        add_customer(db, name="贺兰")
    other.execute("ROLLBACK")
    other.close()
    add_customer(db, name="贺兰")
    db.close()


@pytest.mark.parametrize(
    "name",
    ["office (王芳's conflicted copy 2026-11-22).db", "office(冲突 2026-11-22).db",
     "office.sync-conflict-20261122-101010-ABCDEFG.db"],
)  # fmt: skip
def test_that_a_second_copy_of_a_synchronised_folder_is_told(small_office: Path, name: str) -> None:
    db = open_database(small_office, clock=FakeClock())
    assert find_trouble(db, small_office, NOW) is None
    shutil.copyfile(small_office, small_office.with_name(name))
    trouble = find_trouble(db, small_office, NOW)
    assert trouble is not None
    assert name in trouble.sentence()
    db.close()


def test_that_names_of_a_cloud_service_count_in_its_folder_only(tmp_path: Path) -> None:
    for folder, found in (("OneDrive - 公司", 2), ("Documents", 0)):
        place = tmp_path / folder
        place.mkdir()
        for name in ("office.db", "office-DESKTOP-4F2K1.db", "office (1).db", "office-old.db",
                     "office.before-0014.db", "officer.db"):  # fmt: skip
            (place / name).touch()
        assert len(conflict_copies(place / "office.db")) == found


def test_that_a_clock_set_back_a_year_changes_no_order_and_no_backup(
    small_office: Path, tmp_path: Path
) -> None:
    clock = FakeClock()
    db = open_database(small_office, clock=clock)
    folder = BackupFolder(tmp_path / "backups", db, small_office, ZONE)
    made = [folder.back_up("daily", NOW - timedelta(days=days)) for days in (9, 1, 0)]
    clock.advance(days=-365)
    assert folder.is_due(clock())
    folder.back_up("daily", clock())
    assert not folder.is_due(clock())
    assert {backup.path for backup in made} <= {backup.path for backup in folder.list()}
    trouble = find_trouble(db, small_office, clock())
    assert trouble is not None
    assert (trouble.code, trouble.once) == ("clock", True)
    add_customer(db, name="贺兰")
    with db.read() as session:
        assert load_history(session, limit=1)[0].at == clock()
    undo(db)
    assert "贺兰" not in _names(db)
    db.close()


@given(st.integers(30, 800))
def test_that_a_clock_that_was_ahead_for_a_day_leaves_backups_of_days_before(ahead: int) -> None:
    daily = {NOW.replace(tzinfo=None) - timedelta(days=ago) for ago in range(30)}
    wrong = NOW.replace(tzinfo=None) + timedelta(days=ahead)
    assert len(kept({*daily, wrong}, wrong.date()) & daily) >= 3


def test_that_a_newer_schema_is_told_with_what_to_do_and_left_alone(small_office: Path) -> None:
    other = driver.connect(str(small_office))
    other.execute("UPDATE alembic_version SET version_num = '9999'")
    other.commit()
    other.close()
    before = small_office.read_bytes()
    with pytest.raises(CrmError) as told:
        open_database(small_office, clock=FakeClock())
    assert told.value.code == "database.newer"
    assert "install" in explain(told.value)
    assert small_office.read_bytes() == before
    assert [path.name for path in small_office.parent.iterdir()] == ["office.db"]


def test_that_ten_gigabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    film = tmp_path / "wedding.mp4"
    with film.open("wb") as file:
        file.truncate(10 * GB)
    with pytest.raises(CrmError) as told:
        read_file(film)
    assert told.value.code == "attachment.too_large"
    assert f"{LARGEST >> 20} MB" in explain(told.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="devices and pipes of Unix")
def test_that_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    loop, pipe = tmp_path / "loop", tmp_path / "pipe"
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    for path in (tmp_path, loop, pipe, Path("/dev/zero")):
        with pytest.raises(CrmError, match=r"attachment\.unreadable"):
            read_file(path)
