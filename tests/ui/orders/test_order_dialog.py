"""An order typed with the keyboard alone, changed, and paid for."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.journal.drafts import load_draft
from crmdesk.models.orders.drafts import LineDraft
from crmdesk.models.schema import Order, OrderLine, Payment, Product
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.orders.commands import OrderCommands
from crmdesk.ui.orders.dialog import OrderDialog
from tests.support.builders import add_customer, add_order, add_staff, let_go
from tests.support.keyboard import type_text
from tests.support.navigator import RecordingNavigator

TODAY = date(2026, 11, 21)
PAPER = LineDraft("打印纸", "A4", "箱", 3000, 12_550)


@pytest.fixture
def commands(
    db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator
) -> OrderCommands:
    return OrderCommands(db, jobs, hub, navigator)


def opened(
    qtbot: QtBot, commands: OrderCommands, order: int | None, customer: int | None, window: QWidget
) -> OrderDialog:
    dialog = commands.open(order, customer, window)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def press(qtbot: QtBot, field: QWidget, key: Qt.Key = Qt.Key.Key_Return) -> None:
    qtbot.keyClick(field, key)


def name_product(qtbot: QtBot, dialog: OrderDialog, row: int, name: str) -> None:
    """Type what is sold; the first that is offered is taken."""
    field = dialog.lines.rows()[row].product
    qtbot.waitUntil(field.hasFocus)
    type_text(qtbot, field, name)
    qtbot.waitUntil(field.list.isVisible)
    press(qtbot, field)
    qtbot.waitUntil(dialog.lines.rows()[row].quantity.hasFocus)


def test_that_an_order_is_noted_by_keys_alone_and_one_undo_takes_it_back(
    qtbot: QtBot,
    db: Database,
    commands: OrderCommands,
    navigator: RecordingNavigator,
    window: QWidget,
) -> None:
    her = add_customer(db)
    dialog = opened(qtbot, commands, None, her, window)
    name_product(qtbot, dialog, 0, "打印纸")
    first = dialog.lines.rows()[0]
    type_text(qtbot, first.quantity, "3")
    press(qtbot, first.quantity)
    type_text(qtbot, first.price, "125.5")
    assert first.amount.text() == "376.50"
    press(qtbot, first.price)
    name_product(qtbot, dialog, 1, "硒鼓")
    second = dialog.lines.rows()[1]
    press(qtbot, second.quantity)
    type_text(qtbot, second.price, "99")
    assert dialog.lines.total.text() == "¥475.50"
    type_text(qtbot, dialog.paid, "200")
    with qtbot.waitSignal(dialog.finished):
        press(qtbot, dialog.paid)
    with db.read() as session:
        order = session.scalars(select(Order)).one()
        assert (order.customer_id, order.amount, order.ordered_on) == (her, 47_550, TODAY)
        assert (order.number, order.status) == ("D000001", "ordered")
        assert session.scalars(select(Product.name).order_by(Product.id)).all() == [
            "打印纸",
            "硒鼓",
        ]
        assert session.scalars(select(Payment.amount)).one() == 20_000
    qtbot.waitUntil(lambda: navigator.said == ["Order of ¥475.50 noted"])
    undo(db)
    with db.read() as session:
        for table in (Order, OrderLine, Payment, Product):
            assert not session.scalars(select(table.id)).all()


def test_that_goods_known_bring_their_spec_unit_and_her_last_price(
    qtbot: QtBot, db: Database, commands: OrderCommands, window: QWidget
) -> None:
    her = add_customer(db)
    add_order(db, her, [PAPER])
    add_order(db, her, [LineDraft("打印纸", "A4", "箱", 1000, 11_000)])
    dialog = opened(qtbot, commands, None, her, window)
    name_product(qtbot, dialog, 0, "dyz")
    row = dialog.lines.rows()[0]
    assert row.texts() == ["打印纸", "A4", "1", "箱", "110", "110"]
    dialog.done(0)


def test_that_an_order_says_what_it_lacks(
    qtbot: QtBot, db: Database, commands: OrderCommands, window: QWidget
) -> None:
    dialog = opened(qtbot, commands, None, None, window)
    assert not dialog.save_button.isEnabled()
    press(qtbot, dialog.number)
    told = {
        name: dialog.findChild(QLabel, f"{name}_problem").text() for name in ("customer", "lines")
    }
    assert told == {
        "customer": "Choose the customer who buys.",
        "lines": "Add at least one product.",
    }
    dialog.done(0)


def test_that_numbers_that_cannot_be_read_are_not_lost(
    qtbot: QtBot, db: Database, commands: OrderCommands, window: QWidget
) -> None:
    dialog = opened(qtbot, commands, None, add_customer(db), window)
    row = dialog.lines.rows()[0]
    type_text(qtbot, row.product, "cloth")
    row.product.list.hide()
    type_text(qtbot, row.price, "abc")
    assert dialog.draft().problems() == {"lines": "order.amount.unclear"}
    assert row.price.property("bad") == "true"
    dialog.done(0)


def test_that_an_amount_may_be_typed_instead_of_a_price(
    qtbot: QtBot, db: Database, commands: OrderCommands, window: QWidget
) -> None:
    dialog = opened(qtbot, commands, None, add_customer(db), window)
    row = dialog.lines.rows()[0]
    type_text(qtbot, row.product, "move")
    row.product.list.hide()
    type_text(qtbot, row.amount, "1.2万")
    (line,) = dialog.draft().draft.lines
    assert (line.price, line.total()) == (None, 1_200_000)
    dialog.done(0)


def test_that_a_line_can_be_taken_away(
    qtbot: QtBot, db: Database, commands: OrderCommands, window: QWidget
) -> None:
    her = add_customer(db)
    order = add_order(db, her, [PAPER, LineDraft("笔", price=200)])
    dialog = opened(qtbot, commands, order, None, window)
    dialog.lines.rows()[0].removed.emit()
    with qtbot.waitSignal(dialog.finished):
        dialog.submit()
    with db.read() as session:
        assert session.scalars(select(OrderLine.name)).all() == ["笔"]
        assert session.get_one(Order, order).amount == 200


def test_that_a_stored_order_shows_what_it_holds_and_keeps_its_payments(
    qtbot: QtBot, db: Database, commands: OrderCommands, window: QWidget
) -> None:
    her = add_customer(db)
    order = add_order(db, her, [PAPER], paid=100, status="等货", courier="SF1", note="急")
    dialog = opened(qtbot, commands, order, None, window)
    assert dialog.draft().draft.lines[0].amount == 37_650
    assert dialog.status.currentText() == "等货"
    assert (dialog.courier.text(), dialog.paid.isVisible()) == ("SF1", False)
    dialog.settled.setChecked(True)
    with qtbot.waitSignal(dialog.finished):
        dialog.submit()
    with db.read() as session:
        row = session.get_one(Order, order)
        assert (row.settled, row.status, row.note) == (True, "等货", "急")
        assert session.scalars(select(Payment.amount)).one() == 100


def test_that_words_of_a_new_order_come_back_after_a_crash(
    qtbot: QtBot, db: Database, commands: OrderCommands, window: QWidget
) -> None:
    her = add_customer(db)
    dialog = opened(qtbot, commands, None, her, window)
    row = dialog.lines.rows()[0]
    type_text(qtbot, row.product, "cloth")
    row.product.list.hide()
    type_text(qtbot, row.price, "12")

    def kept() -> bool:
        with db.read() as session:
            return bool(load_draft(session, f"order.new:{her}", db.staff_id))

    qtbot.waitUntil(kept)
    again = opened(qtbot, commands, None, her, window)
    assert again.lines.rows()[0].texts() == ["cloth", "", "1", "", "12", "12"]
    dialog.done(0)
    again.done(0)


def test_that_an_order_deleted_meanwhile_is_told(
    qtbot: QtBot, db: Database, commands: OrderCommands, window: QWidget
) -> None:
    assert commands.open(99, None, window) is None
    box = window.findChild(QWidget, "failure") or window.children()[-1]
    assert "deleted meanwhile" in box.text()  # type: ignore[attr-defined]
    box.close()  # type: ignore[attr-defined]


def test_that_money_is_taken_for_what_is_owed(
    qtbot: QtBot,
    db: Database,
    commands: OrderCommands,
    navigator: RecordingNavigator,
    window: QWidget,
) -> None:
    her = add_customer(db)
    order = add_order(db, her, [PAPER], paid=650)
    add_order(db, her, [PAPER], settled=True)
    dialog = commands.pay(her, None, window)
    qtbot.waitUntil(dialog.amount.hasFocus)
    assert dialog.amount.text() == "370"
    assert [dialog.order.itemData(at) for at in range(dialog.order.count())] == [order, None]
    type_text(qtbot, dialog.amount, "100")
    dialog.method.setEditText("抵账")
    with qtbot.waitSignal(dialog.finished):
        press(qtbot, dialog.amount)
    with db.read() as session:
        paid = session.scalars(select(Payment).order_by(Payment.id.desc()).limit(1)).one()
        assert (paid.order_id, paid.amount, paid.method) == (order, 10_000, "抵账")
        assert paid.paid_on == TODAY
    qtbot.waitUntil(lambda: navigator.said == ["¥100 received"])


def test_that_money_without_a_debt_is_taken_on_account(
    qtbot: QtBot, db: Database, commands: OrderCommands, window: QWidget
) -> None:
    her = add_customer(db)
    dialog = commands.pay(her, None, window)
    assert not dialog.save_button.isEnabled()
    field = dialog.findChild(QLineEdit, "amount")
    assert field is not None
    type_text(qtbot, field, "50元")
    with qtbot.waitSignal(dialog.finished):
        press(qtbot, field)
    with db.read() as session:
        assert session.execute(select(Payment.order_id, Payment.amount)).all() == [(None, 5000)]


def test_that_a_completed_order_was_delivered_today_unless_one_says_when(
    qtbot: QtBot, db: Database, commands: OrderCommands, window: QWidget
) -> None:
    order = add_order(db, add_customer(db), [PAPER])
    dialog = opened(qtbot, commands, order, None, window)
    assert not dialog.delivered.isVisible()
    done = dialog.status.findData("done")
    dialog.status.setFocus()
    for _ in range(done - dialog.status.currentIndex()):
        press(qtbot, dialog.status, Qt.Key.Key_Down)
    assert dialog.delivered.isVisible()
    assert dialog.delivered.day() == TODAY
    dialog.delivered.set_day(date(2026, 11, 20))
    with qtbot.waitSignal(dialog.finished):
        dialog.submit()
    with db.read() as session:
        row = session.get_one(Order, order)
        assert (row.status, row.delivered_on) == ("done", date(2026, 11, 20))


def test_that_it_stays_with_whom_it_was_though_she_has_left(
    qtbot: QtBot, db: Database, commands: OrderCommands, window: QWidget
) -> None:
    wang = add_staff(db, "Wang")
    order = add_order(db, add_customer(db), staff_id=wang)
    let_go(db, wang)
    dialog = opened(qtbot, commands, order, None, window)
    assert dialog.staff.currentData() == wang
    dialog.reject()
    new = opened(qtbot, commands, None, None, window)
    assert new.staff.findData(wang) < 0
    new.reject()
