"""Filters over the list, and views that keep them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.customers.filters import NOBODY, CustomerFilter
from crmdesk.models.customers.views import load_views
from crmdesk.models.office.lists import delete_entry
from crmdesk.models.office.queries import load_tags
from crmdesk.models.privacy.basis import BasisDraft, set_basis
from crmdesk.models.schema import Customer
from crmdesk.ui.customers.listing.view_menu import ViewNameDialog
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_complaint, add_customer, add_follow_up, add_staff
from tests.support.customer_list import CustomerList, entry


@pytest.fixture
def opened(qtbot: QtBot, db: Database, jobs: JobRunner) -> CustomerList:
    owner = add_staff(db, "安然")
    add_customer(db, "云帆", kind="company", stage="customer", tags=("VIP",), region="上海")
    add_customer(db, "李娜", owner_id=owner, tags=("VIP", "华东"), source="展会")
    add_complaint(db, add_customer(db, "张伟", stage="lost", owner_id=db.staff_id))
    return CustomerList(qtbot, db, jobs)


def pick(opened: CustomerList, part: str, *texts: str) -> None:
    chip = opened.panel.bar.chips[part]
    opened.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    opened.pick(chip.popup, *texts)
    chip.popup.hide()
    opened.settle()


def views_menu(opened: CustomerList, text: str) -> None:
    button = opened.panel.findChild(QToolButton, "view_button")
    assert button is not None
    menu = button.menu()
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    opened.choose(menu, text)


def name_dialog(opened: CustomerList) -> ViewNameDialog:
    opened.qtbot.waitUntil(lambda: opened.panel.findChild(ViewNameDialog) is not None)
    dialog = opened.panel.findChild(ViewNameDialog)
    assert dialog is not None
    return dialog


def give_name(opened: CustomerList, name: str) -> None:
    dialog = name_dialog(opened)
    field = dialog.findChild(QLineEdit, "name")
    save = dialog.findChild(QPushButton, "save")
    assert field is not None
    assert save is not None
    field.setText(name)
    opened.qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    opened.settle()


def test_that_choices_of_one_chip_add_up_and_chips_narrow_each_other(opened: CustomerList) -> None:
    pick(opened, "stages", "Customer", "Lost")
    assert opened.names() == ["云帆", "张伟"]
    assert opened.panel.bar.chips["stages"].text() == "Stage: Customer and 1 more"
    pick(opened, "kinds", "Company")
    assert opened.names() == ["云帆"]
    pick(opened, "stages", "Customer")  # taken back
    assert opened.names() == []
    opened.press("clear_filters")
    opened.wait_for("李娜", "云帆", "张伟")


def test_that_an_open_list_counts_what_a_choice_would_show(opened: CustomerList) -> None:
    chip = opened.panel.bar.chips["owners"]
    opened.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    opened.settle()
    counts = {option.text: option.count for option in chip.popup._options}
    assert counts == {"No owner": 1, "Me": 1, "安然": 1}
    opened.pick(chip.popup, "No owner")
    chip.popup.hide()
    assert opened.names() == ["云帆"]
    assert opened.panel.results.asked.filter == CustomerFilter(owners=(NOBODY,))


def test_that_an_open_list_is_walked_and_searched_by_keys(
    opened: CustomerList, db: Database
) -> None:
    for number in range(12):
        add_customer(db, f"客户{number}", region=f"地区{number:02}")
    opened.panel.bar.reload()
    opened.settle()
    chip = opened.panel.bar.chips["regions"]
    chip.setFocus()
    opened.qtbot.keyClick(chip, Qt.Key.Key_Space)
    opened.settle()
    keys = opened.qtbot.keyClicks
    keys(chip.popup.search, "sh")
    opened.qtbot.keyClick(chip.popup.search, Qt.Key.Key_Return)
    opened.settle()
    assert opened.names() == ["云帆"]
    opened.qtbot.keyClick(chip.popup.search, Qt.Key.Key_Escape)
    opened.qtbot.keyClick(chip.popup.search, Qt.Key.Key_Down)
    opened.qtbot.keyClick(chip.popup.search, Qt.Key.Key_Return)
    opened.settle()
    assert opened.panel.results.asked.filter.regions == ("上海", "地区00")
    opened.qtbot.keyClick(chip.popup.search, Qt.Key.Key_Escape)
    assert not chip.popup.isVisible()


def test_that_one_time_is_chosen_of_last_contact(opened: CustomerList) -> None:
    pick(opened, "last_contact", "Never contacted")
    assert len(opened.names()) == 3
    pick(opened, "last_contact", "In the last 7 days")
    assert opened.names() == []
    assert opened.panel.bar.filter().last_contact == "within:7"


def test_that_follow_ups_due_and_open_complaints_are_found(
    opened: CustomerList, db: Database
) -> None:
    add_follow_up(db, add_customer(db, "赵磊"), db.now().date())
    opened.settle()
    pick(opened, "follow_up", "Due today or overdue")
    assert opened.names() == ["赵磊"]
    opened.press("clear_filters")
    opened.press("filter_complaints")
    opened.wait_for("张伟")


def test_that_a_tag_gone_from_the_office_no_longer_filters(
    opened: CustomerList, db: Database
) -> None:
    pick(opened, "tags", "华东")
    assert opened.names() == ["李娜"]
    with db.write("list.delete", name="华东") as session:
        tag = next(tag for tag in load_tags(session) if tag.name == "华东")
        delete_entry(session, "tag", tag.id)
    opened.wait_for("李娜", "云帆", "张伟")
    opened.settle()


def test_that_a_standard_view_shows_what_it_says(opened: CustomerList) -> None:
    views_menu(opened, "My customers")
    assert opened.names() == ["张伟"]
    assert opened.panel.views.text() == "My customers"
    views_menu(opened, "All customers")
    assert len(opened.names()) == 3


def test_that_a_view_is_saved_changed_renamed_and_deleted(
    opened: CustomerList, db: Database
) -> None:
    pick(opened, "tags", "VIP")
    views_menu(opened, "Save as new view…")
    give_name(opened, "VIP list")
    assert opened.panel.views.text() == "VIP list"
    pick(opened, "kinds", "Company")
    assert opened.panel.views.text() == "VIP list (changed)"
    views_menu(opened, "Save changes to this view")
    assert opened.panel.views.text() == "VIP list"
    views_menu(opened, "Rename view…")
    give_name(opened, "VIP companies")
    views_menu(opened, "All customers")
    assert len(opened.names()) == 3
    views_menu(opened, "VIP companies")
    assert opened.names() == ["云帆"]
    views_menu(opened, "Delete view")
    box = opened.panel.findChild(QMessageBox, "confirm")
    assert box is not None
    do = box.findChild(QPushButton, "do")
    assert do is not None
    opened.qtbot.mouseClick(do, Qt.MouseButton.LeftButton)
    opened.settle()
    assert opened.panel.views.text() == "All customers"
    with db.read() as session:
        assert load_views(session) == []


def test_that_a_name_already_there_is_refused_under_the_field(opened: CustomerList) -> None:
    for _again in range(2):
        views_menu(opened, "Save as new view…")
        give_name(opened, "VIP")
    dialog = name_dialog(opened)
    assert dialog.isVisible()
    assert "There is a view of this name already." in [
        label.text() for label in dialog.findChildren(type(dialog._hints["name"]))
    ]
    dialog.done(0)


def test_that_views_are_put_in_order(opened: CustomerList, db: Database) -> None:
    for name in ("First", "Second"):
        views_menu(opened, "Save as new view…")
        give_name(opened, name)
    views_menu(opened, "Move up")
    with db.read() as session:
        assert [view.name for view in load_views(session)] == ["Second", "First"]
    menu = opened.panel.views.menu()
    menu.popup(opened.panel.mapToGlobal(opened.panel.rect().center()))
    with pytest.raises(LookupError):
        entry(menu, "Move up")
    opened.choose(menu, "Move down")
    with db.read() as session:
        assert [view.name for view in load_views(session)] == ["First", "Second"]


def test_that_a_view_brings_its_columns_and_order(opened: CustomerList) -> None:
    table = opened.table
    table.columns.show_only(["name", "region", "owner"])
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    opened.settle()
    views_menu(opened, "Save as new view…")
    give_name(opened, "By region")
    table.columns.reset()
    views_menu(opened, "All customers")
    assert opened.names()[0] == "李娜"
    views_menu(opened, "By region")
    assert opened.names()[0] == "张伟"
    assert table.columns.visible() == ["name", "region", "owner"]
    assert table.horizontalHeader().sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_that_those_whom_nobody_told_are_found_and_keep_in_a_view(
    opened: CustomerList, db: Database
) -> None:
    opened.press("filter_unnoticed")
    opened.settle()
    assert len(opened.names()) == 3
    with db.read() as session:
        told = session.scalars(select(Customer.id).where(Customer.name == "李娜")).one()
    with db.write("customer.basis", name="李娜") as session:
        draft = BasisDraft(noticed_on=date(2026, 11, 20))
        set_basis(session, [told], draft, now=db.now())
    opened.wait_for("云帆", "张伟")
    assert opened.panel.bar.filter() == CustomerFilter(unnoticed=True)
