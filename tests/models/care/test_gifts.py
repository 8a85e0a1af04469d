"""Gifts: what better is not given, and what was."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from crmdesk.models.care.gifts import GiftsGiven, gifts_given, may_not_accept, taboos
from crmdesk.models.core.db import Database
from crmdesk.models.customers.tags import add_tag
from crmdesk.models.schema import Customer
from tests.support.builders import add_contact, add_customer, add_interaction

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("gift", "word"),
    [
        ("落地钟一座", "clock"),
        ("座鐘", "clock"),
        ("雨伞", "umbrella"),
        ("砀山梨两箱", "pear"),
        ("苏绣团扇", "fan"),
        ("运动鞋", "Shoes"),
        ("水果刀", "Knives"),
        ("剪刀", "Knives"),
        ("毛巾礼盒", "funerals"),
        ("白菊花", "Chrysanthemums"),
        ("绿帽子", "green hat"),
        ("茶叶四盒", "Four"),
        ("茶葉 4 盒", "Four"),
    ],
)
def test_that_a_gift_better_not_given_is_told_with_its_reason(gift: str, word: str) -> None:
    (told,) = taboos(gift)
    assert word in told


@pytest.mark.parametrize(
    "gift",
    [
        "茶叶两盒",
        "月饼礼盒",
        "钟总喜欢的茶",
        "菊花茶",
        "24 盒",
        "扇贝",
        "刀鱼",
        "黄花梨笔筒",
        "鳳梨酥禮盒",
        "凤梨酥",
        "花梨木茶盘",
        "下午三点钟点心",
        "",
    ],
)
def test_that_what_only_looks_alike_is_no_taboo(gift: str) -> None:
    assert taboos(gift) == []


def test_that_this_years_gifts_are_added_up(db: Database) -> None:
    customer = add_customer(db, "华兴机械", kind="company")
    contact = add_contact(db, customer, "陈立")
    for text, cost, contact_id in (("茶叶", 20_000, contact), ("月饼", 18_000, None)):
        add_interaction(
            db, customer, text, kind="gift", direction="out", cost=cost, currency="CNY",
            contact_id=contact_id,
        )  # fmt: skip
    add_interaction(db, customer, "她送的", kind="gift", direction="in", cost=99_000)
    old = datetime(2025, 12, 31, 3, tzinfo=UTC)
    add_interaction(db, customer, "去年", at=old, kind="gift", direction="out", cost=50_000)
    with db.read() as session:
        assert gifts_given(session, customer, None, TODAY, SHANGHAI) == GiftsGiven(2, 38_000, "CNY")
        assert gifts_given(session, customer, contact, TODAY, SHANGHAI).cost == 20_000


def test_that_public_service_is_known_by_industry_occupation_or_tag(db: Database) -> None:
    plain, industry, tagged = (add_customer(db, name) for name in ("甲", "乙", "丙"))
    with db.write("customer.edit", name="") as session:
        session.get_one(Customer, industry).industry = "政府机关"
        add_tag(session, tagged, "公务员")
    with db.read() as session:
        assert not may_not_accept(session, plain)
        assert may_not_accept(session, industry)
        assert may_not_accept(session, tagged)
