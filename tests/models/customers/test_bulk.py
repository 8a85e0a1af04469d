"""One action on many customers, and its undo."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from crmdesk.models.core.db import Database
from crmdesk.models.customers.bulk import (
    assign_customers,
    delete_customers,
    set_stage,
    tag_customers,
    untag_customers,
)
from crmdesk.models.customers.filters import CustomerFilter
from crmdesk.models.customers.listing import find_ids
from crmdesk.models.journal.actions import redo, undo
from crmdesk.models.journal.queries import what_changed
from crmdesk.models.schema import Customer, CustomerTag, Phone, StageChange, Tag
from tests.models.customers.test_actions import all_rows, full_customer
from tests.support.builders import add_customer, add_staff

TODAY = date(2026, 11, 21)


def do(db: Database, action: str, call: Any, *arguments: Any, **named: Any) -> int:
    params = {"count": 3, "tag": "VIP", "owner": "陈静"}
    with db.write(action, **params) as session:
        return int(call(session, *arguments, **named))


def hits(db: Database, text: str) -> int:
    with db.read() as session:
        return len(find_ids(session, CustomerFilter(text), now=db.now()))


def test_that_many_are_tagged_once_each_and_found_by_the_tag(db: Database) -> None:
    ids = [add_customer(db, name) for name in ("甲", "乙", "丙")]
    assert do(db, "customers.tag", tag_customers, ids[:2], "VIP") == 2
    before = all_rows(db)
    assert do(db, "customers.tag", tag_customers, [*ids, 4711], " VIP ") == 1
    assert hits(db, "VIP") == 3
    undo(db)
    assert all_rows(db) == before
    redo(db)
    assert hits(db, "VIP") == 3


def test_that_the_number_of_one_deleted_is_never_given_again(db: Database) -> None:
    ids = [add_customer(db, "甲", number="K000002"), add_customer(db, "乙", number="17")]
    assert do(db, "customers.delete", delete_customers, ids) == 2
    for name in ("丙", "丁"):
        add_customer(db, name)
    with db.read() as session:
        assert "K000002" not in session.scalars(select(Customer.number)).all()


def test_that_a_tag_is_taken_from_those_who_have_it(db: Database) -> None:
    ids = [add_customer(db, name, tags=("VIP",)) for name in ("甲", "乙")]
    ids.append(add_customer(db, "丙"))
    before = all_rows(db)
    with db.read() as session:
        tag = session.scalars(select(Tag.id)).one()
    assert do(db, "customers.untag", untag_customers, ids, tag) == 2
    assert hits(db, "VIP") == 0
    undo(db)
    assert all_rows(db) == before


def test_that_many_change_hands_and_the_history_of_each_says_so(db: Database) -> None:
    owner = add_staff(db, "陈静")
    ids = [add_customer(db, "甲"), add_customer(db, "乙", owner_id=owner)]
    before = all_rows(db)
    assert do(db, "customers.assign", assign_customers, ids, owner) == 1
    with db.read() as session:
        assert set(session.scalars(select(Customer.owner_id))) == {owner}
        change = what_changed(session, ids[0])[0]
    assert (change.field, change.old, change.new) == ("owner_id", None, owner)
    undo(db)
    assert all_rows(db) == before
    redo(db)
    assert do(db, "customers.assign", assign_customers, ids, None) == 2


def test_that_a_stage_set_for_many_is_dated(db: Database) -> None:
    ids = [add_customer(db, "甲"), add_customer(db, "乙", stage="lost")]
    before = all_rows(db)
    later = date(2026, 12, 1)
    assert do(db, "customers.stage", set_stage, ids, "lost", today=later) == 1
    with db.read() as session:
        first = session.get_one(Customer, ids[0])
        assert (first.stage, first.stage_since) == ("lost", later)
        dates = select(StageChange.on).where(StageChange.customer_id == ids[0])
        assert session.scalars(dates.order_by(StageChange.id)).all() == [TODAY, later]
    undo(db)
    assert all_rows(db) == before


def test_that_many_are_deleted_with_all_they_own_and_come_back_at_once(db: Database) -> None:
    other = add_customer(db, "云凡科技")
    group = full_customer(db)
    with db.read() as session:
        daughter = session.scalars(select(Customer.id).where(Customer.parent_id == group)).one()
    others = [add_customer(db, f"客户{number}", phone="13800138000") for number in range(5)]
    before = all_rows(db)
    assert do(db, "customers.delete", delete_customers, [group, daughter, *others[1:], 4711]) == 6
    with db.read() as session:
        assert session.scalars(select(Customer.id).where(Customer.id < group)).all() == [other]
        assert session.scalar(select(func.count()).select_from(Customer)) == 3
        assert session.scalar(select(func.count()).select_from(Phone)) == 1
        assert session.scalars(select(CustomerTag)).all() == []
    assert hits(db, "云帆") == 0
    undo(db)
    assert all_rows(db) == before
    redo(db)
    undo(db)
    assert all_rows(db) == before
    assert hits(db, "云帆") == 2


def test_that_what_is_done_after_the_undo_of_a_bulk_deletion_is_not_lost(db: Database) -> None:
    ids = [add_customer(db, name) for name in ("甲", "乙")]
    do(db, "customers.delete", delete_customers, ids)
    undo(db)
    add_customer(db, "丙")
    with db.read() as session:
        assert session.scalars(select(Customer.number).order_by(Customer.id)).all() == [
            "K000001",
            "K000002",
            "K000003",
        ]
