"""What changed, told in words."""

from datetime import date

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import use_language
from crmdesk.models.customers.consents import record_consent
from crmdesk.models.customers.edit import set_fact
from crmdesk.models.customers.history import load_changes
from crmdesk.models.customers.reach import add_reach
from crmdesk.models.customers.tags import add_tag, remove_tag
from crmdesk.models.journal.actions import undo
from crmdesk.models.office.profile import OfficeSettings
from tests.support.builders import add_customer, add_interaction, add_staff

TODAY = date(2026, 11, 21)


def put(db: Database, customer: int, field: str, value: object, expected: object) -> None:
    with db.write("customer.edit", name="") as session:
        set_fact(session, customer, field, value, expected=expected, today=TODAY)  # type: ignore[arg-type]


def told(db: Database, customer: int, viewer: int | None = None) -> list[str]:
    with db.read() as session:
        return [line.text for line in load_changes(session, customer, viewer=viewer)]


def test_that_codes_and_ids_are_told_as_words(db: Database) -> None:
    customer = add_customer(db)
    colleague = add_staff(db, "李娜")
    put(db, customer, "stage", "customer", "potential")
    put(db, customer, "owner_id", colleague, None)
    assert told(db, customer)[:2] == [
        "Owner set to “李娜”",
        "Stage changed from “Potential” to “Customer”",
    ]


def test_that_it_speaks_the_users_language(db: Database) -> None:
    customer = add_customer(db)
    put(db, customer, "stage", "customer", "potential")
    use_language("zh_CN")
    try:
        assert told(db, customer)[0] == "把状态从“潜在”改为“成交”"
    finally:
        use_language("en")


def test_that_a_birthday_is_one_change_whole_before_and_after(db: Database) -> None:
    customer = add_customer(db, birthday=Birthday("solar", 1968, 3, 5))
    put(db, customer, "birthday", Birthday("solar", 1969, 3, 5), Birthday("solar", 1968, 3, 5))
    put(db, customer, "birthday", None, Birthday("solar", 1969, 3, 5))
    assert told(db, customer)[:2] == [
        "Birthday “5 Mar 1969” removed",
        "Birthday changed from “5 Mar 1968” to “5 Mar 1969”",
    ]


def test_that_phones_tags_consent_and_talks_are_told(db: Database) -> None:
    customer = add_customer(db)
    with db.write("customer.reach", name="") as session:
        add_reach(session, customer, "phone", "13800138000", office=OfficeSettings())
    with db.write("customer.tags", name="") as session:
        add_tag(session, customer, "VIP")
    with db.write("customer.tags", name="") as session:
        remove_tag(session, customer, "VIP")
    with db.write("customer.consent", name="") as session:
        record_consent(session, customer, "sms", given=False, how="", now=db.now())
    add_interaction(db, customer, "谈了报价")
    assert told(db, customer) == [
        "Log entry “谈了报价” added",
        "Refused to be contacted by SMS",
        "Tag “VIP” removed",
        "Tag “VIP” added",
        "Phone “138 0013 8000” added",
        "Customer created",
    ]


def test_that_an_undo_says_so(db: Database) -> None:
    customer = add_customer(db)
    put(db, customer, "title", "经理", "")
    undo(db)
    assert told(db, customer)[:2] == [
        "Job title “经理” removed (undone)",
        "Job title set to “经理”",
    ]


def test_that_private_words_are_not_told_to_others(db: Database) -> None:
    colleague = add_staff(db, "李娜")
    customer = add_customer(db, owner_id=colleague)
    put(db, customer, "private_note", "正在办离婚", "")
    assert told(db, customer, viewer=db.staff_id) == ["Customer created"]
    assert len(told(db, customer, viewer=colleague)) == 2
