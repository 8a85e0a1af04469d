"""Two records of one customer become one and two again, from wherever one begins."""

import pytest
from PySide6.QtWidgets import QTableView, QWidget

from tests.support.builders import add_customer, add_interaction
from tests.support.driver import Desk


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Started on Today; 王芳 is there twice, each time with something only she has."""
    desk.start()
    add_customer(desk.db, name="李四", phone="13700001111")
    add_customer(desk.db, name="王芳", phone="13800138000", note="likes samples")
    other = add_customer(desk.db, name="王 芳", phone="138-0013-8000", email="fang@example.com")
    add_interaction(desk.db, other, "asked for the price of oak")
    desk.settle()
    return desk


def ask_by_menu(office: Desk) -> None:
    office.menu("customers.merge")


def ask_by_key(office: Desk) -> None:
    office.key("Ctrl+M")


def ask_by_button(office: Desk) -> None:
    office.press("bulk_merge")


@pytest.mark.parametrize("ask", [ask_by_menu, ask_by_key, ask_by_button])
def test_that_two_selected_in_the_list_are_merged_and_undone(office: Desk, ask: object) -> None:
    office.key("Alt+2")
    table = office.customers.results.table
    office.until(lambda: len(office.names()) == 3)
    table.select_ids([2, 3], 2)
    table.setFocus()
    ask(office)  # type: ignore[operator]
    office.dialog("merge_dialog")
    office.key("Return")
    office.closed("merge_dialog")
    office.until(lambda: len(office.names()) == 2)
    office.open_customer("王芳")
    office.until(lambda: any("price of oak" in line for line in office.lines("timeline")))
    office.key("Ctrl+Z")
    office.until(lambda: len(office.names()) == 3)
    office.menu("edit.redo")
    office.until(lambda: len(office.names()) == 2)


def test_that_the_page_of_cleaning_up_is_reached_by_menu_and_merges_by_keyboard(
    office: Desk,
) -> None:
    office.menu("customer.clean_up")
    groups = office.find(QTableView, "duplicate_groups")
    office.until(lambda: groups.model().rowCount() == 1)
    office.key("Return", on=groups)
    office.dialog("merge_dialog")
    office.key("Return")
    office.closed("merge_dialog")
    office.until(lambda: office.sees("No duplicates found"))
    office.key("Ctrl+Z")
    office.until(lambda: groups.model().rowCount() == 1)
    office.key("N", on=groups)
    office.until(lambda: office.sees("No duplicates found"))
    assert office.find(QWidget, "cleaning_panel").isVisible()
