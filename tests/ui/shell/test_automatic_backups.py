"""Backups nobody has to think of."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.core.settings import Settings
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell.backups import Backups
from tests.support.builders import add_customer
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
