"""Whom to give something."""

from datetime import date

import pytest

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.care.gift_actions import NewGift, add_gift, add_gifts, get_list, make_list
from crmdesk.models.care.gift_drafts import GiftDraft, GiftListDraft
from crmdesk.models.care.gift_proposals import (
    Proposal,
    last_list,
    persons,
    propose,
    say_reasons,
)
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.orders.drafts import LineDraft
from crmdesk.models.schema import Customer
from tests.support.builders import add_contact, add_customer, add_order

ZONE = office_zone("Asia/Shanghai")
TODAY = date(2026, 8, 21)
MOON = GiftListDraft("中秋 2026", "moon", date(2026, 9, 25))


def new_list(db: Database, draft: GiftListDraft = MOON) -> int:
    with db.write("gift_list.make", title="") as session:
        return make_list(session, draft, now=db.now())


def proposed(db: Database, list_id: int, today: date = TODAY) -> list[Proposal]:
    with db.read() as session:
        return propose(session, list_id, today, ZONE)


def bought(db: Database, customer: int, day: date, price: int = 2000) -> None:
    add_order(db, customer, (LineDraft("茶", price=price),), day=day)


def test_that_who_got_one_last_time_comes_first_with_that_gift(db: Database) -> None:
    last = new_list(db, GiftListDraft("中秋 2025", "moon", date(2025, 10, 6)))
    faithful, buyer = add_customer(db, name="老客"), add_customer(db, name="大客户")
    with db.write("gift.add", name="", title="") as session:
        add_gift(session, last, GiftDraft(faithful, name="茶叶", price=100), now=db.now())
    bought(db, buyer, date(2026, 5, 1), 90_000)
    rows = proposed(db, new_list(db))
    assert [(row.name, row.reasons) for row in rows] == [("老客", ("last",)), ("大客户", ("big",))]
    assert (rows[0].gift, rows[0].price) == ("茶叶", 100)


def test_that_who_bought_for_the_feast_is_proposed(db: Database) -> None:
    customer = add_customer(db)
    bought(db, customer, date(2025, 9, 20))  # 中秋 2025 was on 6 October
    late = add_customer(db, name="平常")
    bought(db, late, date(2025, 6, 1))
    (row,) = proposed(db, new_list(db), date(2026, 9, 10))
    assert row.reasons == ("feast", "big")
    assert say_reasons(row) == "Bought for this feast, Big customer"


def test_that_the_biggest_are_proposed_by_what_they_bought(db: Database) -> None:
    for name, price in (("小", 100), ("大", 900)):
        bought(db, add_customer(db, name=name), date(2026, 3, 1), price)
    assert [row.name for row in proposed(db, new_list(db))] == ["大", "小"]


def test_that_a_company_gets_it_through_who_decides(db: Database) -> None:
    company = add_customer(db, name="远大", kind="company")
    add_contact(db, company, "李工")
    boss = add_contact(db, company, "王总", role="decision")
    bought(db, company, date(2026, 3, 1))
    (row,) = proposed(db, new_list(db))
    assert (row.person, row.name, row.company) == ((company, boss), "王总", "远大")
    with db.read() as session:
        assert persons(session, [company]) == [(company, boss)]


def test_that_birthdays_of_the_next_months_are_proposed_lunar_ones_too(db: Database) -> None:
    for name, birthday in (
        ("阳历", Birthday("solar", 1980, 9, 1)),
        ("农历", Birthday("lunar", 1966, 8, 3)),  # 13 September 2026, sixty years old
        ("冬天", Birthday("solar", 1980, 12, 24)),
        ("路人", Birthday("solar", 1980, 9, 1)),
    ):
        stage = "potential" if name == "路人" else "customer"
        add_customer(db, name=name, birthday=birthday, stage=stage)
    rows = proposed(db, new_list(db, GiftListDraft("生日", "birthday")))
    assert {row.name: row.day for row in rows} == {
        "阳历": date(2026, 9, 1),
        "农历": date(2026, 9, 13),
    }
    (grand,) = proposed(db, new_list(db, GiftListDraft("大寿", "grand")))
    assert grand.name == "农历"


def test_that_a_contact_has_a_birthday_of_her_own(db: Database) -> None:
    company = add_customer(db, name="远大", kind="company", stage="customer")
    add_contact(db, company, "王总", birthday_calendar="solar", birthday_month=9, birthday_day=2)
    (row,) = proposed(db, new_list(db, GiftListDraft("生日", "birthday")))
    assert (row.name, row.company, row.day) == ("王总", "远大", date(2026, 9, 2))


def test_that_who_is_on_the_list_colleagues_and_the_lost_are_left_out(db: Database) -> None:
    moon = new_list(db)
    there, lost = add_customer(db, name="已在"), add_customer(db, name="流失")
    colleague = add_customer(db, name="同事", kind="internal")
    for customer in (there, lost, colleague):
        bought(db, customer, date(2026, 3, 1))
    with db.write("customers.stage", count=1) as session:
        session.get_one(Customer, lost).stage = "lost"
        add_gifts(session, moon, [NewGift((there, None))], now=db.now())
    assert proposed(db, moon) == []


def test_that_who_may_not_accept_is_proposed_with_the_warning(db: Database) -> None:
    customer = add_customer(db)
    with db.write("customer.edit", name="") as session:
        session.get_one(Customer, customer).occupation = "公务员"
    bought(db, customer, date(2026, 3, 1))
    (row,) = proposed(db, new_list(db))
    assert row.notices[0].tone == "red"


def test_that_the_list_to_take_over_is_the_newest_before(db: Database) -> None:
    new_list(db, GiftListDraft("中秋 2024", "moon", date(2024, 9, 17)))
    last = new_list(db, GiftListDraft("中秋 2025", "moon", date(2025, 10, 6)))
    spring = new_list(db, GiftListDraft("春节", "spring", date(2026, 2, 17)))
    new_list(db)
    again = new_list(db)  # the same season's own is no forerunner
    with db.read() as session:
        found = last_list(session, get_list(session, again))
        assert found is not None
        assert found.id == last
        assert last_list(session, get_list(session, spring)) is None


def test_that_a_list_deleted_meanwhile_is_told(db: Database) -> None:
    with pytest.raises(CrmError):
        proposed(db, 99)
