"""How much the journal takes, what is kept of it, and letting go; and the journal as a workbook."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.journal.queries import load_history
from crmdesk.models.logbook.details import Reader
from crmdesk.models.logbook.keeping import KeepRule, load_rule, save_rule
from crmdesk.models.office.lists import add_entry
from crmdesk.models.schema import Customer
from crmdesk.ui.journal.out import JournalOut
from crmdesk.ui.journal.size_dialog import JournalSizeDialog
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer
from tests.support.databases import FakeClock
from tests.support.navigator import RecordingNavigator

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def old(db: Database, clock: FakeClock) -> None:
    """Two changes of long ago and one of today."""
    now = clock.now
    for days in (3000, 2900, 0):
        clock.now = now - timedelta(days=days)
        with db.write("list.add", name=f"T{days}") as session:
            add_entry(session, "tag", f"T{days}")
    clock.now = now


@pytest.fixture
def backups() -> list[str]:
    return []


@pytest.fixture
def dialog(
    qtbot: Any, db: Database, jobs: JobRunner, window: QWidget, old: None, backups: list[str]
) -> JournalSizeDialog:
    made = JournalSizeDialog(db, jobs, ZONE, lambda: backups.append("made"), window)
    made.open()
    qtbot.waitUntil(lambda: "3 changes" in made.told.text())
    return made


def test_that_everything_is_kept_until_the_office_says_otherwise(
    dialog: JournalSizeDialog, db: Database
) -> None:
    assert dialog.going.text() == "Nothing goes."
    assert not dialog.drop.isEnabled()
    assert not dialog.auto.isEnabled()
    with db.read() as session:
        assert load_rule(session) == KeepRule()
    dialog.accept()


def test_that_old_changes_go_after_a_look_a_question_and_a_backup(
    qtbot: Any, dialog: JournalSizeDialog, db: Database, backups: list[str]
) -> None:
    dialog.choices["years"].click()
    qtbot.waitUntil(lambda: dialog.going.text().startswith("Before 21 Nov 2021: 2 changes"))
    qtbot.waitUntil(dialog.drop.isEnabled)
    dialog.drop.click()
    [box] = dialog.findChildren(QMessageBox, "confirm")
    assert backups == []
    box.findChild(QPushButton, "do").click()
    qtbot.waitUntil(lambda: "2 changes" in dialog.told.text())
    assert backups == ["made"]
    with db.read() as session:
        texts = [row.text for row in load_history(session)]
        assert load_rule(session).kind == "years"
    assert texts == [
        "Drop 2 changes from before 2021-11-21 from the journal", "Add “T0” to the list",
    ]  # fmt: skip
    qtbot.waitUntil(lambda: dialog.going.text().startswith("There is nothing before"))
    dialog.accept()


def test_that_the_list_is_written_with_every_field_and_that_is_noted(
    qtbot: Any, db: Database, jobs: JobRunner, window: QWidget, navigator: RecordingNavigator,
    tmp_path: Path,
) -> None:  # fmt: skip
    wang = add_customer(db, "王芳")
    with db.write("customer.edit", name="王芳") as session:
        session.get_one(Customer, wang).title = "=1+1"
    with db.read() as session:
        ids = [row.id for row in load_history(session)]
    out = JournalOut(db, jobs, navigator, Reader(1, "CN", ZONE), lambda: None, window)
    path = tmp_path / "journal.xlsx"
    out.write(path, ids)
    qtbot.waitUntil(lambda: navigator.said == ["2 changes written to journal.xlsx"])
    book = load_workbook(path)
    lines, fields = (list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets)
    assert [row[2] for row in lines[1:]] == ["Edit 王芳", "New customer 王芳"]
    assert fields[1][3:] == ("王芳", "Changed", "Customer", "Job title", None, "=1+1")
    with db.read() as session:
        newest = load_history(session, limit=1)[0]
    assert newest.text == "“Journal” (2) written to journal.xlsx"
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))


def test_that_a_rule_of_a_later_program_keeps_everything(db: Database) -> None:
    with db.write("journal.keep") as session:
        save_rule(session, KeepRule(kind="centuries"))  # type: ignore[arg-type]
    with db.read() as session:
        assert load_rule(session).kind == "all"
