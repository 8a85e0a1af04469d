"""At what hour, by which channel, with which words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.office.settings import load_office, save_office
from crmdesk.models.schema import Channel, Consent, Customer
from crmdesk.models.today.queries import load_today
from crmdesk.models.today.rows import TodayRow
from tests.support.builders import (
    add_complaint,
    add_contact,
    add_customer,
    add_follow_up,
    add_interaction,
    add_promise,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
FRIDAY = date(2026, 11, 20)
EARLY = datetime(2026, 11, 20, 0, tzinfo=UTC)  # eight in Shanghai


def rows(db: Database, now: datetime = EARLY, **wanted: Any) -> dict[str, TodayRow]:
    with db.read() as session:
        page = load_today(session, FRIDAY, SHANGHAI, now=now, **wanted)
    return {row.name: row for section in page.sections for row in section.rows}


def known(db: Database, name: str, **columns: Any) -> int:
    customer = add_customer(db, name, phone=columns.pop("phone", "13900139000"))
    with db.write("customer.edit", name="") as session:
        row = session.get_one(Customer, customer)
        for column, value in columns.items():
            setattr(row, column, value)
    return customer


def hour_of(db: Database, liked: str = "", due_time: str = "", **more: Any) -> str:
    add_follow_up(db, known(db, "她", preferred_hour=liked), FRIDAY, due_time=due_time)
    return rows(db, **more)["她"].hour


def test_that_what_has_an_hour_keeps_it(db: Database) -> None:
    assert hour_of(db, "afternoon", "19:45") == "19:45"


@pytest.mark.parametrize(
    ("liked", "hour"),
    [
        ("morning", "09:30"),
        ("evening", "19:00"),
        ("weekend", "10:30"),
        ("下午3点以后", "15:00"),
        ("周末下午", "14:00"),
        ("after 4pm", "16:00"),
        ("不要打电话", "10:30"),
    ],
)
def test_that_a_customers_own_hour_comes_before_ours(db: Database, liked: str, hour: str) -> None:
    assert hour_of(db, liked) == hour


@pytest.mark.parametrize(
    ("now", "hour"),
    [
        (EARLY, "10:30"),
        (datetime(2026, 11, 20, 3, 10, tzinfo=UTC), "11:30"),  # ten past eleven: soon
        (datetime(2026, 11, 20, 4, 5, tzinfo=UTC), "13:00"),  # over lunch nobody calls
        (datetime(2026, 11, 20, 12, tzinfo=UTC), "18:00"),  # too late: when it closed
    ],
)
def test_that_an_hour_of_ours_lies_in_what_is_left_of_the_working_day(
    db: Database, now: datetime, hour: str
) -> None:
    assert hour_of(db, now=now) == hour


def test_that_what_is_late_comes_first_and_complaints_at_once(db: Database) -> None:
    add_follow_up(db, known(db, "逾期"), FRIDAY - timedelta(days=1), due_time="16:00")
    add_complaint(db, known(db, "投诉"))
    add_promise(db, known(db, "承诺"), FRIDAY)
    found = rows(db)
    assert [found[name].hour for name in ("逾期", "投诉", "承诺")] == ["09:00", "09:00", "14:00"]


def test_that_the_channel_is_the_planned_one_then_the_liked_one_then_what_the_reason_suggests(
    db: Database,
) -> None:
    def wechat(name: str, **columns: Any) -> int:
        customer = known(db, name, **columns)
        with db.write("customer.edit", name="") as session:
            session.add(Channel(customer_id=customer, kind="wechat", value="wx"))
        return customer

    add_follow_up(db, wechat("约好上门", preferred_channel="call"), FRIDAY, channel="visit")
    add_follow_up(db, wechat("爱打电话", preferred_channel="call"), FRIDAY)
    add_follow_up(db, wechat("随便"), FRIDAY)
    add_complaint(db, wechat("投诉"))
    add_complaint(db, wechat("投诉也写字", preferred_channel="wechat"))
    found = rows(db)
    assert {name: row.channel for name, row in found.items()} == {
        "约好上门": "visit", "爱打电话": "call", "随便": "wechat", "投诉": "call",
        "投诉也写字": "wechat",
    }  # fmt: skip


def test_that_who_likes_to_be_visited_is_visited(db: Database) -> None:
    add_follow_up(db, known(db, "她", preferred_channel="visit"), FRIDAY)
    add_complaint(db, known(db, "他", preferred_channel="visit"))
    found = rows(db)
    assert (found["她"].channel, found["他"].channel) == ("visit", "visit")


def test_that_a_refused_channel_is_not_proposed(db: Database) -> None:
    customer = known(db, "不接电话", preferred_channel="call")
    with db.write("customer.edit", name="") as session:
        session.add(Consent(customer_id=customer, channel="call", given=False, at=db.now()))
    add_complaint(db, customer)
    assert rows(db)["不接电话"].channel == "sms"


def test_that_a_row_has_words_by_its_way_in_the_language_of_the_customers(db: Database) -> None:
    add_promise(db, known(db, "王一", salutation="王总", preferred_channel="call"), FRIDAY)
    add_follow_up(db, known(db, "没有电话", phone=""), FRIDAY)
    found = rows(db)
    greeting = found["王一"].greeting
    assert greeting is not None
    assert greeting.words().startswith("王总，")
    assert "寄样品" in greeting.words()
    assert found["没有电话"].greeting is None
    with db.write("setup") as session:
        save_office(session, replace(load_office(session), country="TW"))
    taiwan = rows(db)["王一"].greeting
    assert taiwan is not None
    assert "答應" in taiwan.words()


def test_that_a_contact_without_a_number_of_its_own_is_called_at_the_company(db: Database) -> None:
    company = known(db, "华兴机械", phone="010-88888888", kind="company")
    contact = add_contact(db, company, "李工", salutation="李工")
    add_follow_up(db, company, FRIDAY, contact_id=contact)
    row = rows(db)["李工"]
    assert (row.channel, row.phone) == ("call", "+861088888888")


def test_that_who_wrote_by_a_channel_is_answered_in_its_words(db: Database) -> None:
    customer = known(db, "她", salutation="王总")
    add_interaction(
        db, customer, direction="in", kind="wechat", at=EARLY - timedelta(minutes=5), text="在吗"
    )
    row = rows(db)["她"]
    assert row.greeting is not None
    assert (row.channel, row.greeting.way.channel) == ("wechat", "wechat")
    assert "电话" not in row.greeting.words()
