"""Whom to call again: by the rhythm of her stage, after a delivery, after a complaint."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.customers.consents import record_consent
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.journal.actions import undo
from crmdesk.models.orders.actions import edit_order
from crmdesk.models.orders.drafts import LineDraft
from crmdesk.models.orders.queries import load_order
from crmdesk.models.rhythms.actions import leave_out_visit, make_visit, put_off_visit
from crmdesk.models.rhythms.due import count_visits, find_visits, load_due_visits, load_visits
from crmdesk.models.rhythms.settings import Rhythms, load_rhythms, save_rhythms
from crmdesk.models.rhythms.visits import Due, Visit
from crmdesk.models.schema import Customer, FollowUp
from crmdesk.models.tasks.actions import finish_follow_up
from tests.support.builders import (
    add_complaint,
    add_customer,
    add_follow_up,
    add_interaction,
    add_order,
    add_staff,
)
from tests.support.databases import FakeClock

TODAY = date(2026, 11, 21)
ZONE = ZoneInfo("Asia/Shanghai")


def ago(days: int, hour: int = 10) -> datetime:
    """An instant so many days of the office ago."""
    return (
        datetime.combine(TODAY - timedelta(days=days), datetime.min.time(), ZONE)
        .replace(hour=hour)
        .astimezone(UTC)
    )


def due(db: Database, today: date = TODAY, **more: Any) -> Due:
    with db.read() as session:
        return load_due_visits(session, today, ZONE, **more)


def told(db: Database, today: date = TODAY) -> list[tuple[int, str, int]]:
    return [(one.customer_id, one.why, one.days) for one in due(db, today).visits]


def one_due(db: Database, today: date = TODAY) -> Visit:
    [visit] = due(db, today).visits
    return visit


def in_stage(db: Database, stage: str, *, contact: int | None, name: str = "张伟") -> int:
    customer = add_customer(db, name, stage=stage)
    if contact is not None:
        add_interaction(db, customer, at=ago(contact))
    return customer


def delivered(db: Database, customer: int, days: int) -> int:
    day = TODAY - timedelta(days=days)
    return add_order(db, customer, day=day, status="done", delivered_on=day)


def say(db: Database, visit: Visit, text: str = "一切都好") -> int:
    with db.write("visit.done", name="") as session:
        return make_visit(
            session, visit, InteractionDraft(visit.customer_id, text=text), now=db.now()
        )


@pytest.mark.parametrize(
    ("stage", "days", "expected"),
    [
        ("interested", 14, True), ("interested", 13, False), ("potential", 400, False),
        ("customer", 90, True), ("customer", 89, False), ("returning", 90, True),
        ("dormant", 180, True), ("dormant", 179, False), ("lost", 900, False),
    ],
)  # fmt: skip
def test_that_the_stage_says_how_often(db: Database, stage: str, days: int, expected: bool) -> None:
    customer = in_stage(db, stage, contact=days)
    assert told(db) == ([(customer, "rhythm", days)] if expected else [])


def test_that_a_visit_says_since_when_and_how_often(db: Database) -> None:
    customer = in_stage(db, "interested", contact=16)
    assert one_due(db) == Visit(customer, "rhythm", TODAY - timedelta(days=2), 16, 14, "interested")
    with db.read() as session:
        assert load_visits(session, TODAY, ZONE, [customer]) == {customer: one_due(db)}


@pytest.mark.parametrize("outcome", ["no_answer", "inconvenient", "rescheduled"])
def test_that_a_call_nobody_answered_does_not_move_the_rhythm(db: Database, outcome: str) -> None:
    customer = in_stage(db, "interested", contact=16)
    add_interaction(db, customer, at=ago(1), outcome=outcome)
    assert told(db) == [(customer, "rhythm", 16)]
    add_interaction(db, customer, at=ago(1), outcome="reached")
    assert told(db) == []


def test_that_the_office_sets_each_rhythm_and_may_turn_it_off(db: Database) -> None:
    in_stage(db, "interested", contact=16)
    lost = in_stage(db, "lost", contact=40)
    days = dict(Rhythms().days) | {"interested": 0, "lost": 30}
    with db.write("setup") as session:
        save_rhythms(session, Rhythms(days=days, per_day=5))
    with db.read() as session:
        assert load_rhythms(session).per_day == 5
    assert told(db) == [(lost, "rhythm", 40)]


def test_that_nobody_is_due_after_an_import_until_a_rhythm_has_passed(
    db: Database, clock: FakeClock
) -> None:
    customer = in_stage(db, "interested", contact=None)
    assert told(db) == []
    clock.now += timedelta(days=14)
    assert told(db, TODAY + timedelta(days=14)) == [(customer, "rhythm", 14)]
    assert one_due(db, TODAY + timedelta(days=14)).never


def test_that_colleagues_mourners_and_who_refused_every_way_are_left_alone(db: Database) -> None:
    in_stage(db, "interested", contact=30)
    with db.write("customer.edit", name="") as session:
        session.get_one(Customer, 1).kind = "internal"
    mourning = in_stage(db, "interested", contact=30)
    with db.write("customer.edit", name="") as session:
        session.get_one(Customer, mourning).bereaved_on = TODAY - timedelta(days=20)
    refusing = add_customer(db, "王芳", phone="13800138000", stage="interested")
    add_interaction(db, refusing, at=ago(30))
    with db.write("customer.consent", name="") as session:
        for channel in ("call", "sms"):
            record_consent(session, refusing, channel, given=False, how="", now=db.now())
    assert told(db) == []
    with db.write("customer.edit", name="") as session:
        session.get_one(Customer, mourning).bereaved_on = TODAY - timedelta(days=49)
    with db.write("customer.consent", name="") as session:
        record_consent(session, refusing, "sms", given=True, how="", now=db.now())
    assert {key for key, _why, _days in told(db)} == {mourning, refusing}


def test_that_who_has_a_date_or_an_open_complaint_is_not_called_besides(db: Database) -> None:
    planned, angry = (in_stage(db, "interested", contact=30) for _ in range(2))
    add_follow_up(db, planned, TODAY + timedelta(days=40))
    add_complaint(db, angry)
    assert told(db) == []


def test_that_who_buys_most_comes_first_and_then_who_waits_longest(db: Database) -> None:
    poor, older, rich = (in_stage(db, "customer", contact=days) for days in (100, 120, 95))
    add_order(db, rich, day=date(2026, 3, 1))
    assert [key for key, _why, _days in told(db)] == [rich, older, poor]
    assert due(db, limit=2).total == 3
    assert [one.customer_id for one in due(db, by_rhythm=1).visits] == [rich]


def test_that_a_visit_belongs_to_who_owns_the_customer(db: Database) -> None:
    colleague = add_staff(db, "小李")
    mine = in_stage(db, "interested", contact=20)
    hers = in_stage(db, "interested", contact=20)
    with db.write("customer.edit", name="") as session:
        session.get_one(Customer, mine).owner_id = 1
        session.get_one(Customer, hers).owner_id = colleague
    assert [one.customer_id for one in due(db, staff=(colleague,)).visits] == [hers]


def test_that_goods_delivered_are_asked_about_three_days_later_once(db: Database) -> None:
    customer = in_stage(db, "customer", contact=10)
    first, second = delivered(db, customer, 3), delivered(db, customer, 3)
    visit = one_due(db)
    assert (visit.why, visit.days, visit.due_on) == ("delivery", 3, TODAY)
    assert visit.event_id == max(first, second)
    delivered(db, in_stage(db, "customer", contact=10), 2)
    assert len(due(db).visits) == 1
    say(db, visit)
    assert told(db) == []
    undo(db)
    assert one_due(db) == visit


def test_that_an_order_taken_back_or_cancelled_is_not_asked_about(db: Database) -> None:
    customer = in_stage(db, "customer", contact=10)
    order = delivered(db, customer, 4)
    assert told(db) == [(customer, "delivery", 4)]
    with db.write("order.edit", name="") as session:
        draft = load_order(session, order).draft
        edit_order(session, order, type(draft)(customer, draft.ordered_on, draft.lines,
                                               status="cancelled"))  # fmt: skip
    assert told(db) == []
    undo(db)
    assert len(told(db)) == 1
    undo(db)
    assert told(db) == []


def test_that_who_told_us_since_is_not_asked_again_and_no_answer_is_no_talk(db: Database) -> None:
    customer = in_stage(db, "customer", contact=10)
    delivered(db, customer, 5)
    add_interaction(db, customer, at=ago(2), outcome="no_answer")
    assert told(db) == [(customer, "delivery", 5)]
    add_interaction(db, customer, at=ago(1), outcome="reached")
    assert told(db) == []


def test_that_nobody_asks_about_a_delivery_of_long_ago(db: Database) -> None:
    delivered(db, in_stage(db, "customer", contact=30), 25)
    assert told(db) == []


def test_that_a_closed_complaint_is_asked_about_a_week_later(db: Database) -> None:
    customer = in_stage(db, "customer", contact=30)
    add_complaint(db, customer, "漏水", status="closed", closed_at=ago(7, hour=23))
    assert told(db, TODAY - timedelta(days=1)) == []
    visit = one_due(db)
    assert (visit.why, visit.subject) == ("complaint", "漏水")
    delivered(db, customer, 3)
    assert one_due(db).why == "complaint"


def test_that_a_visit_put_off_is_a_follow_up_with_its_reason_and_due_no_more(db: Database) -> None:
    customer = in_stage(db, "interested", contact=20)
    visit = one_due(db)
    with db.write("visit.later", name="") as session:
        kept = put_off_visit(session, visit, TODAY + timedelta(days=3), now=db.now(), why="出差")
    with db.read() as session:
        row = session.get_one(FollowUp, kept)
    assert (row.customer_id, row.status, row.origin, row.why) == (
        customer,
        "open",
        "rhythm",
        "出差",
    )
    assert told(db) == []
    with db.write("follow_up.done", name="") as session:
        finish_follow_up(session, kept, now=db.now())
    assert told(db) == []
    assert told(db, TODAY + timedelta(days=14)) == [(customer, "rhythm", 34)]


def test_that_a_delivery_visit_put_off_does_not_come_back(db: Database) -> None:
    customer = in_stage(db, "customer", contact=10)
    delivered(db, customer, 3)
    with db.write("visit.later", name="") as session:
        put_off_visit(session, one_due(db), TODAY + timedelta(days=12), now=db.now())
    assert told(db) == []


def test_that_a_visit_left_out_is_due_again_after_one_rhythm(db: Database) -> None:
    customer = in_stage(db, "interested", contact=20)
    with db.write("visit.skip", name="") as session:
        leave_out_visit(session, one_due(db), now=db.now(), why="刚见过")
    assert told(db, TODAY + timedelta(days=13)) == []
    assert told(db, TODAY + timedelta(days=14)) == [(customer, "rhythm", 34)]


def test_that_the_next_visit_follows_by_itself_over_the_end_of_a_year(
    db: Database, clock: FakeClock
) -> None:
    customer = in_stage(db, "interested", contact=14)
    days: list[date] = []
    for _ in range(70):
        today = clock.now.astimezone(ZONE).date()
        for visit in due(db, today).visits:
            days.append(today)
            say(db, visit)
        clock.now += timedelta(days=1)
    assert days == [TODAY + timedelta(days=14 * n) for n in range(5)]
    assert {day.year for day in days} == {2026, 2027}
    assert customer


def test_that_lists_tell_who_is_due_for_which_reason_and_who_was_silent_for_how_long(
    db: Database,
) -> None:

    def find(scope: str, **more: Any) -> list[int]:
        with db.read() as session:
            return find_visits(session, TODAY, ZONE, scope, **more)

    quiet, asked = in_stage(db, "interested", contact=95), in_stage(db, "customer", contact=40)
    potential = in_stage(db, "potential", contact=200)
    delivered(db, asked, 3)
    assert find("due") == [asked, quiet]
    assert find("delivery") == [asked]
    assert find("rhythm") == [quiet]
    assert sorted(find("silent:30")) == sorted([quiet, asked, potential])
    assert find("silent:90", sort="due", descending=True) == [quiet, potential]
    assert sorted(find("due", sort="customer")) == sorted([quiet, asked])
    with db.read() as session:
        counts = count_visits(session, TODAY, ZONE)
        rows = load_visits(session, TODAY, ZONE, [quiet, asked, potential])
    assert counts == {
        "due": 2, "complaint": 0, "delivery": 1, "rhythm": 1,
        "silent:30": 3, "silent:90": 2, "silent:180": 1,
    }  # fmt: skip
    assert (rows[potential].why, rows[potential].days) == ("silent", 200)


def test_that_of_a_flood_only_those_shown_are_looked_at(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.models.rhythms.due.FEW", 2)
    customers = [in_stage(db, "customer", contact=100 + number) for number in range(5)]
    for number, customer in enumerate(customers[:3]):
        line = LineDraft("纸", price=100 * (number + 1))
        add_order(db, customer, [line], day=date(2026, 1, 5))
    found = due(db, limit=3)
    assert (found.total, found.capped) == (2, True)
    assert [one.customer_id for one in found.visits] == customers[2::-1]
    assert [one.customer_id for one in due(db, limit=5).visits] == [
        *customers[2::-1],
        customers[4],
        customers[3],
    ]
