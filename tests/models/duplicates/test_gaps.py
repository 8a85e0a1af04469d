"""What is missing or stale, and what is wrong with a number."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.customers.bulk import set_source
from crmdesk.models.duplicates.gaps import (
    GAPS,
    STALE,
    count_gaps,
    find_gap_ids,
    gap_text,
    load_doubtful,
)
from crmdesk.models.duplicates.phone_doubts import doubt_phone, doubt_text
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Customer, Source
from tests.support.builders import add_contact, add_customer, add_interaction


def ids(db: Database, kind: str) -> list[int]:
    with db.read() as session:
        return find_gap_ids(session, kind, now=db.now())


def test_that_each_gap_is_counted_and_listed(db: Database) -> None:
    whole = add_customer(db, "张伟", phone="13800138000", owner_id=1, source="展会")
    bare = add_customer(db, "李娜")
    wrong = add_customer(db, "王芳", phone="1380013800", owner_id=1, source="展会")
    firm = add_customer(db, "云帆", kind="company", phone="021-55550100", owner_id=1, source="展会")
    staffed = add_customer(db, "宏远", kind="company", phone="021-55550101", owner_id=1,
                           source="展会")  # fmt: skip
    add_contact(db, staffed, "陈静")
    add_customer(db, "同事", kind="internal")
    with db.write("customer.edit", name="") as session:
        session.get_one(Customer, bare).stage = "摸底"
    expected = {"no_phone": [bare], "bad_phone": [wrong], "no_owner": [bare], "no_source": [bare],
                "no_stage": [bare], "no_contact": [firm]}  # fmt: skip
    assert {kind: ids(db, kind) for kind in GAPS} == expected
    with db.read() as session:
        counts = count_gaps(session, GAPS, now=db.now())
    assert counts == dict.fromkeys(GAPS, 1)
    assert whole not in ids(db, "no_phone")


def test_that_who_was_silent_for_a_year_comes_by_how_long(db: Database) -> None:
    keys = [add_customer(db, name) for name in ("甲", "乙", "丙", "丁")]
    for key, days in zip(keys, (400, 700, 30), strict=False):
        add_interaction(db, key, at=db.now() - timedelta(days=days))
    assert ids(db, "silent") == [keys[1], keys[0]]
    assert ids(db, "never") == [keys[3]]
    with db.read() as session:
        assert count_gaps(session, STALE, now=db.now()) == {"silent": 2, "never": 1}
    assert gap_text("silent") == "No contact for a year"


def test_that_the_wrong_number_of_a_customer_is_told_with_what_is_wrong(db: Database) -> None:
    key = add_customer(db, "王芳", phones=("13800138000", "1380013800"))
    with db.read() as session:
        found = load_doubtful(session, [key])[key]
    assert (found.raw, doubt_text(found.doubt)) == ("1380013800", "1 digit is missing")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("1380013800", "1 digit is missing"),
        ("138001380", "2 digits are missing"),
        ("138001380001", "1 digit too many"),
        ("11800138000", "No number begins like this"),
        ("1.38E+10", "Excel has cut its end off: ask for the number again"),
        ("问前台", "There are no digits in it"),
        ("88881234", "The area code is missing"),
        ("123", "8 digits are missing"),
        ("3456", "The number is too short"),
        ("1380013800013900139000", "There seem to be several numbers in it"),
        ("05711234567890", "There seem to be several numbers in it"),
        ("0571123456", "This is no number known to the telephone companies"),
    ],
)
def test_that_a_doubt_says_what_to_mend(raw: str, told: str) -> None:
    assert doubt_text(doubt_phone(raw)) == told


def test_that_many_get_a_source_at_once(db: Database) -> None:
    keys = [add_customer(db, name) for name in ("甲", "乙")]
    with db.write("customers.source", count=2) as session:
        assert set_source(session, keys, "展会") == 2
    with db.read() as session:
        source = session.scalars(select(Source.id).where(Source.name == "展会")).one()
        assert set(session.scalars(select(Customer.source_id))) == {source}
    undo(db)
    assert sorted(ids(db, "no_source")) == keys
