"""Cells merged over several rows: the same for each, or one thing for all."""

import pytest

from crmdesk.models.exchange.records.understood import SheetUnderstanding
from crmdesk.models.exchange.sheets.understand import understand
from tests.support.books import OFFICE, Row, make_book, merged_book, understood


def merged(rows: list[Row], *ranges: str, batch: int = 1000) -> SheetUnderstanding:
    return understand(merged_book(rows, *ranges, batch=batch), office=OFFICE).sheets[0]


@pytest.mark.parametrize("batch", [1000, 2])
def test_that_a_merged_company_holds_for_each_of_its_contacts(batch: int) -> None:
    rows: list[Row] = [
        ("公司名称", "联系人", "手机", "备注"),
        ("大华公司", "王芳", "13800138000", "年底送礼"),
        ("", "李强", "13900139000", ""),
        ("", "赵敏", "13700137000", ""),
        ("小华公司", "钱多", "13600136000", ""),
    ]
    sheet = merged(rows, "A2:A4", "D2:D4", batch=batch)
    assert [record.name for record in sheet.customers] == ["大华公司", "小华公司"]
    great = sheet.customers[0]
    assert [contact.name for contact in great.contacts] == ["王芳", "李强", "赵敏"]
    assert great.note == "年底送礼"


def test_that_persons_share_a_merged_company_but_not_a_merged_sum() -> None:
    rows: list[Row] = [
        ("公司名称", "姓名", "手机", "业务员", "欠款", "备注"),
        ("大华公司", "王芳", "13800138000", "陈丽", 500, "一起来的"),
        ("", "李强", "13900139000", "", "", ""),
    ]
    sheet = merged(rows, "A2:A3", "D2:D3", "E2:E3", "F2:F3")
    first, second = sheet.customers
    assert (first.company, second.company) == ("大华公司", "大华公司")
    assert (first.owner, second.owner) == ("陈丽", "陈丽")
    assert (first.custom, second.custom) == ((("欠款", "500"),), ())
    assert (first.note, second.note) == ("一起来的", "")


def test_that_rows_under_a_merged_name_are_one_person() -> None:
    rows: list[Row] = [
        ("姓名", "电话", "地址"),
        ("张三", "13800138000", "杭州市文三路1号"),
        ("", "13900139000", "杭州市文三路2号"),
        ("李四", "13700137000", ""),
    ]
    sheet = merged(rows, "A2:A3")
    assert [record.name for record in sheet.customers] == ["张三", "李四"]
    zhang = sheet.customers[0]
    assert [phone.raw for phone in zhang.phones] == ["13800138000", "13900139000"]
    assert len(zhang.addresses) == 2
    assert [row for row, _ in zhang.folded] == [3]


def test_that_what_two_rows_of_one_company_say_differently_is_kept() -> None:
    sheet = understood(
        ("公司名称", "联系人", "行业", "楼层"),
        ("大华公司", "王芳", "建材", "3楼"),
        ("大华公司", "李强", "五金", "5楼"),
    )
    (company,) = sheet.customers
    assert company.industry == "建材"
    assert "五金" in company.note
    assert (dict(company.custom)["楼层"], "5楼" in company.note) == ("3楼", True)


def test_that_blank_cells_below_a_company_mean_the_same_where_contacts_follow() -> None:
    rows: list[Row] = [
        ("公司名称", "联系人", "手机"),
        ("大华公司", "王芳", "13800138000"),
        ("", "李强", "13900139000"),
    ]
    (company,) = understood(*rows).customers
    assert [contact.name for contact in company.contacts] == ["王芳", "李强"]


def test_that_a_subtotal_inside_a_merged_company_is_one_still() -> None:
    rows: list[Row] = [
        ("公司名称", "姓名", "欠款"),
        ("大华公司", "王芳", 100),
        ("", "李强", 200),
        ("", "小计", 300),
    ]
    sheet = merged(rows, "A2:A4")
    assert [record.name for record in sheet.customers] == ["王芳", "李强"]
    assert sheet.skipped == [(4, "totals")]


BLANKS: list[Row] = [
    ("序号", "单位", "姓名", "手机", "业务员"),
    (1, "大华公司", "王芳", "13800138000", "陈丽"),
    ("", "", "李强", "13900139000", ""),
    ("", "", "赵敏", "13700137000", ""),
    (2, "小华公司", "钱多", "13600136000", "刘强"),
    ("", "", "孙少", "13500135000", ""),
]


@pytest.mark.parametrize("batch", [1000, 4])
def test_that_a_company_told_once_holds_for_the_persons_below(batch: int) -> None:
    (sheet,) = understand(make_book(BLANKS, batch=batch), office=OFFICE).sheets
    told = [(record.name, record.company, record.owner) for record in sheet.customers]
    assert told == [
        ("王芳", "大华公司", "陈丽"),
        ("李强", "大华公司", "陈丽"),
        ("赵敏", "大华公司", "陈丽"),
        ("钱多", "小华公司", "刘强"),
        ("孙少", "小华公司", "刘强"),
    ]


def test_that_a_blank_company_is_none_where_nothing_says_otherwise() -> None:
    rows = [(row[1], row[2], row[3], f"路{at}号") for at, row in enumerate(BLANKS)]
    sheet = understood(("单位", "姓名", "手机", "地址"), *rows[1:])
    assert [record.company for record in sheet.customers][:3] == ["大华公司", "", ""]
