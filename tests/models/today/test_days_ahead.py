"""What has a day of its own stands on that day of the week ahead, and is counted there."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update

from crmdesk.models.care.gift_actions import add_gift, make_list
from crmdesk.models.care.gift_drafts import GiftDraft, GiftListDraft
from crmdesk.models.core.db import Database
from crmdesk.models.plans.actions import make_plan
from crmdesk.models.plans.drafts import PlanDraft, ServiceDraft
from crmdesk.models.schema import ServiceOrder
from crmdesk.models.today.queries import load_today
from crmdesk.models.today.rows import TodayPage
from tests.support.builders import (
    add_customer,
    add_follow_up,
    add_order,
    add_service_contract,
    add_service_order,
    add_staff,
)

TODAY = date(2026, 11, 21)
ZONE = ZoneInfo("Asia/Shanghai")


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


def page(db: Database, ahead: int = 0, **asked: Any) -> TodayPage:
    with db.read() as session:
        return load_today(session, TODAY, ZONE, now=db.now(), day=day(ahead), **asked)


def rows(db: Database, ahead: int, **asked: Any) -> list[tuple[str, str]]:
    sections = page(db, ahead, **asked).sections
    return [(one.code, row.name) for one in sections for row in one.rows]


def counts(db: Database, ahead: int = 0, **asked: Any) -> list[int]:
    return [one.count for one in page(db, ahead, **asked).week]


def agree(db: Database, name: str, ahead: int, at: str, **fields: Any) -> None:
    order = add_service_order(db, add_customer(db, name))
    with db.write("setup") as session:
        agreed = {"appointment_on": day(ahead), "appointment_time": at} | fields
        session.execute(update(ServiceOrder).where(ServiceOrder.id == order).values(agreed))


def test_that_appointments_of_services_stand_on_their_day_by_their_hour(db: Database) -> None:
    agree(db, "下午", 2, "15:00")
    agree(db, "上午", 2, "09:30")
    agree(db, "后天", 3, "09:30")
    add_service_order(db, add_customer(db, "未约"))
    assert rows(db, 2) == [("service", "上午"), ("service", "下午")]
    assert rows(db, 4) == []
    assert counts(db) == counts(db, 2) == [0, 0, 2, 1, 0, 0, 0]
    assert len(rows(db, 0)) == 4


def test_that_contract_visits_stand_on_the_day_they_are_due(db: Database) -> None:
    days = (day(-1), day(3), day(8))
    add_service_contract(db, add_customer(db, "张伟"), days, ends_on=day(9))
    assert rows(db, 3) == [("contracts", "张伟")]
    assert rows(db, 5) == []
    assert counts(db) == counts(db, 5) == [0, 0, 0, 1, 0, 0, 0]
    assert page(db).left_over == 0


def test_that_plans_and_gifts_stand_on_their_day(db: Database) -> None:
    customer = add_customer(db, "远大", kind="company")
    services = (ServiceDraft("培训", day(4)), ServiceDraft("巡检", day(9)))
    with db.write("plan.make", name="") as session:
        year = PlanDraft(customer, date(2026, 1, 1), date(2026, 12, 31), services=services)
        make_plan(session, year, now=db.now())
        made = make_list(session, GiftListDraft("冬至", "winter", day(6)), now=db.now())
        add_gift(session, made, GiftDraft(customer, name="茶叶"), now=db.now())
    assert rows(db, 4) == [("plans", "远大")]
    assert rows(db, 6) == [("gifts", "远大")]
    assert rows(db, 2) == []
    assert counts(db) == counts(db, 4) == [0, 0, 0, 0, 1, 0, 1]


def test_that_visits_after_a_delivery_stand_on_their_day(db: Database) -> None:
    for name, delivered in (("到期", -3), ("将到", -1), ("已约", -1)):
        customer = add_customer(db, name)
        add_order(db, customer, day=day(delivered), status="done", delivered_on=day(delivered))
        if name == "已约":
            add_follow_up(db, customer, day(1))
    assert ("visits", "到期") in rows(db, 0)
    assert ("visits", "将到") not in rows(db, 0)
    assert rows(db, 1) == [("day", "已约")]
    assert rows(db, 2) == [("visits", "将到")]
    [row] = [row for one in page(db, 2).sections for row in one.rows]
    assert (row.due_on, "3 days" in row.text) == (day(2), True)
    assert counts(db) == counts(db, 2) == [0, 1, 1, 0, 0, 0, 0]


def test_that_goods_that_came_later_hide_no_visit_that_is_due(db: Database) -> None:
    customer = add_customer(db, "张伟")
    for delivered in (-3, 0):
        add_order(db, customer, day=day(delivered), status="done", delivered_on=day(delivered))
    assert ("visits", "张伟") in rows(db, 0)
    assert rows(db, 3) == [("visits", "张伟")]


def test_that_on_a_day_ahead_each_sees_her_own(db: Database) -> None:
    other = add_staff(db, "王工")
    agree(db, "张伟", 2, "15:00", handler_id=other)
    add_service_contract(db, add_customer(db, "李娜"), [day(2)], staff_id=other)
    assert len(rows(db, 2, staff=(other,))) == 2
    assert rows(db, 2, staff=(db.staff_id,)) == []
    assert sum(counts(db, staff=(db.staff_id,))) == 0
