"""Whom one greets on a festival."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crmdesk.models.care.actions import GreetingDraft, log_greeting
from crmdesk.models.care.rules import CareSettings, load_care, save_care
from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.settings import save_office
from crmdesk.models.schema import (
    Address,
    Channel,
    Consent,
    Contact,
    Customer,
    Email,
    Interaction,
    Phone,
)
from crmdesk.models.today import festivals
from crmdesk.models.today.queries import load_today
from crmdesk.models.today.rows import Section, TodayRow
from tests.support.builders import (
    add_complaint,
    add_contact,
    add_customer,
    add_follow_up,
    add_interaction,
    add_phone,
    add_staff,
    bulk_customers,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOON = date(2026, 9, 25)


def owed(
    db: Database,
    day: date = MOON,
    section: str = "festivals",
    ahead: date | None = None,
    **wanted: Any,
) -> dict[str, TodayRow]:
    now = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    with db.read() as session:
        page = load_today(session, day, SHANGHAI, now=now, day=ahead, **wanted)
    return {row.name: row for one in page.sections if one.code == section for row in one.rows}


def known(db: Database, name: str, **columns: Any) -> int:
    customer = add_customer(db, name, phone=columns.pop("phone", "13900139000"))
    change(db, customer, **({"stage": "customer"} | columns))
    return customer


def change(db: Database, customer: int, **columns: Any) -> None:
    with db.write("customer.edit", name="") as session:
        row = session.get_one(Customer, customer)
        for column, value in columns.items():
            setattr(row, column, value)


def refuse(db: Database, customer: int, channel: str) -> None:
    with db.write("customer.edit", name="") as session:
        session.add(Consent(customer_id=customer, channel=channel, given=False, at=db.now()))


def test_that_customers_are_owed_a_greeting_three_days_before_and_not_after(db: Database) -> None:
    known(db, "老客户")
    known(db, "意向", stage="interested")
    known(db, "潜在", stage="potential")
    assert owed(db, date(2026, 9, 21)) == {}
    assert set(owed(db, date(2026, 9, 22))) == {"老客户", "意向"}
    assert set(owed(db, MOON)) == {"老客户", "意向"}
    assert owed(db, date(2026, 9, 26)) == {}


def test_that_a_row_says_the_way_and_the_words(db: Database) -> None:
    customer = known(db, "王建国", salutation="王总")
    row = owed(db)["王建国"]
    assert row.greeting is not None
    assert (row.greeting.way.channel, row.greeting.way.address) == ("sms", "+8613900139000")
    assert row.greeting.words().startswith("王总，")
    assert "中秋" in row.greeting.words()
    with db.write("customer.edit", name="") as session:
        session.add(Channel(customer_id=customer, kind="wechat", value="wang_88"))
    again = owed(db)["王建国"].greeting
    assert again is not None
    assert (again.way.channel, again.way.address) == ("wechat", "wang_88")
    change(db, customer, preferred_channel="call")
    again = owed(db)["王建国"].greeting
    assert again is not None
    assert [way.channel for way in again.ways] == ["call", "wechat", "sms"]


def test_that_a_letter_goes_to_who_likes_letters(db: Database) -> None:
    customer = known(db, "王建国", salutation="王总", preferred_channel="letter")
    with db.write("customer.edit", name="") as session:
        session.add(Address(customer_id=customer, raw="杭州市西湖区文三路 1 号"))
        session.add(Email(customer_id=customer, address="wang@example.com"))
    greeting = owed(db)["王建国"].greeting
    assert greeting is not None
    assert [way.channel for way in greeting.ways] == ["letter", "sms", "call", "email"]
    assert greeting.words().startswith("王总：\n\n")


def test_that_mourning_refusals_and_open_complaints_are_respected(db: Database) -> None:
    known(db, "守丧", bereaved_on=date(2025, 12, 1))
    refused = known(db, "拒收")
    refuse(db, refused, "sms")
    known(db, "投诉中")
    add_complaint(db, known(db, "正投诉"))
    shut = known(db, "都拒")
    refuse(db, shut, "sms")
    refuse(db, shut, "call")
    found = owed(db)
    assert set(found) == {"拒收", "投诉中"}
    assert found["拒收"].greeting is not None
    assert found["拒收"].greeting.way.channel == "call"


def test_that_who_was_greeted_is_done_and_an_undo_brings_her_back(db: Database) -> None:
    customer = known(db, "张伟")
    greeting = owed(db)["张伟"].greeting
    assert greeting is not None
    draft = GreetingDraft(customer, None, greeting.key, greeting.way.channel, greeting.words())
    at = datetime(2026, 9, 23, 3, tzinfo=UTC)
    with db.write("care.greet", name="张伟") as session:
        key = log_greeting(session, draft, now=at)
    with db.read() as session:
        entry = session.get_one(Interaction, key)
        assert (entry.kind, entry.purpose, entry.direction) == ("sms", "care", "out")
        assert entry.occasion == "moon:2026-09-25"
    assert owed(db) == {}
    undo(db)
    assert set(owed(db)) == {"张伟"}


def test_that_birthday_wishes_and_festival_greetings_do_not_stand_for_each_other(
    db: Database,
) -> None:
    customer = known(db, "张伟", birthday_calendar="solar", birthday_month=9, birthday_day=26)
    at = datetime(2026, 9, 24, 3, tzinfo=UTC)
    add_interaction(db, customer, "生日快乐", at=at, purpose="care", occasion="birthday:2026-09-26")
    assert set(owed(db)) == {"张伟"}
    assert owed(db, section="birthdays") == {}
    undo(db)
    add_interaction(db, customer, "中秋快乐", at=at, purpose="care", occasion="moon:2026-09-25")
    assert owed(db) == {}
    assert set(owed(db, section="birthdays")) == {"张伟"}


def test_that_a_company_is_greeted_through_who_decides_there(db: Database) -> None:
    company = add_customer(db, "华兴机械", kind="company", phone="057188886666")
    change(db, company, stage="returning")
    add_contact(db, company, "小李", position=0)
    boss = add_contact(db, company, "陈立", position=1, role="decision", salutation="陈总")
    add_phone(db, company, "13800138000", contact_id=boss)
    (row,) = owed(db).values()
    assert (row.name, row.company, row.contact_id) == ("陈立", "华兴机械", boss)
    assert row.greeting is not None
    assert row.greeting.words().startswith("陈总，")


def test_that_womens_day_is_for_women_one_knows_to_be_women(db: Database) -> None:
    known(db, "李娜", gender="female")
    known(db, "王强", gender="male")
    known(db, "陈晨")
    company = add_customer(db, "华兴机械", kind="company")
    change(db, company, stage="customer")
    clerk = add_contact(db, company, "赵敏", gender="female")
    add_phone(db, company, "13800138000", contact_id=clerk)
    assert set(owed(db, date(2027, 3, 8))) == {"李娜", "赵敏"}


def test_that_each_region_keeps_its_own_feasts(db: Database) -> None:
    known(db, "林先生", phone="0912000571", gender="male")
    with db.write("setup") as session:
        save_office(session, OfficeSettings(country="TW", zone="Asia/Taipei", currency="TWD"))
    assert set(owed(db, date(2026, 8, 8))) == {"林先生"}
    assert owed(db, date(2026, 10, 1)) == {}


def test_that_the_office_decides_which_feasts_count(db: Database) -> None:
    known(db, "张伟")
    assert owed(db, date(2026, 10, 1)) == {}  # 国庆: only where the office wants it
    with db.write("setup") as session:
        save_care(session, CareSettings(off=frozenset({"moon"})))
    with db.read() as session:
        assert load_care(session).off == {"moon"}
    assert set(owed(db, date(2026, 10, 1))) == {"张伟"}
    assert owed(db) == {}


def test_that_new_years_wishes_go_on_to_the_seventh_day_and_count_once(db: Database) -> None:
    customer = known(db, "张伟")
    assert set(owed(db, date(2027, 2, 3))) == {"张伟"}  # 除夕 is the 5th
    assert set(owed(db, date(2027, 2, 12))) == {"张伟"}
    add_interaction(
        db, customer, "拜早年", at=datetime(2027, 2, 3, 3, tzinfo=UTC), purpose="care",
        occasion="eve:2027-02-05",
    )  # fmt: skip
    assert owed(db, date(2027, 2, 6)) == {}


def test_that_only_the_own_customers_are_shown_to_a_salesperson(db: Database) -> None:
    mine, hers = add_staff(db, "小周"), add_staff(db, "小吴")
    known(db, "我的", owner_id=mine)
    known(db, "她的", owner_id=hers)
    assert set(owed(db, staff=(mine,))) == {"我的"}


@pytest.mark.parametrize(("day", "late"), [(date(2026, 11, 25), True), (date(2026, 11, 27), False)])
def test_that_a_birthday_nobody_congratulated_on_can_be_made_good_for_some_days(
    db: Database, day: date, late: bool
) -> None:
    known(db, "张伟", birthday_calendar="solar", birthday_month=11, birthday_day=21)
    known(db, "守丧", birthday_calendar="solar", birthday_month=11, birthday_day=21,
          bereaved_on=date(2026, 6, 1))  # fmt: skip
    found = owed(db, day, "birthdays")
    assert set(found) == ({"张伟"} if late else set())
    if late:
        assert found["张伟"].greeting is not None
        assert found["张伟"].greeting.texts == "birthday_late"


def test_that_money_can_wait_over_the_new_year(db: Database) -> None:
    new_year = date(2027, 2, 8)
    for text in ("催款", "对账", "约尾款", "送样品"):
        add_follow_up(db, add_customer(db, text), new_year, text)
    rests = {name for name, row in owed(db, new_year, "today").items() if row.rests}
    assert rests == {"催款", "对账", "约尾款"}
    add_follow_up(db, add_customer(db, "节后"), date(2027, 3, 1), "催款")
    assert not owed(db, date(2027, 3, 1), "today")["节后"].rests


def test_that_in_mourning_no_congratulations_are_offered(db: Database) -> None:
    known(db, "守丧", birthday_calendar="solar", birthday_month=11, birthday_day=21,
          bereaved_on=date(2026, 6, 1))  # fmt: skip
    row = owed(db, date(2026, 11, 21), "birthdays")["守丧"]
    assert row.mourning
    assert row.greeting is None


def test_that_a_contact_has_a_greeting_of_her_own(db: Database) -> None:
    company = add_customer(db, "华兴机械", kind="company", phone="057188886666")
    contact = add_contact(
        db, company, "陈立", salutation="陈工",
        birthday_calendar="lunar", birthday_month=10, birthday_day=13,
    )  # fmt: skip
    row = owed(db, date(2026, 11, 21), "birthdays")["陈立"]
    assert row.greeting is not None
    assert row.greeting.way.channel == "call"
    assert row.greeting.words().startswith("陈工，")
    with db.read() as session:
        assert session.get_one(Contact, contact).name == "陈立"


def test_that_each_customer_is_greeted_on_the_festivals_of_where_she_lives(db: Database) -> None:
    known(db, "台北", country="TW", gender="male")
    known(db, "杭州", country="CN", gender="male")
    known(db, "不知", gender="male")
    known(db, "纽约", country="US", gender="male")
    assert set(owed(db, date(2026, 8, 8))) == {"台北"}  # 父親節 is kept there alone
    assert set(owed(db, date(2026, 10, 18))) == set()  # 重阳 is for the elders
    known(db, "香港", country="HK")
    assert set(owed(db, date(2026, 12, 25))) == {"香港"}
    assert set(owed(db, MOON)) == {"台北", "杭州", "不知", "纽约", "香港"}


def test_that_a_customer_abroad_keeps_the_festivals_of_the_office(db: Database) -> None:
    known(db, "纽约", country="US", gender="female")
    known(db, "香港", country="HK", gender="female")
    assert set(owed(db, date(2026, 3, 8))) == {"纽约"}


def test_that_all_who_are_owed_a_greeting_are_counted(db: Database) -> None:
    ids = bulk_customers(db, [f"客户{number:04}" for number in range(320)])
    with db.write("customer.edit", name="") as session:
        for key in ids:
            session.get_one(Customer, key).stage = "customer"
            session.add(Phone(customer_id=key, raw="139", e164="+8613900139000"))
    assert section(db, MOON).total == 320
    assert not section(db, MOON).capped


def test_that_nobody_counts_beyond_what_can_be_greeted_by_hand(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(festivals, "MOST", 2)
    for name in ("甲", "乙", "丙"):
        known(db, name)
    found = section(db, MOON)
    assert (found.total, found.capped) == (2, True)


def test_that_the_greetings_of_a_day_to_come_stand_on_that_day(db: Database) -> None:
    known(db, "老客户")
    before = MOON - timedelta(days=6)
    assert owed(db, before) == {}
    assert set(owed(db, before, ahead=MOON)) == {"老客户"}
    assert owed(db, before, ahead=MOON - timedelta(days=1)) == {}


def section(db: Database, day: date) -> Section:
    now = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    with db.read() as session:
        page = load_today(session, day, SHANGHAI, now=now)
    return next(one for one in page.sections if one.code == "festivals")
