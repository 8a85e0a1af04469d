"""Measures in the window: started, done, asked about, closed, undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.ui.complaints.measure_dialogs import MeasureDialog, VerdictDialog
from crmdesk.ui.complaints.measures_tab import MeasuresTab
from tests.support.builders import add_complaint, add_customer
from tests.ui.complaints.conftest import OpenPanel

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tab(qtbot: QtBot, db: Database, open_panel: OpenPanel) -> MeasuresTab:
    for name in ("甲", "乙"):
        add_complaint(db, add_customer(db, name), "漏水", cause="没有试压", status="closed")
    add_complaint(db, add_customer(db, "丙"), "错字", cause="没有复核")
    made = open_panel("measures").tab("measures")
    assert isinstance(made, MeasuresTab)
    return made


def _dialog(tab: MeasuresTab, kind: type[QDialog]) -> QDialog:
    found = tab.window().findChildren(kind)
    return [dialog for dialog in found if dialog.isVisible()][-1]


def _start(qtbot: QtBot, tab: MeasuresTab) -> None:
    qtbot.mouseClick(tab.buttons["measure_new"], LEFT)
    dialog = _dialog(tab, MeasureDialog)
    assert isinstance(dialog, MeasureDialog)
    assert not dialog.save_button.isEnabled()
    dialog.title.setText("press for ten minutes")
    dialog.cause.setCurrentText("没有试压")
    assert len(dialog.picks.ticked()) == 2
    qtbot.mouseClick(dialog.save_button, LEFT)
    qtbot.waitUntil(lambda: tab.current() is not None)
    qtbot.waitUntil(lambda: tab.call_model.rowCount() == 2)


def _say(qtbot: QtBot, tab: MeasuresTab, verdict: str, calls_left: int) -> None:
    qtbot.mouseClick(tab.call_button, LEFT)
    dialog = _dialog(tab, VerdictDialog)
    button = dialog.findChild(QPushButton, f"choice_{verdict}")
    assert button is not None
    button.click()
    qtbot.mouseClick(dialog.findChild(QPushButton, "save"), LEFT)
    qtbot.waitUntil(lambda: sum(not call.verdict for call in tab._calls.values()) == calls_left)


def test_that_a_measure_is_closed_when_those_who_complained_noticed_it(
    qtbot: QtBot, db: Database, tab: MeasuresTab
) -> None:
    _start(qtbot, tab)
    qtbot.mouseClick(tab.buttons["measure_finish"], LEFT)
    qtbot.waitUntil(lambda: tab.buttons["measure_close"].isVisible())
    assert not tab.buttons["measure_close"].isEnabled()
    _say(qtbot, tab, "better", 1)
    first = next(key for key, call in tab._calls.items() if not call.verdict)
    tab.calls.select_id(first)
    _say(qtbot, tab, "better", 0)
    qtbot.waitUntil(tab.buttons["measure_close"].isEnabled)
    qtbot.mouseClick(tab.buttons["measure_close"], LEFT)
    qtbot.waitUntil(lambda: tab.current() is not None and tab.current().status == "closed")  # type: ignore[union-attr]
    tab.grab()


def test_that_a_measure_is_changed_deleted_and_brought_back(
    qtbot: QtBot, db: Database, tab: MeasuresTab
) -> None:
    _start(qtbot, tab)
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    dialog = _dialog(tab, MeasureDialog)
    assert isinstance(dialog, MeasureDialog)
    dialog.title.setText("twenty minutes")
    qtbot.mouseClick(dialog.save_button, LEFT)
    qtbot.waitUntil(lambda: tab.current().title == "twenty minutes")  # type: ignore[union-attr]
    qtbot.mouseClick(tab.buttons["measure_delete"], LEFT)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 0)
    undo(db)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
