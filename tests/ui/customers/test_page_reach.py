"""Ways to reach a customer and her contacts, typed and used where they stand."""

from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QMessageBox, QPushButton, QToolButton

from crmdesk.models.core.db import Database
from crmdesk.models.customers.contacts import ContactDraft, add_contact
from crmdesk.ui.customers.page.channel_dialog import ChannelDialog
from crmdesk.ui.customers.page.contact_card import ContactCard
from crmdesk.ui.customers.page.field import FactField
from crmdesk.ui.customers.page.reach_line import ReachLine
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer
from tests.support.customer_page import OFFICE, PageDriver, clipboard, open_page
from tests.support.keyboard import type_text


@pytest.fixture
def page(qtbot: Any, db: Database, jobs: JobRunner) -> PageDriver:
    customer = add_customer(db, "云帆科技", kind="company", phone="0571-88886666")
    made = open_page(qtbot, db, jobs, customer)
    made.view.body.show_tab("profile")
    return made


def lines(page: PageDriver) -> list[ReachLine]:
    return [line for line in page.view.findChildren(ReachLine) if line.isVisible()]


def entries(line: ReachLine) -> dict[str, Any]:
    """The menu of a line, by text."""
    menu = line.findChild(QToolButton, "more").menu()
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions()}


@pytest.mark.parametrize(
    ("link", "typed", "kept"),
    [
        ("add_phone", "13800138000", "138 0013 8000"),
        ("add_email", "info@yunfan.cn", "info@yunfan.cn"),
        ("add_chat", "yunfan88", "yunfan88"),
        ("add_address", "文三路 100 号", "文三路 100 号"),
    ],
)
def test_that_a_way_to_reach_her_is_added_by_one_link(
    page: PageDriver, link: str, typed: str, kept: str
) -> None:
    button = next(b for b in page.view.findChildren(QPushButton, link) if b.isVisible())
    page.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    page.type_into("new_reach", typed)
    page.until(lambda: kept in [page.read(line) for line in lines(page)])


def test_that_a_refused_address_stands_where_it_was_typed(page: PageDriver) -> None:
    page.qtbot.mouseClick(page.part(QPushButton, "add_email"), Qt.MouseButton.LeftButton)
    field = page.type_into("new_reach", "info.yunfan.cn")
    page.until(lambda: page.problem(field) == "An e-mail address has an @ in it.")
    assert page.editor(field).text() == "info.yunfan.cn"


def test_that_a_number_is_changed_where_it_stands(page: PageDriver) -> None:
    [line] = lines(page)
    page.type_into(line.objectName(), "88887777")
    page.until(lambda: page.stored().phones[0].e164 == "+8657188887777")
    page.until(lambda: page.read(lines(page)[0]) == "0571-8888 7777")


def test_that_an_emptied_number_goes(page: PageDriver) -> None:
    [line] = lines(page)
    page.editor(line).clear()
    page.qtbot.keyClick(page.editor(line), Qt.Key.Key_Return)
    page.until(lambda: lines(page) == [])


def test_that_a_number_is_copied_as_a_telephone_takes_it(page: PageDriver) -> None:
    [line] = lines(page)
    page.qtbot.mouseClick(line.findChild(QToolButton, "copy"), Qt.MouseButton.LeftButton)
    assert clipboard() == "057188886666"


def test_that_a_label_is_chosen_or_ones_own(page: PageDriver) -> None:
    [line] = lines(page)
    labels = entries(line)["Label"].menu()
    next(action for action in labels.actions() if action.text() == "Work").trigger()
    page.until(lambda: page.stored().phones[0].label == "work")
    labels = entries(line)["Label"].menu()
    next(action for action in labels.actions() if action.text() == "Other label…").trigger()
    dialog = page.view.window().findChild(QInputDialog, "ask_label")
    dialog.setTextValue("老板娘")
    dialog.accept()
    page.until(lambda: page.stored().phones[0].label == "老板娘")
    page.until(lambda: lines(page)[0].accessibleName() == "老板娘")


def test_that_the_first_number_is_the_one_to_call(page: PageDriver) -> None:
    page.qtbot.mouseClick(page.part(QPushButton, "add_phone"), Qt.MouseButton.LeftButton)
    page.type_into("new_reach", "13800138000")
    page.until(lambda: len(lines(page)) == 2)
    entries(lines(page)[1])["Move up"].trigger()
    page.until(lambda: page.view.header.phone.number.text() == "138 0013 8000")


def test_that_an_account_keeps_its_nickname_and_whose_friend_it_is(page: PageDriver) -> None:
    page.qtbot.mouseClick(page.part(QPushButton, "add_chat"), Qt.MouseButton.LeftButton)
    page.type_into("new_reach", "yunfan88")
    page.until(lambda: len(lines(page)) == 2)
    entries(lines(page)[1])["Nickname and more…"].trigger()
    dialog = page.view.window().findChild(ChannelDialog)
    type_text(page.qtbot, dialog.nickname, "云帆小李")
    page.qtbot.keyClick(dialog.nickname, Qt.Key.Key_Return)
    page.until(lambda: page.stored().channels[0].nickname == "云帆小李")
    page.until(lambda: "云帆小李" in page.read(lines(page)[1]))


def test_that_one_line_notes_a_contact_and_unfolds_it(page: PageDriver) -> None:
    page.view.body.show_tab("contacts")
    field = page.part(QLineEdit, "new_contact")
    type_text(page.qtbot, field, "李工 13900001111 技术总监")
    page.qtbot.keyClick(field, Qt.Key.Key_Return)
    page.until(lambda: [row.name for row in page.stored().contacts] == ["李工"])
    page.until(lambda: page.part(FactField, "contact_title").isVisible())
    assert field.text() == ""
    page.type_into("contact_salutation", "李总工")
    page.until(lambda: page.stored().contacts[0].salutation == "李总工")


def test_that_a_contact_without_a_name_leaves_the_line_as_typed(page: PageDriver) -> None:
    page.view.body.show_tab("contacts")
    field = page.part(QLineEdit, "new_contact")
    type_text(page.qtbot, field, "13900001111")
    page.qtbot.keyClick(field, Qt.Key.Key_Return)
    page.seen(QMessageBox, "failure").close()
    assert field.text() == "13900001111"


def test_that_contacts_unfold_by_key_and_are_moved_and_removed(
    page: PageDriver, db: Database
) -> None:
    customer = page.view.customer_id()
    assert customer is not None
    with db.write("customer.contacts", name="") as session:
        for name in ("甲", "乙"):
            add_contact(session, customer, ContactDraft(name), office=OFFICE)
    page.view.body.show_tab("contacts")
    page.until(lambda: len(_cards(page)) == 2)
    page.qtbot.keyClick(_cards(page)[1], Qt.Key.Key_Return)
    page.until(lambda: page.part(FactField, "contact_name").isVisible())
    _entry(_cards(page)[1], "Move up").trigger()
    page.until(lambda: [row.name for row in page.stored().contacts] == ["乙", "甲"])
    page.until(lambda: _cards(page)[0].accessibleName() == "乙")
    _entry(_cards(page)[0], "Remove").trigger()
    page.until(lambda: [row.name for row in page.stored().contacts] == ["甲"])
    page.until(lambda: not page.part(FactField, "contact_name").isVisible())


def test_that_a_contact_is_erased_from_her_menu_by_the_keys_alone(
    page: PageDriver, db: Database
) -> None:
    customer = page.view.customer_id()
    assert customer is not None
    with db.write("customer.contacts", name="") as session:
        contact = add_contact(session, customer, ContactDraft("甲"), office=OFFICE)
    page.view.body.show_tab("contacts")
    page.until(lambda: len(_cards(page)) == 1)
    [card] = _cards(page)
    menu = card.findChild(QToolButton, "more").menu()
    QTimer.singleShot(0, lambda: _choose_last(page, menu))  # a menu waits for an answer
    page.qtbot.keyClick(card, Qt.Key.Key_Menu)
    page.until(lambda: ("erase_contact", (contact,)) in page.navigator.went)


def _choose_last(page: PageDriver, menu: QMenu) -> None:
    page.qtbot.keyClick(menu, Qt.Key.Key_Up)
    page.qtbot.keyClick(menu, Qt.Key.Key_Return)


def _cards(page: PageDriver) -> list[ContactCard]:
    return [card for card in page.view.findChildren(ContactCard) if card.isVisible()]


def _entry(card: ContactCard, text: str) -> Any:
    menu = card.findChild(QToolButton, "more").menu()
    assert isinstance(menu, QMenu)
    return next(action for action in menu.actions() if action.text() == text)
