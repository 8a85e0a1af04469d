"""The customer list: search, order, keys, its four states and what stands beside it."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.schema import Customer, CustomField, CustomValue
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import (
    add_complaint,
    add_contact,
    add_customer,
    add_follow_up,
    add_interaction,
)
from tests.support.customer_list import CustomerList


@pytest.fixture
def three(db: Database) -> dict[str, int]:
    """Three customers, by name."""
    return {
        name: add_customer(db, name, phone=phone, company=company)
        for name, phone, company in (
            ("陈静", "13800138000", "云帆科技"),
            ("李娜", "13900139000", "鹏城电子"),
            ("张伟", "", ""),
        )
    }


@pytest.fixture
def opened(qtbot: QtBot, db: Database, jobs: JobRunner, three: dict[str, int]) -> CustomerList:
    return CustomerList(qtbot, db, jobs)


def texts(opened: CustomerList) -> str:
    """All words on the screen outside the table."""
    return "\n".join(
        label.text() for label in opened.panel.findChildren(QLabel) if label.isVisible()
    )


def test_that_the_keyboard_given_to_the_screen_is_in_the_list(
    opened: CustomerList, db: Database
) -> None:
    opened.panel.activateWindow()
    opened.panel.setFocus()
    opened.qtbot.waitUntil(opened.table.hasFocus)
    assert opened.table.accessibleName() == "Customers"
    with db.write("setup") as session:
        session.add(CustomField(name="爱车"))
    opened.settle()  # the table is another one now
    opened.panel.search.setFocus()
    opened.panel.setFocus()
    opened.qtbot.waitUntil(opened.table.hasFocus)


def column(opened: CustomerList, key: str) -> int:
    return [column.key for column in opened.panel.results.model.columns].index(key)


def click_header(opened: CustomerList, key: str) -> None:
    header = opened.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column(opened, key)) + 10, 10)
    opened.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    opened.settle()


def test_that_the_list_opens_by_pinyin_with_its_count(opened: CustomerList) -> None:
    assert opened.names() == ["陈静", "李娜", "张伟"]
    assert "3 customers" in texts(opened)


def test_that_each_key_narrows_the_list_and_enter_opens_the_best_hit(
    opened: CustomerList, three: dict[str, int]
) -> None:
    opened.search("l")
    opened.wait_for("李娜")
    opened.search("n")
    opened.settle()
    assert opened.names() == ["李娜"]
    assert opened.beside.shown[-1] == three["李娜"]
    opened.qtbot.keyClick(opened.panel.search, Qt.Key.Key_Return)
    assert opened.navigator.went == [("open_customer", (three["李娜"],))]


def test_that_the_last_digits_of_a_phone_find_her(opened: CustomerList) -> None:
    opened.search("8000")
    opened.wait_for("陈静")


def test_that_the_best_hit_takes_the_place_of_who_was_stood_on(
    opened: CustomerList, three: dict[str, int], db: Database
) -> None:
    other = add_customer(db, "李")
    opened.settle()
    opened.select("李娜")
    opened.search("李")
    opened.settle()
    assert opened.panel.current_customer() == other


def test_that_down_leaves_the_search_field_for_the_list(opened: CustomerList) -> None:
    opened.panel.focus_search()
    opened.qtbot.keyClick(opened.panel.search, Qt.Key.Key_Down)
    assert opened.table.hasFocus()
    opened.qtbot.keyClick(opened.table, Qt.Key.Key_Down)
    opened.qtbot.keyClick(opened.table, Qt.Key.Key_Return)
    assert [name for name, _ids in opened.navigator.went] == ["open_customer"]


def test_that_a_search_without_hits_says_so_and_is_cleared_by_a_click(
    opened: CustomerList,
) -> None:
    opened.search("nobody at all")
    opened.wait_for()
    opened.settle()
    assert "Nothing matches “nobody at all”." in texts(opened)
    opened.press("begin")
    opened.wait_for("陈静", "李娜", "张伟")
    assert opened.panel.search.text() == ""


def test_that_in_an_empty_archive_the_keyboard_is_at_the_button_to_begin(
    qtbot: QtBot, db: Database, jobs: JobRunner
) -> None:
    opened = CustomerList(qtbot, db, jobs)
    opened.panel.activateWindow()
    opened.panel.setFocus()
    begin = opened.panel.findChild(QPushButton, "begin")
    assert begin is not None
    qtbot.waitUntil(begin.hasFocus)
    add_customer(db, "王芳")
    opened.settle()
    opened.panel.setFocus()
    qtbot.waitUntil(opened.table.hasFocus)


def test_that_an_empty_archive_offers_to_import_or_create(
    qtbot: QtBot, db: Database, jobs: JobRunner
) -> None:
    opened = CustomerList(qtbot, db, jobs)
    assert "No customers yet" in texts(opened)
    opened.press("begin")
    opened.press("begin_otherwise")
    assert [name for name, _ids in opened.navigator.went] == ["open_import", "new_customer"]
    add_customer(db, "张伟")
    opened.wait_for("张伟")
    assert opened.table.isVisible()


def test_that_a_list_that_cannot_be_read_says_so_and_can_be_tried_again(
    opened: CustomerList, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_named: Any) -> None:
        raise CrmError("database.busy")

    with monkeypatch.context() as patched:
        patched.setattr("crmdesk.ui.customers.listing.results.find_list", broken)
        opened.panel.results.refresh()
        opened.settle()
    assert "Another program is writing to the database. Please try again." in texts(opened)
    opened.press("begin")
    opened.settle()
    assert opened.table.isVisible()


def test_that_a_header_sorts_up_down_and_back(opened: CustomerList, db: Database) -> None:
    add_interaction(db, add_customer(db, "安然"), at=db.now() - timedelta(days=3))
    opened.wait_for("安然", "陈静", "李娜", "张伟")
    click_header(opened, "last_contact")
    assert opened.names()[-1] == "安然"
    click_header(opened, "last_contact")
    assert opened.names()[0] == "安然"
    click_header(opened, "last_contact")
    assert opened.names() == ["安然", "陈静", "李娜", "张伟"]
    click_header(opened, "name")
    click_header(opened, "tags")  # not an order: what was chosen stays
    assert opened.panel.results.asked.sort == "name"


def test_that_a_refresh_keeps_selection_and_place(opened: CustomerList, db: Database) -> None:
    for number in range(60):
        add_customer(db, f"客户{number:02}")
    opened.settle()
    opened.qtbot.waitUntil(lambda: len(opened.names()) == 63)
    opened.table.scrollTo(opened.panel.results.model.index(30, 0))
    opened.select("客户25", "客户27")
    top = opened.table.verticalScrollBar().value()
    current = opened.panel.current_customer()
    add_customer(db, "赵磊")
    opened.qtbot.waitUntil(lambda: len(opened.names()) == 64)
    assert opened.table.selected_count() == 2
    assert opened.panel.current_customer() == current
    assert opened.table.verticalScrollBar().value() == top


def test_that_after_a_deletion_the_next_one_is_stood_on(
    opened: CustomerList, db: Database, three: dict[str, int]
) -> None:
    opened.select("李娜")
    with db.write("customer.delete", name="李娜") as session:
        delete_customer(session, three["李娜"])
    opened.wait_for("陈静", "张伟")
    opened.settle()
    assert opened.beside.shown[-1] == three["张伟"]


def test_that_the_pane_beside_is_emptied_with_the_list(
    opened: CustomerList, db: Database, three: dict[str, int]
) -> None:
    opened.select("李娜")
    with db.write("customers.delete", count=3) as session:
        for key in three.values():
            delete_customer(session, key)
    opened.wait_for()
    opened.settle()
    assert opened.beside.shown[-1] is None


def test_that_a_click_on_a_number_copies_its_digits(opened: CustomerList) -> None:
    place = opened.place_of("陈静", column(opened, "phone")) + QPoint(20, 25)
    opened.qtbot.mouseMove(opened.table.viewport(), place)
    opened.qtbot.mouseClick(opened.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert QGuiApplication.clipboard().text() == "13800138000"
    assert opened.navigator.said == ["Copied: 13800138000"]


def test_that_a_click_beside_a_number_copies_nothing(opened: CustomerList) -> None:
    QGuiApplication.clipboard().setText("words")
    for name in ("陈静", "张伟"):
        place = opened.place_of(name, column(opened, "stage")) - QPoint(5, -25)
        opened.qtbot.mouseClick(opened.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert QGuiApplication.clipboard().text() == "words"


def test_that_a_row_says_what_is_to_be_minded(opened: CustomerList, db: Database) -> None:
    key = add_customer(db, "安然科技", kind="company", tags=("VIP", "华东"))
    add_contact(db, key, "王芳")
    with db.write("customer.edit", name="") as session:
        session.get_one(Customer, key).warning = "只收现款"
        session.get_one(Customer, key).salutation = "王总"
    add_complaint(db, key)
    add_follow_up(db, key, db.now().date() - timedelta(days=3))
    opened.qtbot.waitUntil(lambda: opened.names()[0] == "安然科技")
    opened.settle()
    model = opened.panel.results.model
    tip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.splitlines() == [
        "安然科技", "Addressed as 王总", "Contact: 王芳", "K000004", "Mind: 只收现款",
        "1 open complaint",
    ]  # fmt: skip
    shown = {each.key: model.index(0, at).data() for at, each in enumerate(model.columns)}
    assert shown["follow_up"] == "3 days late"
    assert shown["last_contact"] == "Never contacted"
    assert shown["complaints"] == "1 open"
    assert shown["tags"] == "VIP\n华东"
    assert (shown["kind"], shown["created"]) == ("Company", "Today")


def test_that_a_new_field_of_the_office_becomes_a_column(
    opened: CustomerList, db: Database, three: dict[str, int]
) -> None:
    with db.write("list.add", name="车牌") as session:
        field = CustomField(name="车牌", kind="text")
        session.add(field)
        session.flush()
        session.add(CustomValue(customer_id=three["张伟"], field_id=field.id, value="浙A1"))
    opened.qtbot.waitUntil(lambda: opened.panel.results.model.columns[-1].title == "车牌")
    opened.settle()
    at = len(opened.panel.results.model.columns) - 1
    assert opened.panel.results.model.index(2, at).data() == "浙A1"
    opened.select("李娜")
    assert opened.beside.shown[-1] == three["李娜"]


def test_that_columns_are_chosen_from_a_menu(opened: CustomerList) -> None:
    opened.table.columns.show("region", shown=True)
    assert opened.panel.shown().columns[-1] == "region"
    menu = opened.table.columns.menu(opened.panel)
    assert "Region" in [action.text() for action in menu.actions()]
    menu.deleteLater()


def test_that_the_new_customer_is_told_what_was_searched(opened: CustomerList) -> None:
    opened.search("zhao")
    opened.press("new_customer")
    assert opened.navigator.went[-1] == ("new_customer", ("zhao",))
    opened.settle()


def test_that_a_customer_asked_for_is_shown_though_filters_hid_her(
    opened: CustomerList, three: dict[str, int]
) -> None:
    opened.search("李")
    opened.wait_for("李娜")
    opened.panel.show_customer(three["张伟"])
    opened.wait_for("陈静", "李娜", "张伟")
    opened.settle()
    assert opened.panel.current_customer() == three["张伟"]
    assert opened.beside.shown[-1] == three["张伟"]


def test_that_the_screen_comes_back_as_it_was_left(
    opened: CustomerList, qtbot: QtBot, db: Database, jobs: JobRunner, three: dict[str, int]
) -> None:
    click_header(opened, "stage")
    opened.search("静")
    opened.wait_for("陈静")
    opened.select("陈静")
    kept = opened.panel.state()
    again = CustomerList(qtbot, db, jobs)
    again.panel.restore(kept)
    again.settle()
    assert again.names() == ["陈静"]
    assert again.panel.search.text() == "静"
    assert again.panel.results.asked.sort == "stage"
    assert again.panel.current_customer() == three["陈静"]
    again.panel.restore({})
    again.settle()
    assert len(again.names()) == 3
