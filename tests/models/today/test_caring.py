"""Gifts and plans on Today."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.care.gift_actions import add_gift, give_gifts, make_list, mark_gifts
from crmdesk.models.care.gift_drafts import GiftDraft, GiftListDraft
from crmdesk.models.core.db import Database
from crmdesk.models.plans.actions import make_plan
from crmdesk.models.plans.drafts import PlanDraft, ServiceDraft
from crmdesk.models.today.queries import load_today
from crmdesk.models.today.rows import TodayRow
from tests.support.builders import add_contact, add_customer, add_interaction, add_staff
from tests.support.databases import NOW

TODAY = date(2026, 11, 21)
ZONE = ZoneInfo("Asia/Shanghai")


def rows(db: Database, section: str, **asked: Any) -> list[TodayRow]:
    with db.read() as session:
        page = load_today(session, TODAY, ZONE, now=NOW, **asked)
    return [row for part in page.sections if part.code == section for row in part.rows]


def gift(db: Database, customer: int, days: int, **more: Any) -> int:
    with db.write("gift.add", name="", title="") as session:
        draft = GiftListDraft("冬至", "winter", TODAY + timedelta(days=days))
        made = make_list(session, draft, now=db.now())
        return add_gift(session, made, GiftDraft(customer, name="茶叶", **more), now=db.now())


def plan(db: Database, customer: int, **more: Any) -> int:
    values = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)} | more
    with db.write("plan.make", name="") as session:
        return make_plan(session, PlanDraft(customer, **values), now=db.now())


def test_that_a_gift_stands_there_from_three_weeks_before_until_it_is_given(db: Database) -> None:
    customer = add_customer(db, "张伟")
    near, _far, _past = gift(db, customer, 20), gift(db, customer, 22), gift(db, customer, -8)
    (row,) = rows(db, "gifts")
    assert (row.id, row.code, row.text, row.feast_name) == (near, "planned", "茶叶", "冬至")
    assert (row.name, row.due_on) == ("张伟", TODAY + timedelta(days=20))
    with db.write("gift.mark", name="") as session:
        mark_gifts(session, [near], "bought")
    assert rows(db, "gifts")[0].code == "bought"
    with db.write("gift.give", name="") as session:
        give_gifts(session, [near], on=TODAY, now=db.now())
    assert rows(db, "gifts") == []


def test_that_one_forgotten_stays_for_a_week_and_comes_first(db: Database) -> None:
    customer = add_customer(db)
    coming, missed = gift(db, customer, 3), gift(db, customer, -2)
    assert [row.id for row in rows(db, "gifts")] == [missed, coming]


def test_that_a_gift_for_a_birthday_is_due_on_hers(db: Database) -> None:
    company = add_customer(db, "远大", kind="company")
    boss = add_contact(
        db, company, "王总", birthday_calendar="lunar", birthday_month=10, birthday_day=20
    )  # 28 November 2026
    soon = add_customer(db, "张伟", birthday=Birthday("solar", 1980, 11, 23))
    later = add_customer(db, "李娜", birthday=Birthday("solar", 1980, 6, 1))
    unknown = add_customer(db, "无")
    with db.write("gift.add", name="", title="") as session:
        made = make_list(session, GiftListDraft("生日", "birthday"), now=db.now())
        for customer, contact in ((company, boss), (soon, None), (later, None), (unknown, None)):
            add_gift(session, made, GiftDraft(customer, contact, "茶叶"), now=db.now())
    assert [(row.name, row.due_on) for row in rows(db, "gifts")] == [
        ("张伟", date(2026, 11, 23)), ("王总", date(2026, 11, 28)),
    ]  # fmt: skip


def test_that_each_sees_the_gifts_and_plans_she_sees_to(db: Database) -> None:
    other = add_staff(db, "小李")
    customer = add_customer(db)
    gift(db, customer, 3, staff_id=other)
    plan(db, customer, lead_id=other, visit_every=30)
    assert rows(db, "gifts", staff=(db.staff_id,)) == rows(db, "plans", staff=(db.staff_id,)) == []
    assert len(rows(db, "gifts", staff=(other,))) == len(rows(db, "plans", staff=(other,))) == 1


def test_that_a_visit_of_a_plan_is_due_by_its_rhythm(db: Database) -> None:
    customer = add_customer(db, "远大", kind="company")
    made = plan(db, customer, visit_every=30)
    at = datetime(2026, 10, 24, 4, tzinfo=UTC)
    add_interaction(db, customer, at=at, kind="visit")
    (row,) = rows(db, "plans")  # due on 23 November, two days ahead
    assert (row.source, row.id, row.code, row.due_on) == (
        "plan", made, "visit", date(2026, 11, 23),
    )  # fmt: skip
    assert (row.name, row.step) == ("远大", made)
    add_interaction(db, customer, at=datetime(2026, 11, 20, 4, tzinfo=UTC), kind="visit")
    assert rows(db, "plans") == []


def test_that_a_service_of_a_plan_is_due_a_week_ahead(db: Database) -> None:
    services = (
        ServiceDraft("培训", date(2026, 11, 28)),
        ServiceDraft("报告", date(2026, 11, 29)),
        ServiceDraft("巡检", date(2026, 9, 1)),
        ServiceDraft("随时"),
    )
    plan(db, add_customer(db), services=services)
    assert [row.text for row in rows(db, "plans")] == ["巡检", "培训"]


def test_that_plans_of_other_years_ask_for_nothing(db: Database) -> None:
    plan(db, add_customer(db), visit_every=1, starts_on=date(2027, 1, 1), ends_on=date(2027, 2, 1))
    assert rows(db, "plans") == []
