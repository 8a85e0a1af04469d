"""Promises: listed by when they are due, kept, moved with a reason, given up, in place."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Promise
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.promise_dialogs import GiveUpDialog, MoveDialog
from crmdesk.ui.promises.commands import PromiseCommands
from crmdesk.ui.promises.panel import PromisesPanel
from tests.support.builders import add_customer, add_promise
from tests.support.keyboard import type_text
from tests.support.navigator import RecordingLog, RecordingNavigator

TODAY = date(2026, 11, 21)


def promise(db: Database, customer: int, offset: int, text: str = "寄样品") -> int:
    return add_promise(db, customer, TODAY + timedelta(days=offset), text)


def stored(db: Database, promise_id: int) -> Promise:
    with db.read() as session:
        return session.get_one(Promise, promise_id)


def shown(panel: PromisesPanel, column: int = 2) -> list[str]:
    return [panel.model.index(row, column).data() for row in range(panel.model.rowCount())]


@pytest.fixture
def panel(
    qtbot: QtBot,
    db: Database,
    jobs: JobRunner,
    hub: DataHub,
    navigator: RecordingNavigator,
    log: RecordingLog,
) -> PromisesPanel:
    made = PromisesPanel(db, jobs, hub, navigator, log)
    made.resize(1000, 600)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.table.setFocus()
    return made


@pytest.fixture
def key(qtbot: QtBot, panel: PromisesPanel) -> Callable[[Qt.Key], None]:
    def pressed(pressed_key: Qt.Key) -> None:
        qtbot.waitUntil(lambda: panel.table.currentIndex().isValid())
        panel.table.setFocus()
        qtbot.waitUntil(panel.table.hasFocus)
        qtbot.keyClick(panel.table, pressed_key)

    return pressed


def test_that_what_is_most_overdue_stands_first_and_the_rate_is_told(
    qtbot: QtBot, db: Database, panel: PromisesPanel
) -> None:
    customer = add_customer(db, phone="13800138000")
    for text, offset in (("later", 9), ("overdue", -3), ("today", 0)):
        promise(db, customer, offset, text)
    qtbot.waitUntil(lambda: shown(panel) == ["overdue", "today", "later"])
    chip = panel.findChild(QPushButton, "scope_overdue")
    assert chip is not None
    assert chip.text() == "Overdue 1"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(panel) == ["overdue"])
    rates = panel.findChild(QLabel, "promise_rates")
    assert rates is not None
    assert "0% (0 of 1)" in rates.text()


def test_that_one_key_keeps_it_and_undo_brings_it_back(
    qtbot: QtBot, db: Database, panel: PromisesPanel, key: Any, navigator: RecordingNavigator
) -> None:
    kept = promise(db, add_customer(db, "王芳"), 0)
    key(Qt.Key.Key_D)
    qtbot.waitUntil(lambda: stored(db, kept).status == "kept")
    assert stored(db, kept).done_on == TODAY
    qtbot.waitUntil(lambda: navigator.said == ["Promise kept: 王芳"])
    qtbot.waitUntil(lambda: shown(panel) == [])
    undo(db)
    qtbot.waitUntil(lambda: shown(panel) == ["寄样品"])


def test_that_it_is_moved_with_a_reason_only(
    qtbot: QtBot, db: Database, panel: PromisesPanel, key: Any
) -> None:
    moved = promise(db, add_customer(db), -1)
    key(Qt.Key.Key_L)
    dialog = panel.findChild(MoveDialog)
    assert dialog is not None
    dialog.due.set_text("下周一")
    dialog.submit()
    problem = dialog.findChild(QLabel, "reason_problem")
    assert problem is not None
    assert problem.isVisible()
    type_text(qtbot, dialog.reason, "等仓库到货")
    dialog.submit()
    qtbot.waitUntil(lambda: stored(db, moved).due_on == TODAY + timedelta(days=2))
    qtbot.waitUntil(lambda: shown(panel) == ["寄样品 · moved 1 time: 等仓库到货"])
    qtbot.waitUntil(lambda: panel.findChild(MoveDialog) is None)


@pytest.mark.parametrize(("how", "status"), [("broken", "broken"), ("released", "released")])
def test_that_what_is_not_kept_says_why(
    qtbot: QtBot, db: Database, panel: PromisesPanel, key: Any, how: str, status: str
) -> None:
    gone = promise(db, add_customer(db), -1)
    key(Qt.Key.Key_N)
    dialog = panel.findChild(GiveUpDialog)
    assert dialog is not None
    choice = dialog.how.findChild(QPushButton, f"choice_{how}")
    assert choice is not None
    if how != "broken":
        qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
    type_text(qtbot, dialog.why, "缺货")
    dialog.submit()
    qtbot.waitUntil(lambda: stored(db, gone).status == status)
    panel.scopes.choose("broken")
    qtbot.waitUntil(lambda: len(shown(panel)) == 1 and shown(panel)[0].endswith("→ 缺货"))
    qtbot.waitUntil(lambda: panel.findChild(GiveUpDialog) is None)


def test_that_one_line_makes_a_promise(
    qtbot: QtBot, db: Database, jobs: JobRunner, panel: PromisesPanel, navigator: RecordingNavigator
) -> None:
    customer = add_customer(db, "王芳")
    dialog = PromiseCommands(db, jobs, navigator).open(None, customer, panel)
    assert dialog is not None
    line = dialog.findChild(QLineEdit, "when_line")
    assert line is not None
    type_text(qtbot, line, "周五 寄样品")
    dialog.submit()
    qtbot.waitUntil(lambda: shown(panel) == ["寄样品"])
    with db.read() as session:
        [made] = session.scalars(select(Promise))
    assert (made.customer_id, made.due_on) == (customer, TODAY + timedelta(days=6))
    again = PromiseCommands(db, jobs, navigator).open(made.id, None, panel)
    assert again is not None
    again.text.setText("寄两份样品")
    again.submit()
    qtbot.waitUntil(lambda: shown(panel) == ["寄两份样品"])
