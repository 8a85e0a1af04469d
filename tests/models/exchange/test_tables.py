"""Several tables in one sheet: each is understood by itself."""

from crmdesk.models.exchange.records.understood import Understanding
from crmdesk.models.exchange.sheets.understand import understand
from tests.support.books import OFFICE, Row, make_book, targets

PEOPLE: list[Row] = [
    ("姓名", "手机", "地址"),
    ("张三", "13800138000", "杭州"),
    ("李四", "13900139000", ""),
]
COMPANIES: list[Row] = [
    ("公司名称", "联系人", "电话", "税号"),
    ("大华公司", "王芳", "0571-88888888", "91330100MA27XF6Q2B"),
]


def read(rows: list[Row], **options: object) -> Understanding:
    batch = options.pop("batch", 1000)
    return understand(make_book(rows, batch=batch), office=OFFICE, **options)  # type: ignore[arg-type]


def names(found: Understanding) -> list[list[str]]:
    return [[record.name for record in sheet.customers] for sheet in found.sheets]


def test_that_a_table_below_another_is_read_by_its_own_header() -> None:
    rows: list[Row] = [*PEOPLE, (), ("供应商名单",), *COMPANIES]
    for batch in (1000, 2):
        found = read(rows, batch=batch)
        assert names(found) == [["张三", "李四"], ["大华公司"]]
        first, second = found.sheets
        assert (first.key, second.key) == ("Sheet1", "Sheet1#2")
        assert (second.header_row, targets(second)[3]) == (6, "invoice.tax_number")
        assert found.needs_look == "sheet"
    assert (5, "title") in second.skipped


def test_that_a_longer_table_below_does_not_hide_the_first() -> None:
    rows = [*PEOPLE, ("公司", "联系人", "电话", "传真", "邮箱", "税号"), ("大华公司", "王芳")]
    assert names(read(rows)) == [["张三", "李四"], ["大华公司"]]


def test_that_tables_side_by_side_are_read_one_by_one() -> None:
    rows: list[Row] = [
        ("姓名", "电话", "", "姓名", "电话"),
        ("张三", "13800138000", "", "李四", "13900139000"),
        ("王五", "13700137000", "", "", ""),
    ]
    found = read(rows)
    assert names(found) == [["张三", "王五"], ["李四"]]
    assert [guess.letter for guess in found.sheets[1].columns][-2:] == ["D", "E"]
    assert found.sheets[0].shape == found.sheets[1].shape
    tight = [("序号", "姓名", "电话", "序号", "姓名", "电话"), ("1", "张三", "1", "2", "李四", "2")]
    assert names(read(tight)) == [["张三"], ["李四"]]


def test_that_statistics_beside_a_list_are_no_columns_of_it() -> None:
    rows: list[Row] = [("姓名", "手机", "", "业务员", "客户数")]
    rows += [(f"张{at}", f"138{at:08d}", "", "", "") for at in range(10)]
    rows[1] = ("张三", "13800138000", "", "陈丽", 20)
    rows[2] = ("李四", "13900139000", "", "刘强", 30)
    found = read(rows)
    assert len(found.sheets[0].customers) == 10
    assert all(record.owner == "" for record in found.customers)
    assert (found.sheets[1].kind, found.sheets[1].ignored) == ("", "nobody")
    assert [problem.code for problem in found.problems] == ["sheet.nobody"]


def test_that_an_empty_column_inside_a_list_parts_nothing() -> None:
    rows: list[Row] = [("姓名", "手机", "", "地址", "备注")]
    rows += [(f"张{at}", f"138{at:08d}", "", f"文三路{at}号", "") for at in range(10)]
    found = read(rows)
    assert len(found.sheets) == 1
    assert found.sheets[0].customers[0].addresses[0].raw == "文三路0号"


def test_that_the_user_may_say_that_there_is_no_second_table() -> None:
    rows: list[Row] = [*PEOPLE, ("公司", "联系人", "电话"), ("大华", "王芳", "13600136000")]
    assert len(read(rows).sheets) == 2
    assert len(read(rows, header_rows={"Sheet1#2": 0}).sheets) == 1
    moved = read([*rows, ("姓名", "手机", ""), ("赵六", "13500135000", "")],
                 header_rows={"Sheet1#2": 6})  # fmt: skip
    assert moved.sheets[1].header_row == 6
    assert moved.sheets[1].customers[0].name == "赵六"


def test_that_the_columns_of_each_table_can_be_chosen() -> None:
    rows: list[Row] = [*PEOPLE, (), *COMPANIES]
    found = read(rows, mapping={"Sheet1#2": {3: ""}})
    assert targets(found.sheets[0])[2] == "address"
    assert targets(found.sheets[1])[3] == ""


def test_that_rows_with_a_word_known_as_a_header_are_no_header() -> None:
    rows: list[Row] = [
        ("姓名", "类型", "偏好渠道", "备注"),
        ("张三", "会员", "电话", "微信"),
        ("客户", "公司", "", ""),
        ("李四", "客户", "邮件", "地址"),
    ]
    assert names(read(rows)) == [["张三", "客户", "李四"]]


def test_that_a_list_goes_on_in_the_next_sheet_without_its_header() -> None:
    first: list[Row] = [("客户", "电话", "爱车"), ("张三", "13800138000", "宝马")]
    second: list[Row] = [("李四", "13900139000", "奔驰"), ("王五", "13700137000", "奥迪")]
    found = understand(make_book(first, second), office=OFFICE)
    assert [record.custom for record in found.customers] == [
        (("爱车", "宝马"),), (("爱车", "奔驰"),), (("爱车", "奥迪"),),
    ]  # fmt: skip
    assert "header.none" in [doubt.code for doubt in found.doubts]
    other = [("13900139000", "李四", "奔驰"), ("13700137000", "王五", "奥迪")]
    apart = understand(make_book(first, other), office=OFFICE)
    assert [record.name for record in apart.sheets[1].customers] == ["李四", "王五"]
