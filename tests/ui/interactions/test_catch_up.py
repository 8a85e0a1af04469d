"""The talks of a morning in one grid."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import FollowUp, Interaction, Promise
from crmdesk.ui.interactions.catch_up_dialog import CatchUpDialog
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer
from tests.support.keyboard import type_text


@pytest.fixture
def dialog(qtbot: QtBot, db: Database, jobs: JobRunner) -> CatchUpDialog:
    add_customer(db, "王芳", phone="13800138000")
    add_customer(db, "李娜", phone="13911116666")
    made = CatchUpDialog(db, jobs)
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def logged(db: Database) -> list[Any]:
    with db.read() as session:
        return list(session.scalars(select(Interaction).order_by(Interaction.at)))


def write(qtbot: QtBot, dialog: CatchUpDialog, row: int, who: str, words: str) -> None:
    """Find her, Enter, write, Enter: as one does."""
    fields = dialog.rows[row]
    qtbot.waitUntil(fields.customer.hasFocus)
    type_text(qtbot, fields.customer, who)
    qtbot.waitUntil(lambda: fields.customer.list.count() > 0)
    qtbot.keyClick(fields.customer, Qt.Key.Key_Return)
    qtbot.waitUntil(fields.words.hasFocus)
    type_text(qtbot, fields.words, words)
    qtbot.keyClick(fields.words, Qt.Key.Key_Return)


def test_that_several_talks_are_written_by_keys_alone(
    qtbot: QtBot, db: Database, dialog: CatchUpDialog
) -> None:
    write(qtbot, dialog, 0, "wf", "问了价格")
    write(qtbot, dialog, 1, "6666", "承诺周五前寄样品")
    promises = dialog.findChild(QCheckBox, "catch_up_promises")
    assert promises is not None
    assert promises.isVisible()
    qtbot.keyClick(dialog.rows[2].customer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [row.text for row in logged(db)] == ["问了价格", "承诺周五前寄样品"])
    assert [f"{row.at:%H:%M}" for row in logged(db)] == ["01:30", "02:00"]  # UTC: 9:30 and 10:00
    with db.read() as session:
        [promise] = session.scalars(select(Promise))
    assert promise.text == "寄样品"
    qtbot.waitUntil(lambda: not dialog.isVisible())
    undo(db)
    assert logged(db) == []


def test_that_a_row_without_a_customer_is_pointed_at_and_nothing_is_stored(
    qtbot: QtBot, db: Database, dialog: CatchUpDialog
) -> None:
    write(qtbot, dialog, 0, "wf", "问了价格")
    type_text(qtbot, dialog.rows[1].words, "谁？")
    dialog.submit()
    problem = dialog.findChild(QLabel, "catch_up_problem")
    assert problem is not None
    assert problem.text() == "Row 2: with whom? Choose the customer."
    qtbot.waitUntil(dialog.rows[1].customer.hasFocus)
    type_text(qtbot, dialog.rows[0].time, "十来点")
    dialog.submit()
    assert problem.text() == "Row 1: a time looks like 9:30."
    assert logged(db) == []


def test_that_what_was_typed_is_there_again(
    qtbot: QtBot, db: Database, jobs: JobRunner, dialog: CatchUpDialog
) -> None:
    write(qtbot, dialog, 0, "wf", "问了价格")
    type_text(qtbot, dialog.rows[0].time, "9:05")
    dialog.reject()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    again = CatchUpDialog(db, jobs)
    qtbot.addWidget(again)
    again.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    row = again.rows[0]
    assert (row.customer.text(), row.words.text(), row.time.text()) == ("王芳", "问了价格", "9:05")
    assert row.words.cursorPosition() == 0, "a long line shows its beginning"
    again.submit()
    qtbot.waitUntil(lambda: [f"{row.at:%H:%M}" for row in logged(db)] == ["01:05"])


def test_that_a_next_step_in_the_words_of_a_row_is_noted_too(
    qtbot: QtBot, db: Database, dialog: CatchUpDialog
) -> None:
    write(qtbot, dialog, 0, "wf", "问了价格，下一步周五送样品")
    assert dialog.steps.isVisible()
    assert dialog.steps.text() == "Note the next step in them too"
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    with db.read() as session:
        [step] = session.scalars(select(FollowUp))
    assert (step.text, f"{step.due_on}") == ("送样品", "2026-11-27")
    assert step.interaction_id == logged(db)[0].id
