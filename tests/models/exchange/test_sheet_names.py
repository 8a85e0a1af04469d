"""What the name of a sheet says of the customers in it, and that the user has the last word."""

from dataclasses import replace

import pytest

from crmdesk.models.exchange.columns.sheet_names import section_tag
from crmdesk.models.exchange.records.understood import Understanding
from crmdesk.models.exchange.sheets.understand import understand
from tests.support.books import OFFICE, make_book

ROWS = [("姓名", "手机"), ("张三", "13800138000")]
STAFF = replace(OFFICE, staff=frozenset({"陈丽", "刘强"}))


def named(*names: str, **options: object) -> Understanding:
    """A book of sheets with these names, all of one shape."""
    book = make_book(*(ROWS for _ in names), names=names)
    return understand(book, office=STAFF, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "means"),
    [
        *((name, "owner") for name in ("陈丽", "刘强的客户", "陈丽(35户)", "业务员：陈丽")),
        *((name, "tag") for name in ("杭州", "浙江省", "华东区", "VIP", "A类", "老客户", "金卡")),
        *((name, "") for name in ("Sheet1", "客户表", "通讯录", "A", "A-C", "2025", "工作表1")),
    ],
)
def test_that_a_name_is_staff_a_tag_or_nothing(name: str, means: str) -> None:
    (sheet,) = named(name).sheets
    assert sheet.name_means == means
    assert sheet.name_confidence >= 0.9


def test_that_the_customers_get_what_the_name_says() -> None:
    owned, tagged = named("刘强的客户", "杭州").sheets
    assert owned.customers[0].owner == "刘强"
    assert tagged.customers[0].tags == ("杭州",)


def test_that_several_persons_names_are_those_of_salespeople() -> None:
    sheets = named("王小明", "李建国").sheets
    assert [sheet.customers[0].owner for sheet in sheets] == ["王小明", "李建国"]


def test_that_salespeople_are_known_however_their_sheets_are_called() -> None:
    names = ("小张", "小李的客户", "离职-阿强(交接)", "老客户")
    *sheets, tagged = named(*names).sheets
    assert [sheet.customers[0].owner for sheet in sheets] == ["小张", "小李", "阿强"]
    assert {sheet.name_confidence for sheet in sheets} == {0.7}
    assert (tagged.name_means, tagged.customers[0].owner) == ("tag", "")


def test_that_one_unknown_persons_name_is_asked_about() -> None:
    found = named("王小明")
    assert found.customers[0].owner == ""
    assert found.needs_look == "sheet"
    assert [doubt.code for doubt in found.doubts] == ["sheet.name"]


def test_that_the_user_says_what_a_name_means() -> None:
    found = named("刘强", "王小明", sheet_names={"刘强": "", "王小明": "tag"})
    assert [record.owner for record in found.customers] == ["", ""]
    assert found.customers[1].tags == ("王小明",)
    assert found.needs_look == ""


def test_that_a_row_that_names_its_owner_keeps_him() -> None:
    rows = [("姓名", "业务员"), ("张三", "陈丽"), ("李四", "")]
    (sheet,) = understand(make_book(rows, names=["刘强"]), office=STAFF).sheets
    assert [record.owner for record in sheet.customers] == ["陈丽", ""]
    chosen = understand(make_book(rows, names=["刘强"]), sheet_names={"刘强": "owner"})
    assert [record.owner for record in chosen.customers] == ["陈丽", "刘强"]


def test_that_other_names_of_sheets_alike_are_asked_about_and_kept_out() -> None:
    found = named("展会", "网络")
    assert [sheet.name_means for sheet in found.sheets] == ["", ""]
    assert found.needs_look == "sheet"
    assert named("展会").needs_look == ""


def test_that_orders_in_a_sheet_of_one_of_ours_are_hers() -> None:
    rows = [
        ("订单号", "日期", "客户", "产品", "数量", "金额"),
        ("D1", "2025-03-05", "张三", "瓷砖", 2, 100),
    ]
    (sheet,) = understand(make_book(rows, names=["陈丽"]), office=STAFF).sheets
    assert (sheet.kind, sheet.orders[0].staff) == ("orders", "陈丽")


def test_that_words_for_a_list_without_end_are_told_within_moments() -> None:
    """Nobody lives to see tried how many ways there are to part them."""
    assert section_tag("档案表" * 39 + "好") == "档案表" * 39 + "好"
