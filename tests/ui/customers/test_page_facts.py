"""Facts edited where they stand: no word lost, no colleague's word written over."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.db import Database
from crmdesk.models.customers.edit import set_fact
from crmdesk.models.journal.drafts import load_draft
from crmdesk.models.schema import CustomField
from crmdesk.ui.customers.page.field import FactField
from crmdesk.ui.customers.page.pill_button import PillButton
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer, add_interaction, add_staff
from tests.support.customer_page import PageDriver, choose, open_page, warned
from tests.support.keyboard import type_text

TODAY = date(2026, 11, 21)


@pytest.fixture
def customer(db: Database) -> int:
    return add_customer(db, "张伟", phone="13800138000", owner_id=db.staff_id)


@pytest.fixture
def page(qtbot: Any, db: Database, jobs: JobRunner, customer: int) -> PageDriver:
    return open_page(qtbot, db, jobs, customer)


def put(db: Database, customer: int, field: str, value: str, expected: str = "") -> None:
    with db.write("customer.edit", name="") as session:
        set_fact(session, customer, field, value, expected=expected, today=TODAY)


def test_that_a_value_typed_and_entered_is_stored(page: PageDriver) -> None:
    field = page.type_into("fact_title", "采购经理")
    page.until(lambda: page.stored().text("title") == "采购经理")
    assert page.read(field) == "采购经理"


def test_that_escape_leaves_the_fact_alone(page: PageDriver) -> None:
    field = page.type_into("fact_title", "采购", end=False)
    page.qtbot.keyClick(page.editor(field), Qt.Key.Key_Escape)
    assert not field.editing()
    assert page.stored().text("title") == ""


def test_that_tab_goes_on_typing_in_the_next_fact(page: PageDriver) -> None:
    field = page.type_into("fact_salutation", "张总", end=False)
    page.qtbot.keyClick(page.editor(field), Qt.Key.Key_Tab)
    following = page.field("fact_company")
    page.until(following.editing)
    page.until(lambda: page.stored().text("salutation") == "张总")
    page.qtbot.keyClick(page.editor(following), Qt.Key.Key_Backtab)
    page.until(field.editing)


def test_that_a_birthday_is_typed_as_people_say_it_and_read_with_what_follows(
    page: PageDriver, chinese: None
) -> None:
    field = page.type_into("fact_birthday", "农历八月十五")
    page.until(lambda: page.stored().birthday == Birthday("lunar", None, 8, 15))
    page.until(lambda: "9月15日" in page.read(field))


def test_that_what_is_no_birthday_stays_in_the_editor_with_the_reason(page: PageDriver) -> None:
    field = page.type_into("fact_birthday", "不知道")
    page.until(lambda: page.problem(field).startswith("This is not a birthday."))
    assert page.editor(field).text() == "不知道"
    assert page.stored().birthday is None


def test_that_a_refresh_leaves_the_words_being_typed(
    page: PageDriver, db: Database, customer: int
) -> None:
    field = page.type_into("fact_title", "采购", end=False)
    put(db, customer, "title", "总监")
    put(db, customer, "industry", "软件")
    page.until(lambda: page.field("fact_industry").value() == "软件")
    assert page.editor(field).text() == "采购"


def test_that_a_colleagues_word_is_written_over_only_when_meant(
    page: PageDriver, db: Database, customer: int
) -> None:
    field = page.type_into("fact_title", "采购", end=False)
    put(db, customer, "title", "总监")
    page.until(lambda: field.value() == "总监")
    page.qtbot.keyClick(page.editor(field), Qt.Key.Key_Return)
    page.until(lambda: page.problem(field) == (
        "Somebody changed “Job title” meanwhile. Please look again."
    ))  # fmt: skip
    assert (page.editor(field).text(), page.stored().text("title")) == ("采购", "总监")
    page.editor(field).setFocus()
    page.qtbot.keyClick(page.editor(field), Qt.Key.Key_Return)
    page.until(lambda: page.stored().text("title") == "采购")


def test_that_going_to_another_customer_stores_what_was_typed_about_this_one(
    page: PageDriver, db: Database, customer: int
) -> None:
    other = add_customer(db, "王芳")
    page.type_into("fact_title", "采购经理", end=False)
    page.view.show_customer(other)
    page.until(lambda: page.of(customer).text("title") == "采购经理")
    assert page.of(other).text("title") == ""
    assert page.timeline.shown == [customer, other]


def test_that_words_being_typed_survive_a_crash(
    page: PageDriver, db: Database, jobs: JobRunner, customer: int
) -> None:
    page.type_into("fact_note", "要两箱，月底前", end=False)

    def kept() -> dict[str, Any]:
        with db.read() as session:
            words = load_draft(session, f"customer.page:{customer}", db.staff_id)
        return words.data if words else {}

    page.until(lambda: kept() == {"note": "要两箱，月底前"})
    again = open_page(page.qtbot, db, jobs, customer)
    field = again.field("fact_note")
    assert field.editing()
    assert again.editor(field).toPlainText() == "要两箱，月底前"
    field.commit()
    again.until(lambda: again.stored().text("note") == "要两箱，月底前")
    again.until(lambda: kept() == {})


def test_that_a_choice_is_stored_as_soon_as_it_is_made(page: PageDriver) -> None:
    field = page.field("fact_gender")
    box: QComboBox = page.editor(field)
    page.until(lambda: box.view().isVisible())
    box.setCurrentIndex(box.findText("Female"))
    box.hidePopup()
    box.activated.emit(box.currentIndex())
    page.until(lambda: page.stored().text("gender") == "female")
    assert not field.editing()


def test_that_arrow_keys_over_a_closed_choice_store_nothing_yet(page: PageDriver) -> None:
    field = page.field("fact_stage")
    box: QComboBox = page.editor(field)
    page.until(lambda: box.view().isVisible())
    box.hidePopup()
    box._from_list = False  # type: ignore[attr-defined]
    page.qtbot.keyClick(box, Qt.Key.Key_Down)
    assert field.editing()
    page.qtbot.keyClick(box, Qt.Key.Key_Return)
    page.until(lambda: page.stored().stage == "interested")


def test_that_f2_fills_the_most_useful_gap(page: PageDriver) -> None:
    page.view.setFocus()
    page.qtbot.keyClick(page.view, Qt.Key.Key_F2)
    field = page.field("fact_salutation")
    page.until(lambda: page.editor(field).hasFocus())


@pytest.mark.parametrize(
    ("gap", "field"), [("salutation", "fact_salutation"), ("birthday", "fact_birthday")]
)
def test_that_a_missing_fact_is_one_click_from_being_typed(
    page: PageDriver, gap: str, field: str
) -> None:
    chip = page.part(QPushButton, f"missing_{gap}")
    page.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    found = page.part(FactField, field)
    page.until(found.editing)
    assert page.view.body.tab() == "profile"


def test_that_a_filled_gap_is_asked_for_no_more(page: PageDriver) -> None:
    page.type_into("fact_salutation", "张总")
    page.until(lambda: page.view.header.missing.first() == "birthday")


def test_that_empty_facts_wait_behind_one_link(page: PageDriver) -> None:
    page.view.body.show_tab("profile")
    assert page.field("fact_hobbies").isHidden()
    section = page.view.body.part("profile").facts.sections["personal"]  # type: ignore[union-attr]
    link = section.findChild(QPushButton, "show_empty")
    page.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    page.until(lambda: page.field("fact_hobbies").editing())


def test_that_only_facts_that_apply_are_shown(page: PageDriver, db: Database) -> None:
    company = add_customer(db, "云帆科技", kind="company")
    page.view.show_customer(company)
    page.view.body.show_tab("profile")
    assert page.field("fact_company").isHidden()
    assert page.field("fact_birthday").isHidden()
    assert not page.field("fact_name").isHidden()


def test_that_private_facts_of_a_colleagues_customer_are_not_shown(
    page: PageDriver, db: Database
) -> None:
    other = add_customer(db, "王芳", owner_id=add_staff(db, "李娜"))
    put(db, other, "private_note", "离婚")
    page.view.show_customer(other)
    page.view.body.show_tab("profile")
    field = page.field("fact_private_note")
    assert field.isHidden()
    assert "离婚" not in [label.text() for label in page.view.findChildren(QLabel)]


def test_that_a_parent_is_found_by_typing(page: PageDriver, db: Database) -> None:
    parent = add_customer(db, "云帆集团", kind="company")
    field = page.field("fact_parent_id")
    page.view.body.part("profile").facts.reveal("parent_id")  # type: ignore[union-attr]
    picker = page.editor(field)
    page.until(picker.hasFocus)
    type_text(page.qtbot, picker, "云帆")
    page.until(picker.list.isVisible)
    page.qtbot.keyClick(picker, Qt.Key.Key_Return)
    page.until(lambda: page.stored().facts["parent_id"] == parent)
    page.until(lambda: page.read(field) == "云帆集团")


def test_that_a_new_source_is_typed_like_any_word(page: PageDriver) -> None:
    page.type_into("fact_source_id", "广交会")
    page.until(lambda: page.stored().source == "广交会")


def test_that_own_fields_take_values_of_their_kind(page: PageDriver, db: Database) -> None:
    with db.write("list.add", name="年采购额") as session:
        field = CustomField(name="年采购额", kind="number", choices=[])
        session.add(field)
        session.flush()
        name = f"custom_{field.id}"
    page.view.body.show_tab("profile")
    page.until(lambda: page.view.findChild(FactField, name) is not None)
    made = page.type_into(name, "许多")
    page.until(lambda: page.problem(made) == "Please type a number.")
    made = page.type_into(name, "12,000")
    page.until(lambda: [row.value for row in page.stored().customs] == ["12000"])


def test_that_a_day_worth_a_greeting_is_typed_in_one_line_and_taken_away(
    page: PageDriver, chinese: None
) -> None:
    page.view.body.show_tab("profile")
    page.qtbot.mouseClick(page.part(QPushButton, "add_anniversary"), Qt.MouseButton.LeftButton)
    page.type_into("new_anniversary", "结婚纪念日 10-1")
    page.until(lambda: [row.label for row in page.stored().anniversaries] == ["结婚纪念日"])
    row = page.stored().anniversaries[0]
    page.until(lambda: page.view.findChild(FactField, f"anniversary_{row.id}") is not None)
    field = page.field(f"anniversary_{row.id}")
    page.editor(field).clear()
    page.qtbot.keyClick(page.editor(field), Qt.Key.Key_Return)
    page.until(lambda: page.stored().anniversaries == ())


def test_that_consent_is_noted_with_how_and_by_whom(page: PageDriver) -> None:
    page.view.body.show_tab("profile")
    pill = page.part(PillButton, "consent_sms")
    page.qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    choose(pill, "Refused/on the phone")
    page.until(lambda: pill.text() == "Refused")
    [row] = page.stored().consents
    assert (row.channel, row.given, row.how, row.staff) == ("sms", False, "on the phone", "Me")


def test_that_bereavement_puts_a_warning_on_the_page(page: PageDriver) -> None:
    page.view.body.show_tab("profile")
    page.view.body.part("profile").facts.reveal("bereaved_on")  # type: ignore[union-attr]
    page.type_into("fact_bereaved_on", "2026-11-01")
    page.until(lambda: page.stored().facts["bereaved_on"] == TODAY - timedelta(days=20))
    page.until(lambda: warned(page) == ["In mourning since 1 Nov 2026: no greetings"])


def test_that_the_share_of_care_is_told(page: PageDriver, db: Database, customer: int) -> None:
    page.view.body.show_tab("profile")
    for purpose in ("care", "sales", "sales", "sales"):
        add_interaction(db, customer, purpose=purpose)
    label = page.part(QLabel, "care_share")
    told = "4 contacts with a purpose in the last year, care: 25%"
    page.until(lambda: label.text() == told)
