"""Rows of Today about customers who wait for an answer."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.interactions.replies import load_waiting
from crmdesk.models.journal.actions import undo
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.today.items import RowItem
from crmdesk.ui.today.kinds.table import pressing, reason, tone
from crmdesk.ui.today.panel import TodayPanel
from tests.support.builders import add_customer, add_interaction
from tests.support.navigator import RecordingLog, RecordingNavigator


def _names(panel: TodayPanel) -> list[str]:
    return [item.row.name for item in panel.model.items() if isinstance(item, RowItem)]


@pytest.fixture
def customer(db: Database) -> int:
    customer = add_customer(db, "王建国")
    at = db.now() - timedelta(days=1)
    add_interaction(db, customer, "请发报价", kind="wechat", direction="in", at=at)
    return customer


@pytest.fixture
def panel(
    qtbot: QtBot,
    db: Database,
    jobs: JobRunner,
    hub: DataHub,
    navigator: RecordingNavigator,
    log: RecordingLog,
    customer: int,
) -> TodayPanel:
    panel = TodayPanel(db, jobs, hub, navigator, log)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitExposed(panel)
    panel.activateWindow()
    qtbot.waitUntil(lambda: _names(panel) == ["王建国"])
    panel.view.setFocus()
    return panel


def test_that_a_row_says_what_was_written_and_how_late_the_answer_is(panel: TodayPanel) -> None:
    row = panel.current_row()
    assert row is not None
    assert pressing(row, panel.office) == "Answer · 2 h 30 min late"
    assert reason(row, panel.office) == "WeChat received: 请发报价"
    assert tone(row) == "red"


def test_that_n_says_that_none_is_needed_and_undo_takes_it_back(
    qtbot: QtBot, db: Database, panel: TodayPanel, customer: int, navigator: RecordingNavigator
) -> None:
    qtbot.keyClick(panel.view, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: _names(panel) == [])
    qtbot.waitUntil(lambda: navigator.said == ["王建国 needs no answer"])
    undo(db)
    qtbot.waitUntil(lambda: _names(panel) == ["王建国"])
    with db.read() as session:
        assert load_waiting(session, customer, db.now()) is not None


def test_that_d_writes_the_answer_by_the_way_the_question_came(
    qtbot: QtBot, panel: TodayPanel, customer: int, log: RecordingLog
) -> None:
    qtbot.keyClick(panel.view, Qt.Key.Key_D)
    assert log.asked == [
        {"customer": customer, "contact_id": None, "kind": "wechat", "direction": "out"}
    ]


def test_that_the_menu_offers_it(panel: TodayPanel) -> None:
    row = panel.current_row()
    assert row is not None
    menu = panel.commands.menu(row, panel.mapToGlobal(panel.rect().center()))
    words = [action.text() for action in menu.actions()]
    assert "Needs no answer\tN" in words
    assert any(word.startswith("Answered…") for word in words)
    menu.deleteLater()
