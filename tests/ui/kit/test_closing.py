"""The checklist of a sale: on the customer's page a button, then five digits."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.rhythms.closing import load_checklist
from crmdesk.ui.kit.closing_button import ClosingButton
from crmdesk.ui.kit.closing_dialog import ClosingDialog
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer, add_order
from tests.support.keyboard import type_text
from tests.support.navigator import RecordingNavigator

TODAY = date(2026, 11, 21)


def statuses(db: Database, customer: int) -> list[str]:
    with db.read() as session:
        told = load_checklist(session, customer, TODAY)
    return [item.status for item in told[1].items] if told else []


@pytest.fixture
def customer(db: Database) -> int:
    made = add_customer(db, "王芳")
    add_order(db, made, day=TODAY - timedelta(days=1))
    return made


@pytest.fixture
def dialog(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator,
    customer: int, window: QWidget,
) -> ClosingDialog:  # fmt: skip
    made = ClosingDialog(db, jobs, navigator, customer, window)
    made.open()
    qtbot.waitUntil(made.isVisible)
    return made


def test_that_digits_tick_and_take_back(
    qtbot: QtBot, db: Database, customer: int, dialog: ClosingDialog, navigator: RecordingNavigator
) -> None:
    assert dialog.windowTitle() == "After the sale – 王芳"
    qtbot.keyClick(dialog, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: statuses(db, customer)[0] == "done")
    qtbot.waitUntil(lambda: dialog.lines["thanks"].told.text() == "Me · 21 Nov")
    qtbot.waitUntil(lambda: navigator.said == ["Done: Thank the customer"])
    qtbot.keyClick(dialog, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: statuses(db, customer)[0] == "open")
    qtbot.waitUntil(dialog.lines["thanks"].told.isHidden)
    undo(db)
    assert statuses(db, customer)[0] == "done"
    dialog.reject()


def test_that_a_line_is_left_out_with_a_reason(
    qtbot: QtBot, db: Database, customer: int, dialog: ClosingDialog
) -> None:
    line = dialog.lines["gift"]
    line.ask()
    reason = dialog.findChild(QLineEdit, "closing_reason_gift")
    assert reason is not None
    type_text(qtbot, reason, "公司2月已送")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: statuses(db, customer)[1] == "left")
    qtbot.waitUntil(lambda: "公司2月已送" in line.told.text())
    dialog.reject()


def test_that_the_button_stands_on_her_page_while_something_is_open(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator,
    customer: int, window: QWidget,
) -> None:  # fmt: skip
    button = ClosingButton(db, jobs, hub, navigator, window)
    button.show_customer(add_customer(db, "李娜"))
    assert button.isHidden()
    button.show_customer(customer)
    qtbot.waitUntil(lambda: button.text() == "After the sale: 5 to do")
    assert not button.isHidden()
    assert button.toolTip().startswith("Thank the customer, A small gift")
    button.click()
    opened = window.findChild(ClosingDialog)
    assert opened is not None
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5):
        qtbot.keyClick(opened, key)
    qtbot.waitUntil(lambda: statuses(db, customer) == ["done"] * 5)
    qtbot.waitUntil(button.isHidden)
    opened.reject()
