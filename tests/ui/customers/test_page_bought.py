"""What was bought last and is owed, at a glance; the orders behind their tab."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.orders.drafts import LineDraft
from crmdesk.ui.customers.page.glance import GlanceLine
from crmdesk.ui.customers.page.view import CustomerView
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer, add_order
from tests.support.customer_page import OFFICE, ZONE, FakeTimeline
from tests.support.navigator import RecordingNavigator

PAPER = LineDraft("打印纸", "A4", "箱", 3000, 12_550)


@pytest.fixture
def orders() -> FakeTimeline:
    """Where the orders would be."""
    return FakeTimeline()


@pytest.fixture
def view(
    qtbot: QtBot,
    db: Database,
    jobs: JobRunner,
    hub: DataHub,
    navigator: RecordingNavigator,
    orders: FakeTimeline,
) -> Iterator[CustomerView]:
    made = CustomerView(
        db, jobs, hub, navigator, office=OFFICE, zone=ZONE, timeline=FakeTimeline(),
        orders=lambda: orders,
    )  # fmt: skip
    window = QWidget()
    QVBoxLayout(window).addWidget(made)
    window.resize(560, 900)
    qtbot.addWidget(window)
    window.show()
    yield made
    window.close()


def lines(view: CustomerView) -> list[str]:
    return [line.text() for line in view.findChildren(GlanceLine) if not line.isHidden()]


def tabs(view: CustomerView) -> list[str]:
    return [view.body.tabs.tabText(at) for at in range(view.body.tabs.count())]


def press(qtbot: QtBot, view: CustomerView, name: str) -> None:
    line: Any = view.findChild(GlanceLine, name)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)


def test_that_a_customer_without_orders_is_told_nothing_of_them(
    db: Database, view: CustomerView
) -> None:
    view.show_customer(add_customer(db))
    assert lines(view) == []
    assert not any(title.startswith("Orders") for title in tabs(view))


def test_that_the_last_goods_the_year_and_the_debt_lead_to_orders_and_payment(
    qtbot: QtBot,
    db: Database,
    view: CustomerView,
    navigator: RecordingNavigator,
    orders: FakeTimeline,
) -> None:
    her = add_customer(db)
    add_order(db, her, [PAPER], paid=650)
    add_order(db, her, [PAPER], day=date(2026, 3, 1), settled=True)
    view.show_customer(her)
    assert lines(view) == [
        "Last bought Yesterday · 打印纸 A4 ¥125.50 per 箱",
        "12 months ¥753 · ¥370 owed",
    ]
    assert "Orders 2" in tabs(view)
    press(qtbot, view, "glance_0")
    assert view.body.tab() == "orders"
    assert orders.shown == [her]
    press(qtbot, view, "glance_1")
    assert navigator.went == [("take_payment", (her, None))]


def test_that_the_first_order_brings_its_tab_and_the_last_takes_it_away(
    qtbot: QtBot, db: Database, view: CustomerView, navigator: RecordingNavigator
) -> None:
    her, other = add_customer(db), add_customer(db, "李娜")
    view.show_customer(her)
    new = view.header.action_row.more.menu().findChild(QAction, "new_order")
    new.trigger()
    assert navigator.went == [("open_order", (None, her))]
    add_order(db, her, [PAPER])
    qtbot.waitUntil(lambda: "Orders 1" in tabs(view))
    view.body.show_tab("orders")
    view.show_customer(other)
    assert view.body.tab() == "timeline"
