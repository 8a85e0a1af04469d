"""What lists sort and filter by, kept with every write."""

from datetime import date, timedelta

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.schema import NEVER, Complaint, CustomerSummary, FollowUp, Phone
from tests.support.builders import (
    add_complaint,
    add_contact,
    add_customer,
    add_follow_up,
    add_interaction,
    add_phone,
)
from tests.support.databases import NOW

TODAY = date(2026, 11, 21)


def summary(db: Database, customer: int) -> CustomerSummary:
    with db.read() as session:
        return session.get_one(CustomerSummary, customer)


def test_that_a_new_customer_was_never_met(db: Database) -> None:
    row = summary(db, add_customer(db))
    assert (row.last_contact, row.interactions, row.open_complaints) == (NEVER, 0, 0)
    assert (row.phone, row.next_follow_up) == ("", None)


def test_that_the_phone_is_the_first_of_ones_own(db: Database) -> None:
    customer = add_customer(db, "云帆科技", kind="company")
    add_phone(db, customer, "13588886666", contact_id=add_contact(db, customer, "陈经理"))
    assert summary(db, customer).phone == "+8613588886666"
    with db.write("customer.edit", name="") as session:
        for position, e164 in ((6, "+8613800138000"), (5, "+8657188886666")):
            phone = Phone(customer_id=customer, raw="", e164=e164, position=position)
            session.add(phone)
    assert summary(db, customer).phone == "+8657188886666"


def test_that_a_number_nobody_understands_is_shown_as_written(db: Database) -> None:
    assert summary(db, add_customer(db, phone="8888 6666")).phone == "8888 6666"


def test_that_the_last_talk_counts_however_it_was_noted(db: Database) -> None:
    customer = add_customer(db)
    for days in (1, 30):
        add_interaction(db, customer, at=NOW - timedelta(days=days))
    row = summary(db, customer)
    assert (row.last_contact, row.interactions) == (NOW - timedelta(days=1), 2)


def test_that_only_what_is_open_is_counted_and_due(db: Database) -> None:
    customer = add_customer(db)
    complaint = add_complaint(db, customer)
    add_complaint(db, customer, status="closed")
    first, _second = (add_follow_up(db, customer, TODAY + timedelta(days=n)) for n in (1, 5))
    row = summary(db, customer)
    assert (row.open_complaints, row.next_follow_up) == (1, TODAY + timedelta(days=1))
    with db.write("complaint.edit", name="") as session:
        session.get_one(Complaint, complaint).status = "closed"
        session.get_one(FollowUp, first).status = "done"
    row = summary(db, customer)
    assert (row.open_complaints, row.next_follow_up) == (0, TODAY + timedelta(days=5))


@pytest.mark.parametrize(("kind", "order"), [("person", "shan"), ("company", "dan")])
def test_that_a_persons_surname_is_read_as_one(db: Database, kind: str, order: str) -> None:
    assert summary(db, add_customer(db, "单雄信", kind=kind)).sort_name.startswith(order)


def test_that_a_summary_goes_with_its_customer(db: Database) -> None:
    customer = add_customer(db)
    with db.write("customer.delete", name="") as session:
        delete_customer(session, customer)
    with db.read() as session:
        assert session.get(CustomerSummary, customer) is None
