"""What can be begun from any screen, and ends where it began."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QLineEdit, QRadioButton, QWidget

from tests.support.builders import add_customer, add_follow_up
from tests.support.driver import Desk


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Started on Today, with three customers."""
    desk.start()
    for name, phone in (("张三丰", "13800138000"), ("王芳", "13700001111"), ("李四", "")):
        add_customer(desk.db, name=name, phone=phone)
    desk.settle()
    return desk


def test_that_a_call_is_logged_from_today_in_three_strokes(office: Desk) -> None:
    office.key("Ctrl+L")
    dialog = office.dialog("quick_log")
    office.pick(office.find(QLineEdit, "customer", dialog), "zsf", "张三丰")
    office.type("called back, all fine")
    office.key("Return")
    office.closed("quick_log")
    assert office.window.current_screen() == "today"
    office.open_customer("张三丰")
    office.until(lambda: any("all fine" in line for line in office.lines("timeline")))


def test_that_a_call_is_logged_from_any_tab_of_the_page_where_one_sees_it(office: Desk) -> None:
    office.open_customer("张三丰")
    office.until(lambda: office.page.customer_id() is not None)
    office.page.body.show_tab("files")
    office.key("Ctrl+L")
    words = office.find(QWidget, "log_words")
    assert words.isVisible()
    assert words.hasFocus()
    assert office.page.body.tab() == "timeline"


def test_that_a_row_of_today_is_logged_and_done_in_place(office: Desk) -> None:
    [customer] = [row for row in office.ids() if office.name_of(row) == "王芳"]
    add_follow_up(office.db, customer, office.today(), "ask about the chairs")
    office.until(lambda: any("ask about the chairs" in line for line in office.lines("today")))
    office.key("G", on=office.find(QWidget, "today"))
    office.dialog("quick_log")
    office.type("she takes twenty")
    office.key("Return")
    office.closed("quick_log")
    office.until(lambda: office.sees("Nobody is waiting today"))
    office.key("Ctrl+Z")
    office.until(lambda: not office.sees("Nobody is waiting today"))
    assert any("ask about the chairs" in line for line in office.lines("today"))


def test_that_a_complaint_of_somebody_new_creates_her_on_the_way(office: Desk) -> None:
    office.key("Ctrl+J")
    complaint = office.dialog("complaint_dialog")
    office.pick(office.find(QLineEdit, "customer", complaint), "钱七", "New customer")
    form = office.dialog("new_customer")
    office.press("save", form)
    office.closed("new_customer")
    office.type("the armrest is crooked", into=office.find(QWidget, "words", complaint))
    office.press("finish", complaint)
    office.press("save", complaint)
    office.closed("complaint_dialog")
    office.open_customer("钱七")
    office.until(lambda: any("crooked" in line for line in office.lines("timeline")))


def test_that_the_palette_finds_a_customer_by_her_last_digits(office: Desk) -> None:
    office.key("Ctrl+K")
    office.type("1111")
    palette = office.assembly.palette
    office.until(lambda: palette.list.count() > 1 and "王芳" in palette.list.item(1).text())
    office.key("Return")
    office.until(lambda: office.page.customer_id() is not None and office.stored().name == "王芳")


def test_that_creating_somebody_known_warns_while_one_types(office: Desk) -> None:
    office.key("Ctrl+N")
    form = office.dialog("new_customer")
    office.type("王芳")
    office.until(lambda: office.sees("王芳", office.find(QWidget, "duplicates", form)))
    office.key("Esc")
    office.press_text("Leave", office.dialog("discard"))
    office.closed("new_customer")
    assert len(office.ids()) == 3


def test_that_everything_given_back_makes_the_same_office_again(
    office: Desk, tmp_path: Path
) -> None:
    book = tmp_path / "everything.xlsx"
    office.open_customer("张三丰")
    office.key("Ctrl+L")
    office.type("asked for the quote")
    office.key("Return")
    office.menu("file.export")
    dialog = office.dialog("export_dialog")
    office.click(office.find(QRadioButton, "all", dialog))
    office.press("save", dialog)
    office.choose_file(book)
    office.until(lambda: office.sees("written to everything.xlsx", dialog))
    office.press("close", dialog)
    assert len(load_workbook(book).sheetnames) == 7  # the legend among them
    office.leave()
    office.database.unlink()
    office.start(str(book))
    preview = office.dialog("import_dialog")
    office.press("apply", preview)
    office.until(lambda: office.sees("Imported", preview))
    office.press("close", preview)
    office.open_customer("张三丰")
    office.until(lambda: any("asked for the quote" in line for line in office.lines("timeline")))
    assert [phone.e164 for phone in office.stored().phones] == ["+8613800138000"]
    assert len(office.ids()) == 3
