"""From a message copied in WeChat to a customer with an order in her log, without typing."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from crmdesk.models.schema import Customer
from tests.support.driver import Desk

MESSAGE = "王芳 13800138000 杭州市西湖区文三路100号 要两箱茶叶 周五前发"


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Started, with the list of customers in front."""
    desk.start()
    desk.window.show_screen("customers")
    desk.settle()
    return desk


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


@pytest.mark.parametrize("way", ["key", "menu"])
def test_that_a_copied_message_is_a_customer_in_two_strokes(office: Desk, way: str) -> None:
    _copy(MESSAGE)
    if way == "key":
        office.key("Ctrl+V")
    else:
        office.menu("customer.paste")
    dialog = office.dialog("paste_dialog")
    assert office.find(QLineEdit, "paste_name", dialog).text() == "王芳"
    office.key("Return")
    office.closed("paste_dialog")
    assert office.stored().name == "王芳"
    office.until(lambda: any("要两箱茶叶" in line for line in office.lines("timeline")))
    office.key("Ctrl+Z")
    office.until(lambda: office.ids() == [])


def test_that_ctrl_v_in_a_field_pastes_words_as_anywhere(office: Desk) -> None:
    _copy("王芳")
    search = office.find(QLineEdit, "customer_search")
    office.click(search)
    office.key("Ctrl+V")
    assert search.text() == "王芳"
    assert not office.window.findChildren(QLineEdit, "paste_name")


def test_that_rows_copied_from_a_spreadsheet_open_the_import(office: Desk) -> None:
    _copy("姓名\t手机\n王芳\t13800138000\n李明\t13900139000")
    office.key("Ctrl+V")
    dialog = office.dialog("import_dialog")
    office.press("apply", dialog)
    office.until(lambda: len(office.ids()) == 2)
    office.press("close", dialog)
    office.closed("import_dialog")
    with office.db.read() as session:
        assert session.query(Customer).count() == 2
