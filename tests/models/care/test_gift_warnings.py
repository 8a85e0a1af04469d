"""What is to be thought of before a gift is bought."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from crmdesk.models.care.gift_actions import add_gift, give_gifts, make_list
from crmdesk.models.care.gift_drafts import GiftDraft, GiftListDraft
from crmdesk.models.care.gift_queries import GiftRow, load_gifts
from crmdesk.models.care.gift_rules import GiftSettings, load_gift_settings, save_gift_settings
from crmdesk.models.care.gift_warnings import same_gift
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.schema import Customer, Gift
from tests.support.builders import add_contact, add_customer, add_interaction

ZONE = office_zone("Asia/Shanghai")
TODAY = date(2026, 8, 21)
NEXT = GiftListDraft("中秋 2027", "moon", date(2027, 9, 15))
MOON = GiftListDraft("中秋 2026", "moon", date(2026, 9, 25), per_person=30_000)


def told(db: Database, customer: int, name: str, price: int = 10_000, **more: Any) -> list[str]:
    return [notice.text for notice in row_of(db, customer, name, price, **more).notices]


def row_of(
    db: Database,
    customer: int,
    name: str,
    price: int = 10_000,
    *,
    draft: GiftListDraft = MOON,
    contact: int | None = None,
) -> GiftRow:
    with db.write("gift_list.make", title="") as session:
        made = make_list(session, draft, now=db.now())
        add_gift(session, made, GiftDraft(customer, contact, name, price), now=db.now())
    with db.read() as session:
        (row,) = load_gifts(session, made, TODAY, ZONE)
    return row


def with_facts(db: Database, **facts: Any) -> int:
    customer = add_customer(db)
    with db.write("customer.edit", name="") as session:
        row = session.get_one(Customer, customer)
        for name, value in facts.items():
            setattr(row, name, value)
    return customer


def test_that_an_ordinary_gift_needs_no_thought(db: Database) -> None:
    assert told(db, add_customer(db), "茶叶礼盒") == []


def test_that_a_taboo_is_told(db: Database) -> None:
    assert told(db, add_customer(db), "座钟") == ["A clock sounds like “seeing off the dead”."]


@pytest.mark.parametrize(
    ("diet", "gift"),
    [
        ("halal", "金华火腿"),
        ("halal", "五粮液"),
        ("halal", "茅台"),
        ("vegetarian", "阳澄湖大闸蟹"),
        ("vegetarian", "牛肉干礼盒"),
        ("no_alcohol", "红酒两瓶"),
        ("halal no_alcohol", "高粱酒"),
        ("不吃海鲜", "海鲜礼盒"),
        ("花生过敏", "花生酥"),
        ("对坚果过敏", "坚果礼盒"),
    ],
)
def test_that_what_does_not_go_with_her_table_is_told(db: Database, diet: str, gift: str) -> None:
    assert told(db, with_facts(db, diet=diet), gift)


@pytest.mark.parametrize(
    ("diet", "gift"),
    [
        ("halal", "龙井茶"),
        ("vegetarian", "苏式月饼"),
        ("no_alcohol", "酒店餐券"),
        ("不吃海鲜", "水果篮"),
        ("", "金华火腿"),
    ],
)
def test_that_what_goes_with_it_is_not(db: Database, diet: str, gift: str) -> None:
    assert told(db, with_facts(db, diet=diet), gift) == []


def test_that_who_mourns_gets_no_festive_gift_but_may_be_thanked(db: Database) -> None:
    customer = with_facts(db, bereaved_on=date(2026, 3, 1))
    assert told(db, customer, "月饼") == ["In mourning: no festive gift this year."]
    assert told(db, customer, "水果", draft=GiftListDraft("答谢", "thanks")) == []


def test_that_who_is_in_public_service_may_not_accept(db: Database) -> None:
    row = row_of(db, with_facts(db, occupation="公务员"), "茶叶")
    assert [notice.text for notice in row.notices] == ["In public service: may not accept gifts."]
    assert row.tone == "red"


def test_that_last_years_gift_is_told_whatever_its_number(db: Database) -> None:
    customer = add_customer(db)
    at = datetime(2025, 10, 1, 4, tzinfo=UTC)
    add_interaction(db, customer, "茶叶礼盒 2盒", at=at, kind="gift", cost=20_000, currency="CNY")
    row = row_of(db, customer, "茶叶礼盒")
    assert [(one.tone, one.text) for one in row.notices] == [
        ("amber", "Got 茶叶礼盒 2盒 last year too.")
    ]
    assert row.last == "茶叶礼盒 2盒"
    assert told(db, customer, "月饼") == []


@pytest.mark.parametrize(
    "story",
    ["谢谢介绍青联的王哥过来，已经成交第一单。", "感谢支持", "She liked the tea very much."],
)
def test_that_a_story_of_the_log_is_no_gift_by_name(db: Database, story: str) -> None:
    customer = add_customer(db)
    for text, day in (("茶叶", 1), (story, 2)):
        add_interaction(db, customer, text, at=datetime(2025, 10, day, 4, tzinfo=UTC), kind="gift")
    assert row_of(db, customer, "月饼").last == "茶叶"


def test_that_a_gift_given_early_is_not_its_own_forerunner_and_keeps_its_warning(
    db: Database,
) -> None:
    customer = add_customer(db)
    gift = row_of(db, customer, "座钟", draft=NEXT).id
    with db.write("gift.give", name="") as session:
        give_gifts(session, [gift], on=TODAY, now=db.now())
        list_id = session.get_one(Gift, gift).list_id
    with db.read() as session:
        (row,) = load_gifts(session, list_id, date(2026, 8, 22), ZONE)
    assert row.last == ""
    assert [notice.text for notice in row.notices] == ["A clock sounds like “seeing off the dead”."]


def test_that_a_colleague_of_hers_may_have_had_the_same(db: Database) -> None:
    company = add_customer(db, name="远大", kind="company")
    one, other = add_contact(db, company, "王总"), add_contact(db, company, "李工")
    at = datetime(2025, 10, 1, 4, tzinfo=UTC)
    add_interaction(db, company, "茶叶", at=at, kind="gift", contact_id=one)
    assert told(db, company, "茶叶", contact=other) == []
    assert told(db, company, "茶叶", contact=one) == ["Got 茶叶 last year too."]


def test_that_a_gift_above_the_share_of_a_person_is_told(db: Database) -> None:
    (text,) = told(db, add_customer(db), "茶叶", 30_100)
    assert text == "More than the ¥300 a person."


def test_that_the_year_is_summed_with_what_is_still_planned(db: Database) -> None:
    with db.write("gift.settings") as session:
        save_gift_settings(session, GiftSettings(50_000))
    customer = add_customer(db)
    spring = datetime(2026, 2, 10, 4, tzinfo=UTC)
    before = datetime(2025, 9, 10, 4, tzinfo=UTC)
    add_interaction(db, customer, "酒", at=spring, kind="gift", cost=25_000, currency="CNY")
    add_interaction(db, customer, "鲜花", at=before, kind="gift", cost=99_000, currency="CNY")
    row = row_of(db, customer, "茶叶", 26_000)
    assert row.year == 51_000
    assert [(one.tone, one.text) for one in row.notices] == [
        ("red", "¥510 in 2026: more than the limit of ¥500 a person.")
    ]
    with db.write("gift.settings") as session:
        save_gift_settings(session, GiftSettings(None))
    with db.read() as session:
        assert load_gift_settings(session) == GiftSettings(None)
    assert told(db, customer, "月饼", 1) == []


def test_that_a_usual_limit_holds_until_another_is_set(db: Database) -> None:
    with db.read() as session:
        assert load_gift_settings(session).yearly == 100_000


def test_that_who_stands_on_a_list_twice_is_told(db: Database) -> None:
    customer = add_customer(db)
    with db.write("gift_list.make", title="") as session:
        made = make_list(session, MOON, now=db.now())
        for name in ("茶叶", "月饼"):
            add_gift(session, made, GiftDraft(customer, name=name, price=100), now=db.now())
    with db.read() as session:
        rows = load_gifts(session, made, TODAY, ZONE)
    assert [row.notices[0].text for row in rows] == ["Stands on this list twice."] * 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("茶叶", "茶叶礼盒 2盒", True),
        ("月饼×2", "月饼 3盒", True),
        ("酒", "酒", False),  # one character says too little
        ("茶叶", "水果", False),
        ("", "", False),
    ],
)
def test_that_the_same_goods_are_known_in_other_numbers(one: str, other: str, same: bool) -> None:
    assert same_gift(one, other) is same
