"""What of a file somebody should look at: as much as is doubtful, and no more."""

from typing import get_args

import pytest

from crmdesk.models.core.i18n import speaking
from crmdesk.models.exchange.columns.doubts import Doubt, Step, doubt_text
from crmdesk.models.exchange.records.understood import Understanding
from crmdesk.models.exchange.sheets.understand import understand
from tests.support.books import OFFICE, Row, make_book

PLAIN: list[Row] = [
    ("姓名", "手机", "地址", "爱车"),
    ("张三", "13800138000", "杭州市文三路1号", "宝马"),
]


def read(*rows: Row) -> Understanding:
    return understand(make_book(rows), office=OFFICE)


def codes(found: Understanding) -> list[str]:
    return [doubt.code for doubt in found.doubts]


def test_that_a_plain_list_needs_no_look() -> None:
    found = read(*PLAIN)
    assert (found.needs_look, found.doubts) == ("", [])
    assert found.sheets[0].confidence > 0.8


def test_that_a_list_without_header_needs_one() -> None:
    found = read(*PLAIN[1:], ("李四", "13900139000", "杭州市文三路2号", "奔驰"))
    assert found.needs_look == "header"
    assert "header.none" in codes(found)


def test_that_contents_against_headers_need_one() -> None:
    found = read(("姓名", "手机"), *[("13800138000", "张三")] * 3)
    assert found.needs_look == "columns"
    assert found.doubts[0].columns == ("A", "B")


def test_that_columns_without_header_need_one() -> None:
    found = read(("姓名", "手机", ""), ("张三", "13800138000", "看着办"))
    assert found.doubts == [Doubt("columns", "column.nameless", "Sheet1", ("C",))]


def test_that_mostly_unknown_columns_need_one() -> None:
    found = read(("姓名", "手机", *"甲乙丙丁戊己庚"), ("张三", "13800138000", *"abcdefg"))
    assert "columns.unknown" in codes(found)


@pytest.mark.parametrize(
    "own",
    [
        "车牌号 车型 VIN码 上次保养 里程(km) 下次保养 保险到期 欠款",
        "楼栋 单元 房号 面积(㎡) 入住日期 车位",
        "余额 积分 等级 开卡时间 状态",
    ],
)
def test_that_the_columns_of_a_trade_need_none(own: str) -> None:
    names = own.split()
    row = ("张三", "13800138000", "老客户", *(f"{name}甲" for name in names))
    assert codes(read(("姓名", "手机", "备注", *names), row)) == []


def test_that_sheets_come_before_headers_before_columns() -> None:
    book = make_book([("张三", "13800138000", "x")] * 2, PLAIN, names=("王小明", "客户"))
    found = understand(book, office=OFFICE)
    steps = [doubt.step for doubt in found.doubts]
    assert steps == sorted(steps, key=get_args(Step).index)
    assert found.needs_look == "sheet"


@pytest.mark.parametrize(
    "code",
    [
        *("sheet.name", "sheet.tables", "sheet.cards", "sheet.unknown", "header.none"),
        *("header.unsure", "column.unsure", "column.content", "column.nameless"),
        "columns.unknown",
    ],
)
def test_that_each_doubt_has_its_sentence(code: str) -> None:
    assert "{" not in doubt_text(Doubt("sheet", code, "Sheet1", ("A", "B")))


def test_that_columns_are_listed_as_the_language_does() -> None:
    with speaking("zh_CN"):
        assert doubt_text(Doubt("columns", "column.nameless", "", ("D", "E"))).endswith("：D、E")
