"""The pocket sheet: whom to visit, by district, with what one wants to know there."""

from datetime import date, timedelta

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.daybook.visits import (
    Stop,
    load_planned_visits,
    load_visits,
    place_of,
    together,
)
from crmdesk.models.orders.drafts import LineDraft
from crmdesk.models.schema import Address, ServiceOrder
from tests.support.builders import (
    add_contact,
    add_customer,
    add_follow_up,
    add_interaction,
    add_order,
    add_phone,
    add_staff,
)
from tests.support.databases import NOW

TODAY = date(2026, 11, 21)


def _lives(db: Database, customer: int, city: str, street: str, raw: str = "") -> None:
    with db.write("customer.reach", name="") as session:
        session.add(
            Address(customer_id=customer, raw=raw or city + street, city=city, street=street)
        )


@pytest.mark.parametrize(
    ("city", "street", "place"),
    [
        ("杭州市", "西湖区文三路 1 号", "杭州市 西湖区"),
        ("杭州市", "文三路 1 号", "杭州市"),
        ("上海市", "浦东新区世纪大道", "上海市 浦东新区"),
        ("臺北市", "大安區和平東路", "臺北市 大安區"),
        ("", "余杭区仓前街道", "余杭区"),
        ("", "", ""),
    ],
)
def test_that_visits_are_grouped_by_city_and_district(city: str, street: str, place: str) -> None:
    assert place_of(city, street) == place


def test_that_follow_ups_by_visit_are_planned_until_the_day(db: Database) -> None:
    other = add_staff(db, "李经理")
    customer = add_customer(db, "明达建材", kind="company")
    contact = add_contact(db, customer, "王芳")
    due = add_follow_up(
        db, customer, TODAY, "送样品", channel="visit", due_time="10:00", contact_id=contact,
        staff_id=other,
    )  # fmt: skip
    late = add_follow_up(db, customer, TODAY - timedelta(days=2), channel="visit", due_time="09:00")
    add_follow_up(db, customer, TODAY, channel="call")
    add_follow_up(db, customer, TODAY + timedelta(days=1), channel="visit")
    with db.read() as session:
        stops = load_planned_visits(session, TODAY)
        hers = load_planned_visits(session, TODAY, (other,))
    assert [(stop.id, stop.time, stop.name) for stop in stops] == [
        (late, "", "明达建材"),
        (due, "10:00", "王芳"),
    ]
    assert [stop.id for stop in hers] == [due]
    assert all(stop.planned for stop in stops)


def test_that_reasons_are_listed_once_and_planned_visits_first() -> None:
    shown = [Stop("promise", 1, 7, why="寄样品"), Stop("follow_up", 2, 8)]
    planned = [Stop("follow_up", 2, 8, planned=True), Stop("follow_up", 3, 9, planned=True)]
    found = together(shown, planned)
    assert [(stop.source, stop.id, stop.planned) for stop in found] == [
        ("follow_up", 2, True),
        ("follow_up", 3, True),
        ("promise", 1, False),
    ]


def test_that_a_visit_holds_what_one_wants_to_know(db: Database) -> None:
    customer = add_customer(
        db, "王建国", salutation="王总", company="明达建材", phone="13800138000"
    )
    _lives(db, customer, "杭州市", "西湖区文三路 1 号")
    add_interaction(db, customer, "上次嫌贵", kind="call", at=NOW - timedelta(days=3))
    add_interaction(db, customer, "旧事", at=NOW - timedelta(days=9))
    add_order(db, customer, [LineDraft("瓷砖", spec="60×60", price=300000)])
    stops = [
        Stop("follow_up", 1, customer, why="送样品", time="10:00"),
        Stop("promise", 2, customer, why="带发票", time="09:30"),
    ]
    with db.read() as session:
        [visit] = load_visits(session, stops, TODAY)
    assert (visit.name, visit.salutation, visit.company) == ("王建国", "王总", "明达建材")
    assert (visit.place, visit.address) == ("杭州市 西湖区", "杭州市西湖区文三路 1 号")
    assert (visit.time, list(visit.why)) == ("09:30", ["送样品", "带发票"])
    assert visit.talk is not None
    assert visit.talk.text == "上次嫌贵"
    assert (visit.goods, visit.owed, visit.currency) == ("瓷砖 60×60", 300000, "CNY")
    assert visit.phone == "+8613800138000"


def test_that_a_contact_is_visited_under_her_own_name_and_number(db: Database) -> None:
    customer = add_customer(db, "明达建材", kind="company", phone="0571-88880000")
    contact = add_contact(db, customer, "王芳", salutation="王工")
    add_phone(db, customer, "13900139000", contact_id=contact)
    with db.read() as session:
        [visit] = load_visits(session, [Stop("follow_up", 1, customer, contact)], TODAY)
    assert (visit.name, visit.company, visit.phone) == ("王芳", "明达建材", "+8613900139000")
    assert (visit.talk, visit.goods, visit.owed, visit.place) == (None, "", 0, "")


def test_that_visits_go_by_place_and_hour_and_without_address_come_last(db: Database) -> None:
    ids = [add_customer(db, name) for name in ("甲", "乙", "丙", "丁")]
    _lives(db, ids[0], "杭州市", "西湖区文三路")
    _lives(db, ids[1], "杭州市", "上城区江南大道")
    _lives(db, ids[3], "杭州市", "西湖区天目山路")
    stops = [
        Stop("follow_up", number, key, time=time)
        for number, (key, time) in enumerate(zip(ids, ("", "", "08:00", "09:00"), strict=True))
    ]
    with db.read() as session:
        found = load_visits(session, [*stops, Stop("follow_up", 99, 999)], TODAY)
    assert [visit.name for visit in found] == ["乙", "丁", "甲", "丙"]


def test_that_appointments_of_service_orders_are_visits_of_their_day(db: Database) -> None:
    customer = add_customer(db, "李娜")
    with db.write("service.receive", name="") as session:
        for number, day in enumerate((TODAY, TODAY + timedelta(days=1))):
            session.add(
                ServiceOrder(customer_id=customer, number=f"F{number}", subject="打印机卡纸",
                             opened_at=NOW, appointment_on=day, appointment_time="14:00")
            )  # fmt: skip
    with db.read() as session:
        [stop] = load_planned_visits(session, TODAY)
    assert (stop.source, stop.why, stop.time, stop.planned) == (
        "service_order", "打印机卡纸", "14:00", True
    )  # fmt: skip
