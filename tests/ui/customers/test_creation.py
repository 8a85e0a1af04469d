"""Creating a customer: the name first, a warning while typing, no word lost."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.customers.page import load_page
from crmdesk.models.customers.page_rows import CustomerPage
from crmdesk.models.journal.drafts import load_draft, save_draft
from crmdesk.models.privacy.erasure import erase
from crmdesk.ui.customers.creation.creation import CustomerCreation
from crmdesk.ui.customers.creation.dialog import DRAFT_KEY, CustomerDialog
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer, add_interaction, add_staff
from tests.support.customer_page import OFFICE, ZONE
from tests.support.databases import NOW
from tests.support.keyboard import type_text
from tests.support.navigator import RecordingNavigator


class Office:
    """Somebody who creates customers."""

    def __init__(self, qtbot: Any, db: Database, jobs: JobRunner) -> None:
        self.qtbot, self.db, self.navigator = qtbot, db, RecordingNavigator()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.creation = CustomerCreation(db, jobs, self.navigator, OFFICE, ZONE, self.window)

    def open(self, text: str = "") -> CustomerDialog:
        dialog = self.creation.open(text, self.window)
        self.qtbot.waitExposed(dialog)
        return dialog

    def type_into(self, dialog: CustomerDialog, name: str, text: str) -> None:
        line = dialog.fields.lines[name]
        line.setFocus()
        type_text(self.qtbot, line, text)

    def until(self, condition: Any) -> None:
        self.qtbot.waitUntil(condition)

    def kept(self) -> dict[str, Any]:
        with self.db.read() as session:
            words = load_draft(session, DRAFT_KEY, self.db.staff_id)
        return words.data if words else {}

    def created(self) -> CustomerPage:
        [customer] = [went[1][0] for went in self.navigator.went if went[0] == "open_customer"]
        with self.db.read() as session:
            page = load_page(session, customer, today=date(2026, 11, 21))  # type: ignore[arg-type]
        assert page is not None
        return page


@pytest.fixture
def office(qtbot: Any, db: Database, jobs: JobRunner) -> Office:
    return Office(qtbot, db, jobs)


def test_that_a_name_and_enter_are_enough(office: Office) -> None:
    dialog = office.open()
    office.type_into(dialog, "name", "王芳")
    office.qtbot.keyClick(dialog.fields.lines["name"], Qt.Key.Key_Return)
    office.until(lambda: office.navigator.said == ["“王芳” was created."])
    assert office.created().name == "王芳"
    assert office.created().facts["owner_id"] == office.db.staff_id


def test_that_everything_typed_is_stored(office: Office) -> None:
    dialog = office.open()
    office.qtbot.mouseClick(dialog.more, Qt.MouseButton.LeftButton)
    for name, text in {
        "name": "王芳",
        "phone": "13800138000/0571-88886666",
        "company": "云帆科技",
        "title": "采购经理",
        "wechat": "wang88",
        "email": "w@x.cn",
    }.items():
        office.type_into(dialog, name, text)
    dialog.fields.source.setText("广交会")
    dialog.fields.tags.setText("VIP、华东")
    dialog.fields.note.setPlainText("怕冷")
    office.qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    office.until(lambda: bool(office.navigator.said))
    page = office.created()
    assert [row.e164 for row in page.phones] == ["+8613800138000", "+8657188886666"]
    assert (page.text("company"), page.text("title"), page.source) == (
        "云帆科技",
        "采购经理",
        "广交会",
    )
    assert [tag.name for tag in page.tags] == ["VIP", "华东"]
    assert page.text("note") == "怕冷"
    assert [row.value for row in page.channels] == ["wang88"]


def test_that_in_taiwan_one_types_a_line_account(qtbot: Any, db: Database, jobs: JobRunner) -> None:
    office = Office(qtbot, db, jobs)
    taiwan = replace(OFFICE, country="TW", area_code="02")
    office.creation = CustomerCreation(db, jobs, office.navigator, taiwan, ZONE, office.window)
    dialog = office.open()
    office.qtbot.mouseClick(dialog.more, Qt.MouseButton.LeftButton)
    assert "wechat" not in dialog.fields.lines
    office.type_into(dialog, "name", "王芳")
    office.type_into(dialog, "line", "fang375")
    office.qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    office.until(lambda: bool(office.navigator.said))
    assert [(row.kind, row.value) for row in office.created().channels] == [("line", "fang375")]


def test_that_salutations_are_offered_from_the_surname_and_gender_is_not_guessed(
    office: Office, chinese: None
) -> None:
    dialog = office.open()
    office.type_into(dialog, "name", "欧阳娜娜")
    offered = dialog.fields.salutation.findChildren(QPushButton)
    assert {"欧阳总", "欧阳女士", "欧阳先生"} <= {chip.text() for chip in offered}
    assert dialog.draft().gender == ""
    office.qtbot.mouseClick(
        dialog.findChild(QPushButton, "offer_欧阳总"), Qt.MouseButton.LeftButton
    )
    assert dialog.draft().salutation == "欧阳总"
    dialog.done(0)


def test_that_a_companys_name_makes_it_a_company_until_one_says_otherwise(office: Office) -> None:
    dialog = office.open()
    office.type_into(dialog, "name", "杭州云帆科技有限公司")
    assert dialog.draft().kind == "company"
    assert dialog.fields.lines["company"].isHidden()
    person = dialog.findChild(QPushButton, "choice_person")
    office.qtbot.mouseClick(person, Qt.MouseButton.LeftButton)
    office.type_into(dialog, "name", "一部")
    assert dialog.draft().kind == "person"
    dialog.done(0)


@pytest.mark.parametrize(
    ("typed", "name", "phone"),
    [
        ("王芳", "王芳", ""),
        ("13800138000", "", "13800138000"),
        ("王芳 13800138000", "王芳", "13800138000"),
    ],
)
def test_that_what_was_searched_is_not_typed_again(
    office: Office, typed: str, name: str, phone: str
) -> None:
    dialog = office.open(typed)
    lines = dialog.fields.lines
    assert (lines["name"].text(), lines["phone"].text()) == (name, phone)
    dialog.done(0)


def test_that_a_likely_duplicate_is_named_with_owner_and_last_contact_and_can_be_opened(
    office: Office,
) -> None:
    owner = add_staff(office.db, "李娜")
    there = add_customer(office.db, "王芳", company="云帆科技", phone="13800138000", owner_id=owner)
    add_interaction(office.db, there, at=NOW - timedelta(days=3))
    dialog = office.open()
    office.type_into(dialog, "phone", "138-0013-8000")
    office.until(dialog.strip.isVisible)
    told = dialog.strip.findChild(QWidget, "duplicate_text").accessibleName()
    assert told == "王芳 · 云帆科技 same phone · Owner: 李娜 · last contact 18 Nov"
    office.qtbot.mouseClick(
        dialog.strip.findChild(QPushButton, f"open_{there}"), Qt.MouseButton.LeftButton
    )
    assert office.navigator.went == [("open_customer", (there,))]
    office.until(lambda: office.kept().get("phone") == "138-0013-8000")


def test_that_the_warning_goes_when_nothing_is_alike_any_more(office: Office) -> None:
    add_customer(office.db, "王芳")
    dialog = office.open("王芳")
    office.until(dialog.strip.isVisible)
    office.type_into(dialog, "name", "菲")
    office.until(lambda: not dialog.strip.isVisible())
    dialog.done(0)


def test_that_words_typed_before_a_crash_are_offered_again(office: Office) -> None:
    with office.db.write("draft") as session:
        save_draft(session, DRAFT_KEY, {"name": "王芳", "phone": "13800138000", "kind": "person"})
    dialog = office.open()
    assert dialog.fields.lines["phone"].text() == "13800138000"
    assert dialog.notice.isVisible()
    dialog.done(0)
    office.until(lambda: office.kept() == {})


def test_that_earlier_words_wait_when_another_name_was_searched(office: Office) -> None:
    with office.db.write("draft") as session:
        save_draft(session, DRAFT_KEY, {"name": "王芳", "kind": "person"})
    dialog = office.open("李娜")
    assert dialog.fields.lines["name"].text() == "李娜"
    button = dialog.notice.findChild(QPushButton, "earlier_button")
    office.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert dialog.fields.lines["name"].text() == "王芳"
    dialog.done(0)


def test_that_words_being_typed_are_kept_within_a_second(office: Office) -> None:
    dialog = office.open()
    office.type_into(dialog, "name", "王芳")
    office.until(lambda: office.kept().get("name") == "王芳")
    dialog.done(0)


def test_that_leaving_asks_only_when_something_was_typed(office: Office) -> None:
    dialog = office.open()
    office.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog = office.open()
    office.type_into(dialog, "name", "王芳")
    office.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    box = dialog.findChild(QMessageBox, "discard")
    assert dialog.isVisible()
    box.close()
    dialog.done(0)


def test_that_without_a_name_nothing_is_stored_and_the_reason_is_said(office: Office) -> None:
    dialog = office.open()
    assert not dialog.save_button.isEnabled()
    office.type_into(dialog, "phone", "13800138000")
    office.qtbot.keyClick(dialog.fields.lines["phone"], Qt.Key.Key_Return)
    problem = dialog.findChild(QWidget, "name_problem")
    assert problem.text() == "Please give the customer a name."  # type: ignore[attr-defined]
    dialog.done(0)


def test_that_a_duplicate_deleted_meanwhile_is_not_named_again(office: Office) -> None:
    there = add_customer(office.db, "王芳", phone="13800138000")
    dialog = office.open("13800138000")
    office.until(dialog.strip.isVisible)
    with office.db.write("customer.delete", name="") as session:
        delete_customer(session, there)
    office.type_into(dialog, "name", "王")
    office.until(lambda: not dialog.strip.isVisible())
    dialog.done(0)


def test_that_one_key_opens_the_duplicate_and_the_words_typed_are_kept(office: Office) -> None:
    there = add_customer(office.db, "王芳", phone="13800138000")
    dialog = office.open()
    office.type_into(dialog, "name", "王小芳")
    office.type_into(dialog, "phone", "13800138000")
    office.until(lambda: dialog.strip.isVisible())
    office.qtbot.keyClick(dialog, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    office.until(lambda: office.navigator.went == [("open_customer", (there,))])
    again = office.open()
    assert again.fields.lines["name"].text() == "王小芳"
    assert again.fields.lines["phone"].text() == "13800138000"
    again.done(0)


def test_that_a_company_is_asked_for_its_own_name(office: Office) -> None:
    dialog = office.open()
    name = dialog.fields.lines["name"]
    office.type_into(dialog, "name", "云帆科技有限公司")
    assert name.accessibleName() == "Company name"
    dialog.fields.kind.set_value("person")
    dialog._on_kind("person")
    assert name.accessibleName() == "Name"
    dialog.done(0)


def test_that_who_asked_to_be_erased_is_named_while_one_types(office: Office) -> None:
    erase(office.db, add_customer(office.db, "王芳", phone="13800138000"), today=date(2026, 11, 21))
    dialog = office.open("13800138000")
    office.until(dialog.erased.isVisible)
    office.type_into(dialog, "phone", "13900139000")
    office.until(lambda: not dialog.erased.isVisible())
    dialog.done(0)
