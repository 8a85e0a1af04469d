"""Sheets with a card for each customer instead of a row."""

import pytest

from crmdesk.models.exchange.records.understood import SheetUnderstanding, Understanding
from crmdesk.models.exchange.sheets.understand import understand
from tests.support.books import OFFICE, Row, make_book


def read(*rows: Row, **options: object) -> SheetUnderstanding:
    return understand(make_book(rows), office=OFFICE, **options).sheets[0]  # type: ignore[arg-type]


CARDS: list[Row] = [
    ("客户登记卡", ""),
    ("姓名", "王芳"),
    ("手机", "13800138000"),
    ("地址", "杭州市文三路1号"),
    ("爱车", "宝马"),
    ("", ""),
    ("姓名", "李强"),
    ("手机", "13900139000"),
    ("电话", "0571-88888888"),
    ("电话", "0571-66666666"),
    ("备注", "老客户"),
]


def test_that_cards_below_one_another_are_customers() -> None:
    sheet = read(*CARDS)
    assert (sheet.layout, sheet.header_row) == ("down", 0)
    first, second = sheet.customers
    assert (first.row, first.name, first.custom) == (2, "王芳", (("爱车", "宝马"),))
    assert first.addresses[0].city == "杭州市"
    assert [phone.raw for phone in second.phones] == [
        "13900139000", "0571-88888888", "0571-66666666",
    ]  # fmt: skip
    assert second.note == "老客户"
    assert sheet.skipped == [(1, "title")]


def test_that_a_form_with_two_labels_a_row_is_a_card() -> None:
    form: list[Row] = [
        ("客户信息登记表", "", "", ""),
        ("客户名称", "大华公司", "联系人", "王芳"),
        ("手机：", "13800138000", "传真：", "0571-88888889"),
        ("客户类型", "公司", "推荐商品", "瓷砖"),
        ("备注", "月结，对账后付款", "", ""),
    ]
    sheet = read(*form)
    (company,) = sheet.customers
    assert (company.kind, company.name) == ("company", "大华公司")
    assert company.contacts[0].name == "王芳"
    assert company.note == "月结，对账后付款"
    assert ("推荐商品", "瓷砖") in company.custom


def test_that_a_label_and_its_value_may_share_a_cell() -> None:
    sheet = read(
        ("姓名：王芳",), ("电话：13800138000",), ("地址：文三路1号",), (),
        ("姓名：李强",), ("电话：13900139000",), ("地址：",),
    )  # fmt: skip
    assert [record.name for record in sheet.customers] == ["王芳", "李强"]


def test_that_a_table_lying_on_its_side_is_turned() -> None:
    sheet = read(
        ("姓名", "王芳", "李强", "赵敏"),
        ("手机", "13800138000", "13900139000", ""),
        ("地址", "文三路1号", "", "文三路3号"),
        ("生日", "1980-3-5", "1981-4-6", ""),
    )
    assert sheet.layout == "across"
    assert [record.name for record in sheet.customers] == ["王芳", "李强", "赵敏"]
    assert [record.row for record in sheet.customers] == [2, 3, 4]


def test_that_what_stands_loose_on_a_card_is_kept() -> None:
    rows = [*CARDS[:5], ("每周五送货", ""), *CARDS[5:]]
    sheet = read(*rows)
    assert "每周五送货" in sheet.customers[0].note or (6, "title") in sheet.skipped


def test_that_lists_are_no_cards() -> None:
    table = read(("姓名", "手机"), ("张三", "13800138000"), ("李四", "13900139000"))
    assert table.layout == "rows"
    words: list[Row] = [("姓名", "必填，客户姓名"), ("手机", "11位号码"), ("地址", "写到门牌")]
    found: Understanding = understand(make_book(words, names=["填写说明"]), office=OFFICE)
    assert found.is_nothing
    assert found.sheets[0].layout == "rows"


def test_that_cards_are_to_be_looked_at() -> None:
    found = understand(make_book(CARDS), office=OFFICE)
    assert found.needs_look == "sheet"
    assert found.doubts[0].code == "sheet.cards"


@pytest.mark.parametrize("width", [2, 6])
def test_that_names_that_are_only_counted_are_no_labels(width: int) -> None:
    titles = ("姓名", "手机", "公司", "地址", "备注", "状态")
    rows: list[Row] = [titles[:width]]
    for n in range(30):
        told = (f"客户{n}", f"138{n:08}", f"公司{n}", f"杭州市文三路{n}号", f"备注{n}", "潜在")
        rows.append(told[:width])
    sheet = read(*rows)
    assert (sheet.layout, len(sheet.customers)) == ("rows", 30)
    assert sheet.customers[7].name == "客户7"
