"""The order book comes in, an order is taken on the phone, money comes, a slip is taken back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from crmdesk.models.schema import Order, Payment
from tests.support.builders import add_customer
from tests.support.driver import Desk
from tests.support.exchange import write_csv


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Started, with one customer in front."""
    desk.start()
    add_customer(desk.db, name="张三丰", phone="13800138000")
    desk.settle()
    desk.open_customer("张三丰")
    return desk


def count(office: Desk, table: type[Order] | type[Payment]) -> int:
    with office.db.read() as session:
        return session.query(table).count()


def test_that_an_order_is_taken_paid_and_taken_back_by_keys(office: Desk) -> None:
    office.key("Ctrl+B")
    dialog = office.dialog("order_dialog")
    product = office.find(QLineEdit, "product", dialog)
    office.until(product.hasFocus)
    office.type("chair")
    office.until(lambda: product.list.isVisible())  # type: ignore[attr-defined]
    office.key("Return")
    office.type("20")
    office.key("Return")
    office.type("720")
    office.until(lambda: office.sees("¥14,400", dialog))
    office.key("Ctrl+Return", on=office.find(QLineEdit, "price", dialog))
    office.closed("order_dialog")
    office.until(lambda: any("chair × 20" in line for line in office.lines("timeline")))
    office.until(lambda: office.sees("Order of ¥14,400 noted"))
    office.key("Ctrl+Shift+B")
    payment = office.dialog("payment_dialog")
    assert office.find(QLineEdit, "amount", payment).text() == "14,400"
    office.key("Return")
    office.closed("payment_dialog")
    office.until(lambda: count(office, Payment) == 1)
    office.key("Ctrl+Z")
    office.until(lambda: count(office, Payment) == 0)
    office.key("Ctrl+Z")
    office.until(lambda: count(office, Order) == 0)


def test_that_an_order_book_comes_in_and_goes_back_with_one_undo(
    office: Desk, tmp_path: Path
) -> None:
    book = write_csv(
        tmp_path / "orders.csv",
        "订单号,日期,客户,电话,产品,数量,单价,金额,已付",
        "S1,2026-11-05,张三丰,13800138000,desk,2,500,1000,400",
        "S1,,,,lamp,1,50,50,",
        "S2,2026-11-06,李四,13900139000,lamp,1,50,50,50",
    )
    office.window.raise_()
    office.assembly.navigator.open_import(book)
    preview = office.dialog("import_dialog")
    apply = office.find(QPushButton, "apply", preview)
    office.until(lambda: apply.text() == "Import 1 customer, 2 orders" and apply.isEnabled())
    office.press("apply", preview)
    office.until(lambda: office.sees("Imported", preview))
    office.press("close", preview)
    office.open_customer("张三丰")
    office.until(lambda: any("desk × 2" in line for line in office.lines("timeline")))
    assert len(office.ids()) == 2
    office.key("Ctrl+Z")
    office.until(lambda: count(office, Order) == 0)
    office.until(lambda: len(office.ids()) == 1)


def test_that_an_order_of_somebody_new_creates_her_on_the_way(office: Desk) -> None:
    office.window.show_screen("today")
    office.key("Ctrl+B")
    order = office.dialog("order_dialog")
    office.pick(office.find(QLineEdit, "customer", order), "钱七", "New customer")
    form = office.dialog("new_customer")
    office.press("save", form)
    office.closed("new_customer")
    picker = office.find(QLineEdit, "customer", order)
    office.until(lambda: picker.customer_id() is not None)  # type: ignore[attr-defined]
    product = office.find(QLineEdit, "product", order)
    office.type("lamp", into=product)
    office.until(lambda: product.list.isVisible())  # type: ignore[attr-defined]
    office.keys("Return", "Return")
    office.type("50")
    office.key("Ctrl+Return", on=office.find(QLineEdit, "price", order))
    office.closed("order_dialog")
    office.open_customer("钱七")
    office.until(lambda: any("lamp × 1" in line for line in office.lines("timeline")))
