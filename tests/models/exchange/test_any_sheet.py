"""Whatever stands in a sheet, it is understood or refused, and never an error."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.models.exchange.reading.merges import Merge
from crmdesk.models.exchange.sheets.understand import understand
from tests.support.books import OFFICE, make_book

WORDS = st.sampled_from(
    (
        *(
            "姓名",
            "手机",
            "电话1",
            "联系人",
            "联系人2",
            "公司名称",
            "地址",
            "备注",
            "生日",
            "邮箱",
            "订单号",
        ),
        *(
            "合计",
            "第 1 页",
            "制表：王芳",
            "A",
            "杭州地区",
            "必填",
            "姓名：王芳",
            "电话：13800138000",
        ),
        *("张三", "李四", "大华有限公司", "13800138000", "0571-88888888", "a@b.cn", "文三路1号"),
        *("", "", "", "无", "-", "x", "1980-3-5", "￥300", "是", "VIP", "\n", "：", "（）"),
    )
)
CELLS = st.one_of(
    WORDS,
    WORDS,
    st.text(max_size=4),
    st.floats(allow_nan=True),
    st.booleans(),
    st.just(date(2020, 1, 2)),
)
ROWS = st.lists(st.lists(CELLS, max_size=7), max_size=14)
PLACES = st.tuples(*[st.integers(0, 15)] * 4)
NAMES = st.sampled_from(("Sheet1", "张三", "杭州", "说明", "统计", "A-C", "", "#2", "VIP"))


@settings(max_examples=120, deadline=None)
@given(rows=ROWS, places=st.lists(PLACES, max_size=4), name=NAMES, batch=st.integers(1, 9))
def test_that_no_sheet_is_an_error(
    rows: list[list[object]], places: list[tuple[int, ...]], name: str, batch: int
) -> None:
    width = max(map(len, rows), default=0)
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    book = make_book(padded, padded[::-1], names=(name, f"{name}2"), batch=batch)
    for sheet in book.sheets():
        sheet.merged = [Merge(1 + a, b, 1 + a + c, b + d) for a, b, c, d in places]
    found = understand(book, office=OFFICE)
    assert found.needs_look in ("sheet", "header", "columns", "")
    assert len(found.doubts) < 200
    for one in found.sheets:
        rows_told = [row for row, _ in one.skipped]
        assert rows_told == sorted(rows_told)
        assert set(rows_told).isdisjoint({r.row for r in one.customers if one.layout == "rows"})
