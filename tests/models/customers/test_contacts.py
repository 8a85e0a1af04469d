"""The people inside a company: noted in one line, changed in place, removed without loss."""

import pytest
from sqlalchemy import select

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Stale
from crmdesk.models.core.i18n import use_language
from crmdesk.models.customers import contacts
from crmdesk.models.customers.contacts import (
    ContactDraft,
    add_contact,
    move_contact,
    read_contact,
    remove_contact,
    set_contact_fact,
)
from crmdesk.models.customers.reach import TABLES
from crmdesk.models.journal.actions import undo
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.schema import Base, Contact, Interaction, Phone
from tests.support.builders import add_customer, add_interaction
from tests.support.snapshots import journaled_rows

OFFICE = OfficeSettings()


def add(db: Database, customer: int, draft: ContactDraft) -> int:
    with db.write("customer.contacts", name="") as session:
        return add_contact(session, customer, draft, office=OFFICE)


def names(db: Database) -> list[str]:
    with db.read() as session:
        return list(session.scalars(select(Contact.name).order_by(Contact.position)))


@pytest.mark.parametrize(
    ("typed", "draft"),
    [
        ("李工 13900001111", ContactDraft("李工", phones=("13900001111",))),
        (
            "李工，139-0000-1111，技术总监",
            ContactDraft("李工", title="技术总监", phones=("139-0000-1111",)),
        ),
        (
            "王芳 采购 010-88886666转802",
            ContactDraft("王芳", role="purchasing", phones=("010-88886666转802",)),
        ),
        (
            "陈静 chen@example.cn 决策者",
            ContactDraft("陈静", role="decision", email="chen@example.cn"),
        ),
        ("", ContactDraft()),
    ],
)
def test_that_one_line_is_enough_to_note_a_contact(typed: str, draft: ContactDraft) -> None:
    use_language("zh_CN")
    try:
        assert read_contact(typed) == draft
    finally:
        use_language("en")


def test_that_a_contact_comes_with_its_phone(db: Database) -> None:
    customer = add_customer(db, "云帆科技", kind="company")
    contact = add(db, customer, ContactDraft("李工", phones=("13900001111",), email="li@x.cn"))
    with db.read() as session:
        phone = session.scalars(select(Phone)).one()
        assert (phone.contact_id, phone.e164) == (contact, "+8613900001111")


def test_that_a_contact_without_a_name_is_refused(db: Database) -> None:
    with pytest.raises(CrmError) as refused:
        add(db, add_customer(db), ContactDraft(phones=("13900001111",)))
    assert refused.value.code == "contact.name.empty"


def test_that_facts_of_a_contact_are_changed_one_by_one(db: Database) -> None:
    contact = add(db, add_customer(db), ContactDraft("李工"))
    with db.write("customer.contacts", name="") as session:
        set_contact_fact(session, contact, "role", "decision", expected="")
        birthday = Birthday("lunar", None, 8, 15)
        set_contact_fact(session, contact, "birthday", birthday, expected=None)
    with pytest.raises(Stale), db.write("customer.contacts", name="") as session:
        set_contact_fact(session, contact, "role", "user", expected="")
    with db.read() as session:
        row = session.get_one(Contact, contact)
        assert (row.role, row.birthday_calendar, row.birthday_day) == ("decision", "lunar", 15)


def test_that_contacts_stand_in_the_users_order(db: Database) -> None:
    customer = add_customer(db)
    ids = [add(db, customer, ContactDraft(name)) for name in ("甲", "乙", "丙")]
    with db.write("customer.contacts", name="") as session:
        move_contact(session, ids[2], -2)
    assert names(db) == ["丙", "甲", "乙"]


def test_that_a_removed_contact_leaves_the_talks_and_comes_back_whole_by_undo(
    db: Database,
) -> None:
    customer = add_customer(db)
    contact = add(db, customer, ContactDraft("李工", phones=("13900001111",)))
    talk = add_interaction(db, customer, contact_id=contact)
    before = journaled_rows(db)
    with db.write("customer.contacts", name="") as session:
        remove_contact(session, contact)
    with db.read() as session:
        assert session.get_one(Interaction, talk).contact_id is None
        assert session.scalar(select(Phone.id)) is None
    undo(db)
    assert journaled_rows(db) == before


def test_that_removing_a_contact_thinks_of_every_table_that_knows_her() -> None:
    pointing = {
        mapper.class_
        for mapper in Base.registry.mappers
        if any(
            key.column.table.name == "contact"
            for column in mapper.local_table.columns
            for key in column.foreign_keys
        )
    }
    assert pointing == {*contacts.USED, *TABLES.values()}
