"""Service orders and contracts on Today: in which words, and what the keys do."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.ui.today.items import RowItem
from crmdesk.ui.today.kinds.table import pressing, reason
from crmdesk.ui.today.panel import TodayPanel
from tests.support.builders import add_customer, add_service_contract, add_service_order
from tests.support.navigator import RecordingNavigator
from tests.ui.today.conftest import OpenPanel


def told(panel: TodayPanel, source: str) -> str:
    item = _row(panel, source)
    return f"{pressing(item.row, item.office)} | {reason(item.row, item.office)}"


def _row(panel: TodayPanel, source: str) -> RowItem:
    return next(
        item
        for item in panel.model.items()
        if isinstance(item, RowItem) and item.row.source == source
    )


def test_that_service_says_why_in_words(db: Database, open_panel: OpenPanel) -> None:
    customer = add_customer(db, "张伟")
    add_service_order(db, customer, "paper jam")
    add_service_contract(db, customer, level="gold", every_months=1, starts_on=date(2025, 12, 8),
                         ends_on=date(2026, 12, 7))  # fmt: skip
    panel = open_panel()
    assert told(panel, "service_order") == "First reaction · 2 h left | paper jam · Assign"
    assert told(panel, "service_visit").endswith(
        "days late | Service contract gold: this month's visit"
    )
    assert told(panel, "service_contract") == (
        "Ends in 16 days | Service contract gold until 7 Dec: speak of renewing it"
    )


@pytest.mark.parametrize(
    ("source", "went"),
    [("service_order", "open_service"), ("service_visit", "finish_visit")],
)
def test_that_d_goes_on_with_it(
    qtbot: QtBot, db: Database, open_panel: OpenPanel,
    navigator: RecordingNavigator, source: str, went: str,
) -> None:  # fmt: skip
    customer = add_customer(db, "张伟")
    add_service_order(db, customer, "paper jam")
    add_service_contract(db, customer, [date(2026, 11, 25)])
    panel = open_panel()
    row = _row(panel, source)
    panel.view.setCurrentIndex(panel.model.index_of(row.key))
    qtbot.keyClick(panel.view, Qt.Key.Key_D)
    assert [name for name, _what in navigator.went] == [went]
