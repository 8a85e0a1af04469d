"""Promises made, moved with a reason, kept, broken; each can be taken back."""

from datetime import date, timedelta
from typing import Any

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.interactions.actions import delete_interaction
from crmdesk.models.journal.actions import undo
from crmdesk.models.promises import actions, queries
from crmdesk.models.promises.drafts import MoveDraft, PromiseDraft
from crmdesk.models.promises.queries import PromiseFilter
from crmdesk.models.promises.rates import Rate, rate_of_customer, rates_by_staff
from crmdesk.models.schema import Promise, PromiseMove
from tests.support.builders import add_customer, add_interaction

TODAY = date(2026, 11, 21)


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


def make(db: Database, customer: int, due: date, text: str = "寄样品", **more: Any) -> int:
    with db.write("promise.make", name="") as session:
        draft = PromiseDraft(customer, text, due)
        return actions.make_promise(session, draft, now=db.now(), **more)


def keep(db: Database, promise: int, on: date = TODAY) -> None:
    with db.write("promise.keep", name="") as session:
        actions.keep_promise(session, promise, on=on, now=db.now())


def scope(db: Database, name: str) -> list[str]:
    with db.read() as session:
        ids = queries.find_ids(session, PromiseFilter(name), TODAY)
        rows = queries.load_rows(session, ids)
    return [rows[key].text for key in ids]


def rate(db: Database, customer: int) -> Rate:
    with db.read() as session:
        return rate_of_customer(session, customer, TODAY)


def test_that_promises_stand_where_their_day_puts_them(db: Database) -> None:
    customer = add_customer(db, "王芳", phone="13800138000")
    for number in (9, 0, -2):
        make(db, customer, days(number), f"{number}")
    keep(db, make(db, customer, days(1), "kept"))
    assert scope(db, "open") == ["-2", "0", "9"]
    assert scope(db, "overdue") == ["-2"]
    assert scope(db, "soon") == ["0"]
    assert scope(db, "kept") == ["kept"]
    with db.read() as session:
        counts = queries.count_scopes(session, PromiseFilter(), TODAY)
        [row] = queries.load_rows(
            session, queries.find_ids(session, PromiseFilter("overdue"), TODAY)
        ).values()
    assert counts == {"open": 3, "overdue": 1, "soon": 1, "kept": 1, "broken": 0}
    assert (row.customer, row.phone, row.status) == ("王芳", "+8613800138000", "open")


def test_that_a_promise_is_moved_only_with_a_reason_and_every_move_is_kept(db: Database) -> None:
    customer = add_customer(db)
    promise = make(db, customer, days(-1))
    with pytest.raises(Invalid) as refused, db.write("promise.move", name="") as session:
        actions.move_promise(session, promise, MoveDraft(days(3)), now=db.now())
    assert refused.value.fields == {"reason": "promise.reason.none"}
    for number, reason in ((3, "等仓库到货"), (5, "客户改约")):
        with db.write("promise.move", name="") as session:
            draft = MoveDraft(days(number), reason=reason)
            actions.move_promise(session, promise, draft, now=db.now())
    with db.read() as session:
        row = queries.load_rows(session, [promise])[promise]
        moves = session.query(PromiseMove.from_on, PromiseMove.to_on).order_by(PromiseMove.id).all()
    assert (row.due_on, row.moved, row.why) == (days(5), 2, "客户改约")
    assert [tuple(move) for move in moves] == [(days(-1), days(3)), (days(3), days(5))]
    undo(db)
    with db.read() as session:
        row = queries.load_rows(session, [promise])[promise]
    assert (row.due_on, row.moved, row.why) == (days(3), 1, "等仓库到货")


def test_that_the_rate_counts_what_was_late_broken_or_is_overdue_against_us(db: Database) -> None:
    customer = add_customer(db)
    assert rate(db, customer).percent is None
    keep(db, make(db, customer, days(-1)), days(-1))
    keep(db, make(db, customer, TODAY), TODAY)
    keep(db, make(db, customer, days(-3)), days(-1))
    broken, released = make(db, customer, days(-2)), make(db, customer, days(-2))
    with db.write("promise.break", name="") as session:
        actions.break_promise(session, broken, on=TODAY, now=db.now(), result="忘了")
        actions.release_promise(session, released, on=TODAY, now=db.now())
    make(db, customer, days(-1))
    make(db, customer, days(1))
    assert rate(db, customer) == Rate(kept=2, late=1, broken=1, overdue=1)
    assert rate(db, customer).percent == 40
    with db.read() as session:
        by_staff = rates_by_staff(session, TODAY, days(-90))
    assert list(by_staff.values()) == [rate(db, customer)]


def test_that_nothing_half_said_is_stored(db: Database) -> None:
    customer = add_customer(db)
    with pytest.raises(Invalid) as refused, db.write("promise.make", name="") as session:
        actions.make_promise(session, PromiseDraft(0, " "), now=db.now())
    assert refused.value.fields == {
        "customer": "promise.customer.none",
        "text": "promise.text.empty",
        "due": "promise.due.none",
    }
    promise = make(db, customer, TODAY)
    with db.write("promise.delete", name="") as session:
        actions.delete_promise(session, promise)
    with pytest.raises(CrmError) as gone, db.write("promise.keep", name="") as session:
        actions.keep_promise(session, promise, on=TODAY, now=db.now())
    assert gone.value.code == "promise.gone"


def test_that_it_outlives_the_entry_it_was_said_in_but_not_its_customer(db: Database) -> None:
    customer = add_customer(db)
    talk = add_interaction(db, customer, "承诺寄样品")
    promise = make(db, customer, TODAY, interaction_id=talk)
    with db.write("promise.move", name="") as session:
        actions.move_promise(session, promise, MoveDraft(days(1), reason="雪"), now=db.now())
    with db.write("interaction.delete", name="") as session:
        delete_interaction(session, talk)
    with db.read() as session:
        kept = session.get(Promise, promise)
        assert kept is not None
        assert kept.interaction_id is None
    with db.write("customer.delete", name="") as session:
        delete_customer(session, customer)
    with db.read() as session:
        assert session.query(Promise).count() == session.query(PromiseMove).count() == 0
    undo(db)
    assert scope(db, "open") == ["寄样品"]
