"""Cells merged over several rows: the same for each, or one thing for all."""

import pytest

from crmdesk.models.exchange.understand import understand
from crmdesk.models.exchange.understood import SheetUnderstanding
from tests.support.books import OFFICE, Row, merged_book, understood


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
