"""What is printed around and between the rows of a list is no customer, and is listed."""

import pytest

from crmdesk.models.exchange.sheets.understand import understand
from tests.support.books import OFFICE, Row, make_book, merged_book, understood

HEADER = ("姓名", "手机", "地址", "欠款")
ZHANG = ("张三", "13800138000", "杭州市文三路1号", "100")
LI = ("李四", "13900139000", "", "200")


def reasons(*rows: Row) -> list[tuple[int, str]]:
    sheet = understood(*rows)
    assert [record.name for record in sheet.customers] == ["张三", "李四"]
    return sheet.skipped


@pytest.mark.parametrize(
    "row",
    [
        *(("第 1 页 共 3 页",), ("", "", "第1页/共3页"), ("Page 2 of 3",), ("- 2 -",)),
        *(
            ("打印日期：2025-03-05",),
            ("", "", "", "打印时间：2025/3/5 10:30"),
            ("导出时间 2025年3月5日",),
        ),
        ("制表人：王芳", "", "审核：李强", "2025-03-05"[:0]),
        ("制表：王芳    审核：李强    日期：2025年3月5日",),
        ("制表人：", "王芳", "打印日期：", "2025-03-05"),
        *(("单位：元",), ("接上页",), ("续表",), ("以下空白",), ("------",)),
        ("地址：杭州市文一路9号  电话：0571-88880000",),
        ("联系电话：", "0571-88880000"),
    ],
)
def test_that_page_numbers_dates_and_signatures_are_no_customers(row: Row) -> None:
    assert reasons(HEADER, ZHANG, row, LI) == [(3, "page")]
    assert reasons(HEADER, ZHANG, LI, ("", ""), row) == [(5, "page")]


@pytest.mark.parametrize("word", ["合计", "本页小计", "小计：", "累计", "总  计", "合计：2户"])
def test_that_totals_of_each_page_are_left_out(word: str) -> None:
    assert reasons(HEADER, ZHANG, (word, "", "", "100"), LI, ("", "", word, "300")) == [
        (3, "totals"),
        (5, "totals"),
    ]


def test_that_remarks_below_the_list_are_left_out() -> None:
    rows = [HEADER, ZHANG, LI, ("备注：本表仅供内部使用，不得外传。",), ("注：欠款单位为元",)]
    assert reasons(*rows) == [(4, "remark"), (5, "remark")]


def test_that_titles_within_the_list_are_left_out() -> None:
    rows = [HEADER, ("浙江地区",), ZHANG, ("A",), ("二、老客户",), LI]
    assert reasons(*rows) == [(2, "title"), (4, "title"), (5, "title")]


@pytest.mark.parametrize("words", ["审核：  ", "审核：总经理：", "审核人员人员人员"])
def test_that_signers_without_end_are_told_from_customers_within_moments(words: str) -> None:
    """There were more ways to part the blanks than anybody lives to see tried."""
    endless = ((words * 20)[:100] + "@@@@@@@@@@@@@@@", "13700137000")
    assert len(understood(HEADER, ZHANG, LI, endless).customers) == 3


def test_that_a_title_merged_over_the_row_is_left_out() -> None:
    rows = [HEADER, ("重点维护", "", "", ""), ZHANG, LI]
    (sheet,) = understand(merged_book(rows, "A2:D2"), office=OFFICE).sheets
    assert [record.name for record in sheet.customers] == ["张三", "李四"]
    assert sheet.skipped == [(2, "title")]


@pytest.mark.parametrize(
    "row",
    [
        ("财务：王芳", "13700137000", "", ""),
        ("单晓明", "", "", ""),
        ("完美", "13700137000", "", ""),
        ("总经理办公室", "0571-88888888", "", ""),
        ("杭州", "13700137000", "", ""),
        ("第五一", "13700137000", "", ""),
        ("日月明科技有限公司", "", "", ""),
        ("杭州", "", "", ""),
        ("义乌供应商", "", "", ""),
    ],
)
def test_that_customers_with_such_names_stay(row: Row) -> None:
    sheet = understood(HEADER, ZHANG, row)
    assert [record.name for record in sheet.customers] == ["张三", row[0]]
    assert sheet.skipped == []


def test_that_rows_above_the_header_are_listed() -> None:
    rows = [("2025年客户通讯录",), ("制表：王芳", "2025-03-05"), (), HEADER, ZHANG, LI]
    assert reasons(*rows) == [(1, "title"), (2, "title")]


def test_that_a_row_that_names_nobody_is_told_with_its_contents_kept_in_view() -> None:
    sheet = understood(HEADER, ZHANG, ("", "", "", "300"), LI)
    assert sheet.skipped == [(3, "nobody")]
    assert [(p.row, p.code, p.value) for p in sheet.problems] == [(3, "row.nobody", "300")]


def test_that_empty_stretches_cost_nothing() -> None:
    rows = [(), (), HEADER, ZHANG, *[()] * 120, LI]
    (sheet,) = understand(make_book(rows, batch=50), office=OFFICE).sheets
    assert [record.row for record in sheet.customers] == [4, 125]
    assert sheet.skipped == []


def test_that_headings_between_the_rows_are_tags_of_those_below() -> None:
    rows = [HEADER, ("一、浙江地区",), ZHANG, ("【VIP客户】(1人)",), LI, ("B",), ("王五", "1")]
    (sheet,) = understand(make_book(rows, batch=3), office=OFFICE).sheets
    assert [record.tags for record in sheet.customers] == [("浙江地区",), ("VIP客户",), ()]


def test_that_hints_below_the_header_of_a_template_are_no_customers() -> None:
    rows = [("必填", "必填，11位数字", "选填", ""), ("示例：王五", "13700137000", "", "")]
    assert reasons(HEADER, *rows, ZHANG, LI) == [(2, "remark"), (3, "remark")]
    assert reasons(HEADER, ("1", "2", "3", "4"), ZHANG, LI) == [(2, "remark")]


def test_that_initials_between_the_rows_of_two_columns_are_headings() -> None:
    sheet = understood(
        ("姓名", "手机"), ("A", ""), ("安宁", "13800138000"), ("B", ""), ("白云", "1")
    )
    assert [record.name for record in sheet.customers] == ["安宁", "白云"]


def test_that_a_first_page_without_header_is_not_lost() -> None:
    rows = [ZHANG, ("第 1 页",), HEADER, LI]
    (sheet,) = understand(make_book(rows), office=OFFICE).sheets
    assert [record.name for record in sheet.customers] == ["张三", "李四"]
    assert sheet.header_row == 3


def test_that_a_person_with_a_cell_nobody_filled_in_is_no_hint() -> None:
    sheet = understood(("姓名", "手机"), ("张三", "必填"), ("李四", "13900139000"))
    assert [record.name for record in sheet.customers] == ["张三", "李四"]
