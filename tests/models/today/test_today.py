from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.db import Database
from crmdesk.models.schema import Contact, Customer, Phone
from crmdesk.models.today.queries import load_today
from crmdesk.models.today.rows import Section
from crmdesk.models.today.sources import SECTIONS
from tests.support.builders import (
    add_complaint,
    add_contact,
    add_customer,
    add_follow_up,
    add_interaction,
    add_staff,
)
from tests.support.databases import NOW

TODAY = date(2026, 11, 21)  # 十月十三
SHANGHAI = ZoneInfo("Asia/Shanghai")


def load(db: Database, **wanted: object) -> dict[str, Section]:
    with db.read() as session:
        page = load_today(session, TODAY, SHANGHAI, now=NOW, **wanted)  # type: ignore[arg-type]
    assert tuple(section.code for section in page.sections) == SECTIONS
    return {section.code: section for section in page.sections}


def names(section: Section) -> list[str]:
    return [row.name for row in section.rows]


def set_birthday(db: Database, row: type[Customer | Contact], row_id: int, told: Birthday) -> None:
    with db.write("customer.edit", name="") as session:
        target = session.get_one(row, row_id)
        target.birthday_calendar, target.birthday_year = told.calendar, told.year
        target.birthday_month, target.birthday_day = told.month, told.day
        target.birthday_leap = told.leap


def born(db: Database, name: str, month: int, day: int, **parts: object) -> int:
    customer = add_customer(db, name)
    told = {"calendar": "solar", "year": None} | parts
    set_birthday(db, Customer, customer, Birthday(month=month, day=day, **told))  # type: ignore[arg-type]
    return customer


def test_that_an_empty_office_has_every_section_and_nothing_in_it(db: Database) -> None:
    assert all(section == Section(code) for code, section in load(db).items())


def test_that_follow_ups_stand_under_their_day(db: Database) -> None:
    for name, days in (("久", -9), ("昨", -1), ("今", 0), ("明", 1), ("后", 2)):
        add_follow_up(db, add_customer(db, name), TODAY + timedelta(days=days))
    add_follow_up(db, add_customer(db, "完"), TODAY, status="done")
    page = load(db)
    assert names(page["overdue"]) == ["久", "昨"]
    assert names(page["today"]) == ["今"]
    assert names(page["tomorrow"]) == ["明"]


def test_that_a_row_says_whom_by_which_number_and_what_for(db: Database) -> None:
    customer = add_customer(db, "华兴机械", kind="company", phone="010-88888888")
    contact = add_contact(db, customer, "李工")
    with db.write("customer.edit", name="") as session:
        session.add(
            Phone(customer_id=customer, contact_id=contact, raw="138", e164="+8613800138000")
        )
    follow_up = add_follow_up(
        db, customer, TODAY, "送样品", due_time="15:00", contact_id=contact, staff_id=1
    )
    (row,) = load(db)["today"].rows
    assert (row.source, row.id, row.customer_id, row.contact_id) == (
        "follow_up", follow_up, customer, contact
    )  # fmt: skip
    assert (row.name, row.company, row.kind) == ("李工", "华兴机械", "person")
    assert (row.phone, row.staff) == ("+8613800138000", "Me")
    assert (row.text, row.due_on, row.due_time) == ("送样品", TODAY, "15:00")


def test_that_birthdays_of_the_coming_week_are_shown_solar_and_lunar(db: Database) -> None:
    born(db, "今天", 11, 21, year=1976)
    born(db, "七天", 11, 28)
    born(db, "八天", 11, 29)
    born(db, "昨天", 11, 20)
    born(db, "农历", 10, 15, calendar="lunar", year=1968)  # 23 November
    born(db, "闰月", 10, 14, calendar="lunar", leap=True)  # no leap month: kept in the plain one
    company = add_customer(db, "华兴机械", kind="company")
    contact = add_contact(db, company, "李工", salutation="李总")
    set_birthday(db, Contact, contact, Birthday("solar", 1990, 11, 25))
    section = load(db)["birthdays"]
    assert names(section) == ["今天", "昨天", "闰月", "农历", "李工", "七天"]
    assert section.total == 6
    by_name = {row.name: row for row in section.rows}
    assert (by_name["今天"].age, by_name["今天"].due_on) == (50, TODAY)
    assert (by_name["农历"].age, by_name["农历"].due_on) == (58, date(2026, 11, 23))
    assert by_name["七天"].age is None
    assert (by_name["李工"].company, by_name["李工"].salutation) == ("华兴机械", "李总")
    assert (by_name["李工"].source, by_name["李工"].contact_id) == ("contact", contact)


def test_that_the_thirtieth_of_a_short_lunar_month_is_not_missed(db: Database) -> None:
    born(db, "三十", 9, 30, calendar="lunar")
    with db.read() as session:  # the ninth month of 2026 has 29 days and ends on 8 November
        page = load_today(session, date(2026, 11, 5), SHANGHAI, now=NOW)
    shown = {section.code: names(section) for section in page.sections}["birthdays"]
    assert shown == ["三十"]


def test_that_who_was_greeted_is_not_shown_again(db: Database) -> None:
    customer = born(db, "张伟", 11, 22)
    other = born(db, "李娜", 11, 22)
    add_interaction(db, customer, "生日快乐", purpose="care")
    add_interaction(db, other, "谈价", purpose="sales")
    add_interaction(db, other, "中秋好", purpose="care", at=NOW - timedelta(days=40))
    assert names(load(db)["birthdays"]) == ["李娜"]


def test_that_a_greeting_is_for_one_person_only(db: Database) -> None:
    company = born(db, "华兴机械", 11, 22)
    contact = add_contact(db, company, "李工")
    set_birthday(db, Contact, contact, Birthday("solar", 1990, 11, 25))
    add_interaction(db, company, "生日快乐", purpose="care", contact_id=contact)
    assert names(load(db)["birthdays"]) == ["华兴机械"]


def test_that_of_one_day_who_was_met_last_comes_first(db: Database) -> None:
    for name, days in (("久", 30), ("近", 2), ("中", 9)):
        add_interaction(db, born(db, name, 11, 22), at=NOW - timedelta(days=days))
    born(db, "从未", 11, 22)
    assert names(load(db)["birthdays"]) == ["近", "中", "久", "从未"]


@pytest.mark.parametrize(
    ("bereaved_on", "mourning"),
    [(date(2025, 11, 21), False), (date(2025, 11, 22), True), (date(2026, 11, 22), False)],
)
def test_that_a_year_of_mourning_is_told(
    db: Database, bereaved_on: date, *, mourning: bool
) -> None:
    customer = born(db, "张伟", 11, 22)
    with db.write("customer.edit", name="") as session:
        session.get_one(Customer, customer).bereaved_on = bereaved_on
    assert load(db)["birthdays"].rows[0].mourning is mourning


def test_that_of_open_complaints_the_one_whose_time_is_up_first_stands_first(db: Database) -> None:
    customer = add_customer(db)
    new = add_complaint(db, customer, "新", opened_at=NOW)
    old = add_complaint(db, customer, "旧", step=4, opened_at=NOW - timedelta(days=3))
    add_complaint(db, customer, "完", status="closed", opened_at=NOW)
    rows = load(db)["complaints"].rows
    assert [(row.id, row.step, row.text) for row in rows] == [(old, 4, "旧"), (new, 1, "新")]


def test_that_complaints_begin_short_and_count_the_rest(db: Database) -> None:
    customer = add_customer(db)
    for _number in range(3):
        add_complaint(db, customer)
    section = load(db, limits={"complaints": 2})["complaints"]
    assert (section.total, len(section.rows)) == (3, 2)


def test_that_sections_begin_short_and_count_the_rest(db: Database) -> None:
    customer = add_customer(db)
    for number in range(25):
        add_follow_up(db, customer, TODAY - timedelta(days=1 + number))
    page = load(db)
    assert (len(page["overdue"].rows), page["overdue"].total) == (20, 25)
    assert len(load(db, limits={"overdue": 100})["overdue"].rows) == 25


def test_that_one_may_see_only_what_is_hers(db: Database) -> None:
    colleague = add_staff(db, "小李")
    mine, hers = add_customer(db, "我的", owner_id=1), add_customer(db, "她的", owner_id=colleague)
    for customer, staff in ((mine, 1), (hers, colleague)):
        add_follow_up(db, customer, TODAY, staff_id=staff)
        add_complaint(db, customer, handler_id=staff)
        set_birthday(db, Customer, customer, Birthday("solar", None, 11, 22))
        contact = add_contact(db, customer, f"联系人{staff}")
        set_birthday(db, Contact, contact, Birthday("solar", None, 11, 23))
    page = load(db, staff=(colleague,))
    assert names(page["today"]) == names(page["complaints"]) == ["她的"]
    assert names(page["birthdays"]) == ["她的", f"联系人{colleague}"]


def test_that_a_company_is_marked_as_one_and_its_contact_as_a_person(db: Database) -> None:
    company = add_customer(db, "华兴机械", kind="company")
    contact = add_contact(db, company, "李工")
    add_follow_up(db, company, TODAY, "送样品")
    add_follow_up(db, company, TODAY, "问李工", contact_id=contact)
    add_complaint(db, company)
    page = load(db)
    assert {row.text: row.kind for row in page["today"].rows} == {
        "送样品": "company",
        "问李工": "person",
    }
    assert [row.kind for row in page["complaints"].rows] == ["company"]


def test_that_a_day_to_come_has_what_falls_on_it_and_nothing_else(db: Database) -> None:
    tuesday = TODAY + timedelta(days=3)
    add_follow_up(db, add_customer(db, "周二"), tuesday)
    add_follow_up(db, add_customer(db, "逾期"), TODAY - timedelta(days=3))
    add_follow_up(db, add_customer(db, "周三"), tuesday + timedelta(days=1))
    add_complaint(db, add_customer(db, "投诉"))
    born(db, "寿星", 11, 24)
    born(db, "别天", 11, 25)
    page = load(db, day=tuesday)
    assert names(page["day"]) == ["周二"]
    assert names(page["birthdays"]) == ["寿星"]
    assert sum(section.total for section in page.values()) == 2


def test_that_the_week_counts_its_days_and_names_its_festivals(db: Database) -> None:
    customer = add_customer(db)
    for days in (0, 1, 1, 6, 7):
        add_follow_up(db, customer, date(2026, 12, 18) + timedelta(days=days))
    born(db, "寿星", 12, 19)
    with db.read() as session:
        page = load_today(session, date(2026, 12, 18), SHANGHAI, now=NOW)
    assert [day.count for day in page.week] == [1, 3, 0, 0, 0, 0, 1]
    assert page.week[0].day == date(2026, 12, 18)
    assert page.week[4].festivals == (("winter", ""),)


def test_that_an_office_without_customers_is_on_its_first_day(db: Database) -> None:
    with db.read() as session:
        assert load_today(session, TODAY, SHANGHAI, now=NOW).first_day
    add_customer(db)
    with db.read() as session:
        assert not load_today(session, TODAY, SHANGHAI, now=NOW).first_day
