"""The orders of a customer on her page."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.orders.drafts import LineDraft
from crmdesk.models.schema import Order, Payment
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.orders.commands import OrderCommands
from crmdesk.ui.orders.items import OrderItem, details_of, pills_of
from crmdesk.ui.orders.panel import OrdersPanel
from tests.support.builders import add_customer, add_order
from tests.support.navigator import RecordingNavigator

PAPER = LineDraft("打印纸", "A4", "箱", 3000, 12_550)


@pytest.fixture
def panel(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator
) -> OrdersPanel:
    made = OrdersPanel(db, jobs, hub, navigator, OrderCommands(db, jobs, hub, navigator))
    made.resize(520, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(qtbot: QtBot, panel: OrdersPanel, customer: int, count: int) -> list[OrderItem]:
    panel.show_customer(customer)
    qtbot.waitUntil(lambda: panel.model.rowCount() == count and panel.view.isVisible())
    return [item for item in panel.model.items() if isinstance(item, OrderItem)]


def test_that_orders_say_goods_debts_and_returns(
    qtbot: QtBot, db: Database, panel: OrdersPanel
) -> None:
    her = add_customer(db)
    add_order(db, her, [PAPER], paid=650, courier="SF1", note="急", status="shipped")
    back = [LineDraft("打印纸", quantity=-1000, price=100)]
    add_order(db, her, back, day=date(2026, 1, 1), settled=True, status="")
    first, second = shown(qtbot, panel, her, 2)
    assert pills_of(first.row) == [("Owed ¥370", "red"), ("Shipped", "amber")]
    assert details_of(first.row, staff=False) == "Courier SF1 · 急"
    assert pills_of(second.row) == [("Return", "red")]
    assert panel.facts.text() == "2 orders · ¥375.50 · ¥370 owed"
    assert first.spoken() == ("D000001 · 2026-11-20 · ¥376.50\n打印纸 A4 3 箱 × 125.50 376.50")
    assert not panel.grab().isNull()


def test_that_a_customer_without_orders_is_offered_the_first(
    qtbot: QtBot, db: Database, panel: OrdersPanel, navigator: RecordingNavigator
) -> None:
    her = add_customer(db)
    panel.show_customer(her)
    qtbot.waitUntil(lambda: not panel.view.isVisible() and panel.facts.text() == "")
    button = panel.findChild(QPushButton, "new_order")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.pay, Qt.MouseButton.LeftButton)
    assert navigator.went == [("open_order", (None, her)), ("take_payment", (her, None))]


def test_that_keys_edit_pay_copy_and_delete_an_order_and_undo_brings_it_back(
    qtbot: QtBot, db: Database, panel: OrdersPanel, navigator: RecordingNavigator
) -> None:
    her = add_customer(db)
    order = add_order(db, her, [PAPER])
    shown(qtbot, panel, her, 1)
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    qtbot.keyClick(panel.view, Qt.Key.Key_Plus)
    qtbot.keyClick(panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert navigator.went == [("open_order", (order, None)), ("take_payment", (her, order))]
    assert "D000001" in QGuiApplication.clipboard().text()
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    qtbot.waitUntil(lambda: navigator.said[-1:] == ["Order deleted"])
    undo(db)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    with db.read() as session:
        assert session.scalars(select(Order.id)).all() == [order]


def test_that_a_payment_noted_by_mistake_is_deleted_from_the_menu(
    qtbot: QtBot, db: Database, panel: OrdersPanel
) -> None:
    her = add_customer(db)
    add_order(db, her, [PAPER], paid=650, method="cash")
    shown(qtbot, panel, her, 1)
    panel.view.customContextMenuRequested.emit(QPoint(40, 20))
    menu = panel.findChild(QMenu, "order_menu")
    assert menu is not None
    (delete,) = [a for a in menu.actions() if "payment ¥6.50" in a.text()]
    assert delete.text() == "Delete payment ¥6.50 · 2026-11-20 · Cash"
    delete.trigger()
    menu.close()

    def gone() -> bool:
        with db.read() as session:
            return not session.scalars(select(Payment.id)).all()

    qtbot.waitUntil(gone)
    qtbot.waitUntil(lambda: panel.facts.text() == "1 order · ¥376.50 · ¥376.50 owed")


def test_that_many_orders_are_read_as_one_scrolls(
    qtbot: QtBot, db: Database, panel: OrdersPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.ui.orders.panel.PAGE", 3)
    her = add_customer(db)
    for _number in range(7):
        add_order(db, her, [PAPER])
    panel.show_customer(her)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 7)
