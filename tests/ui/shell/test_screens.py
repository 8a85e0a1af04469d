"""The real screens in the window: each shows, and each navigation arrives."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMenu

from crmdesk.models.core.db import Database
from crmdesk.ui.complaints.dialog import ComplaintDialog
from crmdesk.ui.customers.panel import CustomersPanel
from crmdesk.ui.shell.assembly import Assembly
from crmdesk.ui.shell.export_scope import export_scope
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.rail import RailButton
from crmdesk.ui.shell.screens import AllFeatures
from tests.support.builders import add_contact, add_customer
from tests.support.customer_page import page_beside_the_list

SCREENS = (
    "today", "customers", "follow_ups", "promises", "complaints", "service", "care", "surveys",
    "duplicates", "office",
)  # fmt: skip


LOW_SCREEN = 720  # pixels, of a cheap notebook
MENU_BAR = 60  # with the title of the window above


@pytest.fixture
def shown(real: Assembly) -> MainWindow:
    return real.window


@pytest.mark.parametrize("number", range(1, len(SCREENS) + 1))
def test_that_every_screen_is_one_key_away(qtbot: Any, shown: MainWindow, number: int) -> None:
    key = Qt.Key(Qt.Key.Key_0 + number % 10)
    qtbot.keyClick(shown, key, Qt.KeyboardModifier.AltModifier)
    assert shown.current_screen() == SCREENS[number - 1]


def test_that_a_customer_opened_from_anywhere_is_shown_beside_the_list(
    qtbot: Any, db: Database, real: Assembly, shown: MainWindow
) -> None:
    customer = add_customer(db, name="王芳")
    real.navigator.open_customer(customer)
    page = page_beside_the_list(qtbot, shown)
    assert shown.current_screen() == "customers"
    qtbot.waitUntil(lambda: page.customer_id() == customer)


@pytest.mark.parametrize(
    ("command", "dialog"),
    [
        ("customer.new", "new_customer"),
        ("complaint.new", "complaint_dialog"),
        ("interaction.log", "quick_log"),
        ("follow_up.new", "follow_up_dialog"),
        ("file.export", "export_dialog"),
    ],
)
def test_that_a_command_leads_to_its_dialog(
    qtbot: Any, shown: MainWindow, command: str, dialog: str
) -> None:
    shown.commands.run(command)
    qtbot.waitUntil(lambda: shown.findChild(QDialog, dialog) is not None)
    found = shown.findChild(QDialog, dialog)
    assert found is not None
    assert found.isVisible()
    found.done(0)


def test_that_the_journal_has_a_key_but_no_place_in_the_rail(shown: MainWindow) -> None:
    shown.commands.run("edit.history")
    assert shown.current_screen() == "journal"
    marked = [button for button in shown.rail.findChildren(RailButton) if button.isChecked()]
    assert not marked
    shown.show_screen("today")
    marked = [button for button in shown.rail.findChildren(RailButton) if button.isChecked()]
    assert [button.objectName() for button in marked] == ["rail_today"]


def test_that_what_can_be_done_with_many_customers_joins_the_menu(shown: MainWindow) -> None:
    shown.show_screen("customers")
    menu = shown.menuBar().findChild(object, "menu_customer")
    assert "customers.tag" in [action.objectName() for action in menu.actions()]


def test_that_every_menu_is_one_column_on_a_small_screen(shown: MainWindow) -> None:
    shown.show_screen("customers")
    for menu in shown.menuBar().findChildren(QMenu):
        menu.sizeHint()
        places = [menu.actionGeometry(action) for action in menu.actions()]
        assert len({place.left() for place in places}) == 1, menu.title()
        assert places[-1].bottom() < LOW_SCREEN - MENU_BAR, menu.title()


def test_that_an_export_takes_the_columns_of_the_list(
    qtbot: Any, db: Database, real: Assembly, shown: MainWindow
) -> None:
    customer = add_customer(db, name="王芳")
    assert export_scope(None).shown == ()
    shown.show_screen("customers")
    features = real.features
    assert isinstance(features, AllFeatures)
    scope = features._customers.export_scope
    qtbot.waitUntil(lambda: list(scope().shown) == [customer])
    assert [str(target) for target in scope().columns][:3] == ["name", "company", "phone"]


def test_that_one_may_look_things_up_while_a_complaint_is_taken(
    qtbot: Any, db: Database, real: Assembly, shown: MainWindow
) -> None:
    customer = add_customer(db, name="王芳")
    real.navigator.open_complaint(None, customer)
    real.navigator.open_complaint()
    [dialog] = shown.findChildren(ComplaintDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    qtbot.keyClick(shown, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert shown.current_screen() == "customers"
    assert dialog.isVisible()
    shown.close()
    assert not dialog.isVisible()


def test_that_a_key_follows_what_is_in_front_now(
    qtbot: Any, db: Database, real: Assembly, shown: MainWindow
) -> None:
    """A command that could not be done when the window was made is one key away once it can."""
    add_customer(db, name="王芳", phone="13800138000")
    qtbot.keyClick(shown, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    panel = shown.front()
    assert isinstance(panel, CustomersPanel)
    qtbot.keyClick(panel, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert panel.search.hasFocus()
    qtbot.waitUntil(lambda: len(panel.results.model.ids()) == 1)
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(panel.results.table, Qt.Key.Key_C, both)
    assert QGuiApplication.clipboard().text() == "13800138000"


def test_that_a_search_begins_from_any_screen(qtbot: Any, shown: MainWindow) -> None:
    """Today has nothing to search: the customers are what is looked for."""
    qtbot.keyClick(shown, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(shown, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    panel = shown.front()
    assert isinstance(panel, CustomersPanel)
    qtbot.waitUntil(panel.search.hasFocus)


def test_that_the_palette_names_who_of_a_company_was_meant(
    qtbot: Any, db: Database, real: Assembly
) -> None:
    company = add_customer(db, "云帆科技", kind="company", phone="0571-88886666")
    for name in ("李明福", "王芳"):
        add_contact(db, company, name)
    found = real._find("lmf")
    assert [(row[0], row[2]) for row in found] == [(company, "李明福, 王芳  0571-8888 6666")]
