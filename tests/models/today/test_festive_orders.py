"""Who bought for the same festival two years running."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from crmdesk.models.core.db import Database
from crmdesk.models.orders.drafts import LineDraft
from crmdesk.models.schema import Customer
from crmdesk.models.today.queries import load_today
from crmdesk.models.today.rows import TodayRow
from tests.support.builders import add_customer, add_follow_up, add_interaction, add_order

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 9, 1)  # 中秋 is on the 25th; it was on 2025-10-06 and 2024-09-17
LAST, BEFORE = date(2025, 9, 20), date(2024, 9, 2)
CAKES = LineDraft("月饼礼盒", unit="盒", quantity=20_000, price=12_800)


def proposed(db: Database, day: date = TODAY, **wanted: Any) -> dict[str, TodayRow]:
    now = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    with db.read() as session:
        page = load_today(session, day, SHANGHAI, now=now, **wanted)
    return {
        row.name: row for one in page.sections if one.code == "festive_orders" for row in one.rows
    }


def buyer(db: Database, name: str, *days: date) -> int:
    customer = add_customer(db, name, phone="13900139000")
    for day in days:
        add_order(db, customer, (CAKES,), day=day)
    return customer


def test_that_who_bought_twice_is_proposed_with_last_years_goods(db: Database) -> None:
    buyer(db, "两年", LAST, BEFORE)
    buyer(db, "去年", LAST)
    buyer(db, "前年", BEFORE)
    found = proposed(db)
    assert set(found) == {"两年"}
    assert (found["两年"].text, found["两年"].code) == ("月饼礼盒 20盒", "moon")
    assert found["两年"].due_on == date(2026, 9, 25)


def test_that_it_is_asked_four_weeks_before_and_not_on_the_day(db: Database) -> None:
    buyer(db, "两年", LAST, BEFORE)
    assert proposed(db, date(2026, 8, 27)) == {}
    assert set(proposed(db, date(2026, 8, 28))) == {"两年"}
    assert proposed(db, date(2026, 9, 25)) == {}


def test_that_who_always_buys_did_not_buy_for_the_festival(db: Database) -> None:
    buyer(db, "月月", LAST, date(2025, 8, 20), BEFORE, date(2024, 8, 5))
    assert proposed(db) == {}


def test_that_who_ordered_or_was_asked_or_is_planned_is_done(db: Database) -> None:
    buyer(db, "已订", LAST, BEFORE, date(2026, 8, 31))
    asked = buyer(db, "已问", LAST, BEFORE)
    at = datetime(2026, 8, 30, 2, tzinfo=UTC)
    add_interaction(db, asked, "今年还要吗", at=at, purpose="sales")
    planned = buyer(db, "已排", LAST, BEFORE)
    add_follow_up(db, planned, date(2026, 9, 9))
    buyer(db, "没问", LAST, BEFORE)
    assert set(proposed(db)) == {"没问"}


def test_that_only_the_own_customers_are_proposed(db: Database) -> None:
    customer = buyer(db, "两年", LAST, BEFORE)
    with db.write("customer.edit", name="") as session:
        session.get_one(Customer, customer).owner_id = 1
    assert set(proposed(db, staff=(1,))) == {"两年"}
    assert proposed(db, staff=(2,)) == {}
