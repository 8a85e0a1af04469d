"""Creating and deleting customers, and getting everything back by undo."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.customers.actions import create_customer, delete_customer, owned_tables
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.journal.actions import redo, undo
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.schema import (
    Base,
    Channel,
    Customer,
    CustomerTag,
    DistinctPair,
    Email,
    FollowUp,
    FormerNumber,
    Phone,
    Source,
    StageChange,
    Tag,
)
from tests.support.builders import (
    add_complaint,
    add_contact,
    add_customer,
    add_follow_up,
    add_interaction,
    add_order,
)

OFFICE = OfficeSettings(area_code="0571")


def create(db: Database, draft: CustomerDraft) -> int:
    with db.write("customer.create", name=draft.name) as session:
        return create_customer(session, draft, now=db.now(), office=OFFICE)


def one(db: Database, table: type[Any], customer_id: int) -> Any:
    with db.read() as session:
        return session.scalars(select(table).where(table.customer_id == customer_id)).one()


def delete(db: Database, customer_id: int) -> None:
    with db.write("customer.delete", name="") as session:
        delete_customer(session, customer_id)


def all_rows(db: Database) -> dict[str, list[str]]:
    """Everything but the journal and what never goes back, by table."""
    left_out = {"change", "change_set", "setting"}
    with db.read() as session:
        return {
            table.name: sorted(map(str, session.execute(select(table)).mappings()))
            for table in Base.metadata.sorted_tables
            if table.name not in left_out
        }


def test_that_a_new_customer_has_the_next_number_and_a_dated_stage(db: Database) -> None:
    first, second = create(db, CustomerDraft("张伟")), create(db, CustomerDraft("李娜"))
    with db.read() as session:
        numbers = [session.get_one(Customer, key).number for key in (first, second)]
    assert numbers == ["K000001", "K000002"]
    stage = one(db, StageChange, first)
    assert (stage.stage, stage.on) == ("potential", date(2026, 11, 21))


def test_that_every_number_in_the_phone_field_is_kept_and_understood(db: Database) -> None:
    key = create(db, CustomerDraft("张伟", phones=("13800138000 / 88881234转802",)))
    with db.read() as session:
        phones = session.scalars(
            select(Phone).where(Phone.customer_id == key).order_by(Phone.position)
        ).all()
    assert [(p.e164, p.extension) for p in phones] == [
        ("+8613800138000", ""),
        ("+8657188881234", "802"),
    ]


def test_that_tags_and_sources_are_taken_from_the_lists_or_added(db: Database) -> None:
    draft = CustomerDraft("张伟", source="展会", tags=("VIP", "华东", "VIP"), wechat="zw_88")
    first, second = create(db, draft), create(db, draft)
    with db.read() as session:
        known = select(Source.id).where(Source.name == "展会")
        assert len(session.scalars(known).all()) == 1
        assert sorted(session.scalars(select(Tag.name))) == ["VIP", "华东"]
        tagged = session.scalars(select(CustomerTag.customer_id)).all()
    assert sorted(tagged) == [first, first, second, second]
    assert one(db, Channel, first).value == "zw_88"


def test_that_a_company_has_no_company_text_beside_its_name(db: Database) -> None:
    key = create(db, CustomerDraft("云帆科技", kind="company", company="云帆科技"))
    with db.read() as session:
        assert session.get_one(Customer, key).company is None


def test_that_a_nameless_draft_is_refused(db: Database) -> None:
    with pytest.raises(Invalid) as refused:
        create(db, CustomerDraft("  ", email="nobody"))
    assert refused.value.fields == {
        "name": "customer.name.empty",
        "email": "customer.email.odd",
    }


def test_that_two_addresses_in_the_email_field_are_two_emails(db: Database) -> None:
    key = create(db, CustomerDraft("张伟", email="a@b.cn；c@d.cn"))
    with db.read() as session:
        found = session.scalars(select(Email.address).where(Email.customer_id == key)).all()
    assert sorted(found) == ["a@b.cn", "c@d.cn"]


def test_that_a_number_given_by_hand_is_kept_and_passed_over_later(db: Database) -> None:
    create(db, CustomerDraft("张伟", number="K000001"))
    key = create(db, CustomerDraft("李娜"))
    with db.read() as session:
        assert session.get_one(Customer, key).number == "K000002"
    with pytest.raises(CrmError) as refused:
        create(db, CustomerDraft("王芳", number="K000001"))
    assert refused.value.code == "customer.number.taken"


def test_that_the_number_of_a_deleted_customer_is_not_given_again(db: Database) -> None:
    delete(db, create(db, CustomerDraft("张伟")))
    delete(db, create(db, CustomerDraft("李娜", number="K000007")))
    key = create(db, CustomerDraft("王芳"))
    with db.read() as session:
        assert session.get_one(Customer, key).number == "K000008"


def full_customer(db: Database) -> int:
    """One that owns a row of nearly every kind, and that others point to."""
    key = add_customer(db, "云帆科技", kind="company", phone="021-55550100", tags=("VIP",))
    contact = add_contact(db, key, "王芳", role="decision")
    with db.write("customer.edit", name="") as session:
        session.add(Phone(customer_id=key, contact_id=contact, raw="13800138000"))
    talk = add_interaction(db, key, contact_id=contact)
    add_follow_up(db, key, date(2026, 11, 25), interaction_id=talk)
    add_complaint(db, key, contact_id=contact)
    add_order(db, key, contact_id=contact, paid=100)
    add_customer(db, "云帆华东", kind="company", parent_id=key)
    add_customer(db, "李娜", referrer_id=key)
    found_distinct(db, key)
    return key


def found_distinct(db: Database, key: int) -> None:
    """Two others were taken for this one, one stored earlier and one later; one was merged in."""
    with db.write("customer.edit", name="") as session:
        older = session.scalars(select(Customer.id).where(Customer.id < key)).first()
        newer = session.scalars(select(Customer.id).where(Customer.id > key)).first()
        for first, second in ((older, key), (key, newer)):
            if first is not None:
                session.add(DistinctPair(customer_id=first, other_id=second, at=db.now()))
        session.add(FormerNumber(customer_id=key, number="K000000"))


def test_that_deleting_takes_all_a_customer_owns_and_undo_brings_it_back(db: Database) -> None:
    add_customer(db, "云凡科技", kind="company")
    key = full_customer(db)
    before = all_rows(db)
    delete(db, key)
    with db.read() as session:
        for table in (*owned_tables(), Customer):
            column = table.id if table is Customer else table.customer_id
            assert session.scalars(select(table).where(column == key)).all() == []
        assert session.scalars(select(Customer.parent_id)).all() == [None, None, None]
        assert session.scalars(select(DistinctPair)).all() == []
    undo(db)
    assert all_rows(db) == before
    redo(db)
    with db.read() as session:
        assert session.get(Customer, key) is None


def test_that_a_customer_deleted_meanwhile_is_named_as_gone(db: Database) -> None:
    with pytest.raises(CrmError) as refused:
        delete(db, 4711)
    assert refused.value.code == "customer.gone"


def test_that_every_table_pointing_to_customers_is_cleared_by_a_deletion() -> None:
    """A new column pointing to customers must be looked after in delete_customer."""
    owned = {table.__tablename__ for table in owned_tables()}
    pointing = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == "customer"
        and not (table.name in owned and column.name == "customer_id")
    }
    assert pointing == {
        "customer.parent_id",
        "customer.referrer_id",
        "distinct_pair.other_id",
    }
    assert FollowUp.__tablename__ in owned
