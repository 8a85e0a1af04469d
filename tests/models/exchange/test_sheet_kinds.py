"""Sheets that hold no customers are left out, and that is told."""

import pytest

from crmdesk.models.exchange.records.understood import Understanding
from crmdesk.models.exchange.sheets.understand import understand
from tests.support.books import OFFICE, Row, make_book

CUSTOMERS: list[Row] = [("姓名", "手机"), ("张三", "13800138000"), ("李四", "13900139000")]


def beside(name: str, *rows: Row) -> Understanding:
    """A book of customers with another sheet."""
    return understand(make_book(CUSTOMERS, rows, names=("客户", name)), office=OFFICE)


@pytest.mark.parametrize(
    ("name", "rows", "why"),
    [
        (
            "统计",
            [("业务员", "客户数", "金额"), ("陈丽", 20, 3000), ("刘强", 30, 500)],
            "statistics",
        ),
        ("Sheet2", [("行标签", "计数项:姓名"), ("杭州", 12), ("总计", 12)], "statistics"),
        ("Sheet2", [("姓名", "求和项:金额"), ("张三", 12), ("总计", 12)], "statistics"),
        ("排名", [("客户", "数量", "金额"), ("张三", 3, 12), ("李四", 4, 9)], "statistics"),
        ("填写说明", [("字段", "说明"), ("姓名", "必填"), ("手机", "11位数字")], "instructions"),
        ("说明", [("1. 请按模板填写客户资料。",), ("2. 手机必须为11位。",)], "instructions"),
        ("选项", [("客户类型", "来源"), ("个人", "展会"), ("企业", "网络")], "instructions"),
        ("图表", [("一月", 5), ("二月", 8)], "statistics"),
        ("Sheet2", [("面积", "高度"), ("12.5", "3.1"), ("13.5", "2.9")], "nobody"),
    ],
)
def test_that_a_sheet_of_something_else_is_left_out(name: str, rows: list[Row], why: str) -> None:
    found = beside(name, *rows)
    assert (found.sheets[1].kind, found.sheets[1].ignored) == ("", why)
    assert [(problem.sheet, problem.code) for problem in found.problems] == [(name, f"sheet.{why}")]
    assert len(found.customers) == 2


def test_that_an_empty_sheet_is_not_worth_a_word() -> None:
    found = beside("Sheet2", ("", ""), ())
    assert (found.sheets[1].ignored, found.problems, found.needs_look) == ("empty", [], "")


@pytest.mark.parametrize("name", ["客户统计表", "会员汇总", "模板", "报表"])
def test_that_customers_are_customers_whatever_their_sheet_is_called(name: str) -> None:
    found = understand(make_book(CUSTOMERS, names=[name]), office=OFFICE)
    assert len(found.customers) == 2


def test_that_names_with_figures_alone_in_their_book_are_customers() -> None:
    rows = [("客户", "数量", "金额"), ("张三", 3, 12), ("李四", 4, 9)]
    assert len(understand(make_book(rows), office=OFFICE).customers) == 2


@pytest.mark.parametrize(
    "rows",
    [
        [("床前明月光，疑是地上霜。",), ("举头望明月，低头思故乡。",)],
        [(1.0, 2.0, 3.0), (4.0, 5.0, 6.0)],
        [("年度", "产值"), (2024, 3.5), (2025, 4.5)],
        [("a",)],
    ],
)
def test_that_what_is_no_address_book_at_all_is_refused(rows: list[Row]) -> None:
    found = understand(make_book(rows), office=OFFICE)
    assert found.is_nothing
    assert found.problems == []
