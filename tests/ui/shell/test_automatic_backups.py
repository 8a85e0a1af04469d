"""Backups nobody has to think of."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from crmdesk.models.backups.copies import look_inside
from crmdesk.models.core.db import Database
from crmdesk.models.core.settings import Settings
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell.backups import Backups
from tests.support.builders import add_customer
from tests.support.databases import FakeClock
from tests.ui.shell.conftest import FakeHost


@pytest.fixture
def backups(
    db: Database, jobs: JobRunner, host: FakeHost, tmp_path: Path, qtbot: Any
) -> Iterator[Backups]:
    host.settings = Settings(backup_folder=str(tmp_path / "usb"))
    made = Backups(db, jobs, host, tmp_path / "test.db")
    made.begin()
    yield made
    qtbot.waitUntil(lambda: jobs.running() == 0)
    made.deleteLater()


def _reasons(backups: Backups) -> list[str]:
    return [backup.reason for backup in backups.folder.list()]


def test_that_one_is_made_each_day_and_only_one(
    qtbot: Any, backups: Backups, jobs: JobRunner
) -> None:
    backups.look()
    qtbot.waitUntil(lambda: _reasons(backups) == ["daily"])
    qtbot.waitUntil(lambda: jobs.running() == 0)
    backups.look()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert _reasons(backups) == ["daily"]


def test_that_leaving_makes_one_only_after_a_change(
    qtbot: Any, backups: Backups, db: Database
) -> None:
    backups.close()
    assert _reasons(backups) == []
    add_customer(db, name="唐佳宁")
    backups.close()
    assert _reasons(backups) == ["close"]


def test_that_a_large_change_is_preceded_by_one(backups: Backups, db: Database) -> None:
    with db.write("import", bulk=True, file="book.xlsx"):
        assert _reasons(backups) == ["import"]


def test_that_a_missing_drive_keeps_nobody_from_working_and_is_told_once(
    qtbot: Any, backups: Backups, db: Database, jobs: JobRunner, host: FakeHost, tmp_path: Path
) -> None:
    backups.folder.path = tmp_path / "gone" / "backups"
    with db.write("import", bulk=True, file="book.xlsx"):
        pass
    for _turn in range(2):
        backups.look()
        qtbot.waitUntil(lambda: jobs.running() == 0)
    qtbot.waitUntil(lambda: len(host.asked) == 1)
    (word, told) = host.asked[0]
    assert word == "say"
    assert str(backups.folder.path) in str(told)


@pytest.mark.parametrize("answer", ["do", ""])
def test_that_without_a_backup_an_import_asks_and_the_answer_counts(
    qtbot: Any, backups: Backups, db: Database, jobs: JobRunner, host: FakeHost, tmp_path: Path,
    window: QWidget, answer: str,
) -> None:  # fmt: skip
    host.window = window
    backups.folder.path = tmp_path / "gone" / "backups"
    begun: list[str] = []

    def write(_job: object) -> None:
        with db.write("import", file="book.xlsx"):
            begun.append("import")

    job = jobs.write(write)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "without_backup") is not None)
    box = window.findChild(QMessageBox, "without_backup")
    assert box is not None
    assert str(backups.folder.path) in box.informativeText()
    assert begun == []
    with qtbot.waitSignal(job.finished):
        if answer:
            qtbot.mouseClick(box.findChild(QPushButton, answer), Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert begun == (["import"] if answer else [])
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is None)


def test_that_one_of_a_kind_is_enough_for_an_hour(
    backups: Backups, db: Database, clock: FakeClock
) -> None:
    for _each in range(3):
        with db.write("customers.merge", name="王芳", count=2):
            pass
    assert _reasons(backups) == ["merge"]
    clock.advance(hours=2)
    with db.write("customers.merge", name="王芳", count=2):
        pass
    with db.write("customers.delete", count=9):
        pass
    assert _reasons(backups) == ["merge", "merge"]
    with db.write("customers.delete", count=10):
        pass
    assert sorted(_reasons(backups)) == ["deletion", "merge", "merge"]


def test_that_the_copy_of_an_update_becomes_a_backup(
    qtbot: Any, backups: Backups, db: Database, tmp_path: Path
) -> None:
    copy = tmp_path / "test.before-0016.db"
    db.storage.copy_to(copy)  # type: ignore[attr-defined]
    broken = tmp_path / "test.before-0015.db"
    broken.write_bytes(b"half a copy")
    backups.look()
    qtbot.waitUntil(lambda: "migration" in _reasons(backups))
    qtbot.waitUntil(lambda: "daily" in _reasons(backups))
    assert not copy.exists()
    assert broken.exists()


def test_that_locking_makes_one_after_a_change_and_keeps_the_newest_of_the_day(
    qtbot: Any, backups: Backups, db: Database, jobs: JobRunner, clock: FakeClock
) -> None:
    for name in ("唐佳宁", "洪雨桐"):
        add_customer(db, name=name)
        for _turn in range(2):  # the second time nothing was written
            clock.advance(minutes=10)
            backups.before_rest()
            qtbot.waitUntil(lambda: jobs.running() == 0)
    [kept] = backups.folder.list()
    assert kept.reason == "lock"
    assert look_inside(kept.path).customers == 2
    backups.close()
    assert _reasons(backups) == ["lock"]
