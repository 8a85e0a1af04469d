"""A follow-up noted from anywhere, in one line, and changed."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.journal.drafts import load_draft
from crmdesk.models.schema import FollowUp
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.tasks.commands import FollowUpCommands
from crmdesk.ui.tasks.dialog import FollowUpDialog
from tests.support.builders import add_contact, add_customer, add_follow_up, add_staff, let_go
from tests.support.keyboard import type_text
from tests.support.navigator import RecordingNavigator

TODAY = date(2026, 11, 21)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def stored(db: Database, follow_up: int) -> FollowUp:
    with db.read() as session:
        return session.get_one(FollowUp, follow_up)


@pytest.fixture
def commands(db: Database, jobs: JobRunner, navigator: RecordingNavigator) -> FollowUpCommands:
    return FollowUpCommands(db, jobs, navigator)


def open_dialog(commands: FollowUpCommands, *of: Any) -> FollowUpDialog:
    dialog = commands.open(*of)
    assert dialog is not None
    return dialog


def test_that_one_line_tells_day_hour_and_what(
    qtbot: QtBot,
    db: Database,
    commands: FollowUpCommands,
    navigator: RecordingNavigator,
    window: QWidget,
) -> None:
    customer = add_customer(db)
    dialog = open_dialog(commands, None, customer, window)
    qtbot.waitUntil(dialog.due.line.hasFocus)
    type_text(qtbot, dialog.due.line, "tomorrow 3pm ")
    type_text(qtbot, dialog.due.line, "寄样品")
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.due.line, Qt.Key.Key_Return)
    with db.read() as session:
        row = session.scalars(select(FollowUp)).one()
    assert (row.customer_id, row.due_on, row.due_time) == (customer, day(1), "15:00")
    assert (row.text, row.staff_id) == ("寄样品", 1)
    assert navigator.said == ["Follow-up with 张伟: Tomorrow · 22 Nov 2026 (Sun) 15:00"]


def test_that_a_chip_sets_the_day_and_keeps_the_words(
    qtbot: QtBot, db: Database, commands: FollowUpCommands, window: QWidget
) -> None:
    dialog = open_dialog(commands, None, add_customer(db), window)
    type_text(qtbot, dialog.due.line, "today 9:00 call")
    chip = dialog.quick.findChild(QPushButton, f"choice_{day(7)}")
    assert chip is not None
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert dialog.due.text() == f"{day(7)} 09:00 call"
    draft = dialog.draft()
    assert (draft.due_on, draft.due_time, draft.text) == (day(7), "09:00", "call")
    dialog.done(0)


def test_that_a_follow_up_needs_somebody_and_a_day(
    qtbot: QtBot, db: Database, commands: FollowUpCommands, window: QWidget
) -> None:
    dialog = open_dialog(commands, None, None, window)
    qtbot.waitUntil(dialog.customer.hasFocus)
    save = dialog.findChild(QPushButton, "save")
    assert save is not None
    assert not save.isEnabled()
    customer = add_customer(db)
    dialog.customer.set_customer(customer)
    dialog.customer.changed.emit(dialog.customer.choice())
    type_text(qtbot, dialog.due.line, "someday")
    assert not save.isEnabled()
    dialog.due.line.clear()
    type_text(qtbot, dialog.due.line, "12/5")
    assert save.isEnabled()
    dialog.done(0)


def test_that_an_existing_one_is_shown_changed_and_stored(
    qtbot: QtBot, db: Database, commands: FollowUpCommands, window: QWidget
) -> None:
    colleague, customer = add_staff(db, "小李"), add_customer(db)
    contact = add_contact(db, customer, "李工")
    follow_up = add_follow_up(
        db, customer, day(2), "旧", due_time="08:00", contact_id=contact, channel="call", staff_id=1
    )
    dialog = open_dialog(commands, follow_up, None, window)
    assert dialog.due.text() == f"{day(2)} 08:00"
    assert dialog.contact.currentText() == "李工"
    dialog.text.setText("新")
    dialog.staff.setCurrentIndex(dialog.staff.findData(colleague))
    with qtbot.waitSignal(dialog.finished):
        dialog.submit()
    row = stored(db, follow_up)
    assert (row.text, row.staff_id, row.contact_id, row.channel) == (
        "新",
        colleague,
        contact,
        "call",
    )
    assert (row.due_on, row.due_time) == (day(2), "08:00")


def test_that_words_of_a_new_one_are_kept_until_saved_or_thrown_away(
    qtbot: QtBot, db: Database, commands: FollowUpCommands, window: QWidget
) -> None:
    customer = add_customer(db)

    def kept() -> bool:
        with db.read() as session:
            return load_draft(session, f"follow_up.new:{customer}", 1) is not None

    dialog = open_dialog(commands, None, customer, window)
    type_text(qtbot, dialog.text, "samples")
    qtbot.waitUntil(kept)
    again = open_dialog(commands, None, customer, window)  # as after a crash
    assert again.text.text() == "samples"
    for one in (dialog, again):
        one.done(0)
    qtbot.waitUntil(lambda: not kept())


def test_that_one_deleted_meanwhile_is_told(
    qtbot: QtBot, commands: FollowUpCommands, window: QWidget
) -> None:
    assert commands.open(99, None, window) is None
    box = window.findChild(QWidget, "failure")
    assert box is not None
    box.close()


def test_that_it_stays_with_whom_it_was_though_she_has_left(
    qtbot: QtBot, db: Database, commands: FollowUpCommands, window: QWidget
) -> None:
    wang = add_staff(db, "Wang")
    hers = add_follow_up(db, add_customer(db), day(1), staff_id=wang)
    let_go(db, wang)
    dialog = open_dialog(commands, hers, None, window)
    dialog.text.setText("ring again")
    with qtbot.waitSignal(dialog.finished):
        dialog.submit()
    assert (stored(db, hers).staff_id, stored(db, hers).text) == (wang, "ring again")
