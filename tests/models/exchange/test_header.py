"""Where the header stands, and which rows are no data."""

import pytest

from crmdesk.models.exchange.header.finding import find_header
from crmdesk.models.exchange.header.titles import is_customer_header
from tests.support.books import targets, understood


def header_of(*rows: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    found = find_header(list(enumerate(rows, start=1)), is_customer_header)
    return found.row, found.titles


def test_that_titles_and_blank_rows_above_are_passed_over() -> None:
    rows = [
        ("2025年客户通讯录", "", ""),
        ("", "", ""),
        ("制表：王芳", "", ""),
        ("姓名", "手机", "备注"),
    ]
    assert header_of(*rows, ("张三", "13800138000", "")) == (4, ("姓名", "手机", "备注"))


def test_that_a_book_without_header_is_read_by_its_content() -> None:
    rows = [
        ("张三", "13800138000", "zhang@x.cn", "杭州大华有限公司"),
        ("李四", "13900138000", "li@x.cn", "宁波小华有限公司"),
    ]
    sheet = understood(*rows)
    assert sheet.header_row == 0
    assert targets(sheet) == ["name", "phone@mobile", "email", "company"]
    assert [record.row for record in sheet.customers] == [1, 2]


def test_that_unknown_titles_above_numbers_are_a_header_too() -> None:
    assert header_of(("爱车", "里程"), ("宝马", "1234567"), ("奔驰", "7654321"))[0] == 1


def test_that_a_long_title_does_not_hide_the_header() -> None:
    long = "备注（如有特殊要求请在此说明，例如送货时间、付款方式、开票资料、回访及其他事项谢谢）"
    rows = [("姓名", "手机", "地址", "生日", long), ("张三", "13800138000", "", "", "x")]
    sheet = understood(*rows)
    assert (sheet.header_row, sheet.customers[0].note) == (1, "x")


def test_that_a_header_of_two_rows_is_joined() -> None:
    rows = [
        ("公司名称", "联系人1", "", "联系人2", ""),
        ("公司名称", "姓名", "电话", "姓名", "电话"),
        ("大华公司", "王总", "13800138000", "李工", "13900139000"),
    ]
    sheet = understood(*rows)
    assert targets(sheet) == [
        "company",
        "contact1.name",
        "contact1.phone",
        "contact2.name",
        "contact2.phone",
    ]


def test_that_repeated_headers_and_totals_are_no_customers() -> None:
    rows = [("姓名", "欠款"), ("张三", "5"), ("姓名", "欠款"), ("李四", "6"), ("合　计", "11")]
    sheet = understood(*rows)
    assert [record.name for record in sheet.customers] == ["张三", "李四"]
    assert sheet.skipped == [(3, "header"), (5, "totals")]


def test_that_a_row_with_nothing_but_its_number_is_empty() -> None:
    sheet = understood(("序号", "姓名"), (1.0, "张三"), (2.0, ""), ("", ""))
    assert [record.row for record in sheet.customers] == [2]
    assert sheet.skipped == [(3, "empty")]


def test_that_the_user_may_say_where_the_header_stands() -> None:
    rows = [("甲", "乙"), ("姓名", "手机"), ("张三", "13800138000")]
    assert understood(*rows, header_rows={"Sheet1": 1}).header_row == 1
    alone = understood(*rows[2:], header_rows={"Sheet1": 0})
    assert (alone.header_row, targets(alone)[1]) == (0, "phone@mobile")


def test_that_batches_do_not_change_what_is_understood() -> None:
    from crmdesk.models.exchange.sheets.understand import understand
    from tests.support.books import make_book

    rows = [("姓名", "手机"), *((f"张{number}", f"138{number:08d}") for number in range(100))]
    whole = understand(make_book(rows)).customers
    parts = understand(make_book(rows, batch=7)).customers
    assert whole == parts


@pytest.mark.parametrize(
    "word",
    [
        *("合计", "总计：", "小计", "Total", "合計", "合计：200 户", "总计 35 人", "共 12 条"),
        *(
            "共计：1,200 位客户",
            "總計 35 筆",
            "共有客户 20 家",
            "客户总数：35",
            "Total: 35 customers",
        ),
        *("合计人数：200", "合计 12,345.50 元", "（共 8 条记录）"),
    ],
)
def test_that_sums_go_by_many_names(word: str) -> None:
    assert understood(("姓名", "电话"), ("张三", "1"), (word, "2")).skipped == [(3, "totals")]


@pytest.mark.parametrize(
    "name", ["共享单车", "总计科技", "共青城三五", "Total Energies", "合众 35 店"]
)
def test_that_names_which_begin_like_sums_are_customers(name: str) -> None:
    assert understood(("姓名", "电话"), ("张三", "1"), (name, "2")).skipped == []
