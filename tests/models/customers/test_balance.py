"""Selling and caring in balance."""

from datetime import timedelta

from crmdesk.models.core.db import Database
from crmdesk.models.customers.balance import Balance, load_balance
from tests.support.builders import add_customer, add_interaction
from tests.support.databases import NOW


def balance(db: Database, customer: int) -> Balance:
    with db.read() as session:
        return load_balance(session, customer, NOW.date())


def test_that_selling_in_a_row_is_counted_from_the_newest(db: Database) -> None:
    customer = add_customer(db)
    assert balance(db, customer) == Balance()
    purposes = ("care", "sales", "new_product", "sales", "sales")
    for day, purpose in zip((9, 8, 7, 6, 5), purposes, strict=True):
        at = NOW - timedelta(days=day)
        add_interaction(db, customer, purpose, at=at, purpose=purpose, direction="out")
    assert balance(db, customer) == Balance(contacts=5, care=1, selling=4)
    assert not balance(db, customer).needs_care
    add_interaction(db, customer, "来问价", at=NOW, purpose="sales", direction="in")
    add_interaction(db, customer, "随手记", at=NOW, kind="note")
    assert balance(db, customer).selling == 4
    add_interaction(db, customer, "推新品", at=NOW, purpose="sales", direction="out")
    assert balance(db, customer).needs_care
    assert balance(db, customer).percent == 17
    add_interaction(db, customer, "问候", at=NOW, purpose="care", direction="out")
    assert balance(db, customer).selling == 0


def test_that_what_is_older_than_a_year_does_not_count(db: Database) -> None:
    customer = add_customer(db)
    add_interaction(db, customer, "旧", at=NOW - timedelta(days=400), purpose="sales")
    assert balance(db, customer).contacts == 0
