"""What the import window says of cells it could not take, and of rows of orders."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crmdesk.models.exchange.report import report_lines
from crmdesk.ui.exchange.match_page import MatchCounts
from crmdesk.ui.exchange.plan_cells import ARROW, BOX
from crmdesk.ui.exchange.plan_lines import Line
from crmdesk.ui.kit.data_table import DataTable
from tests.support.import_wizard import Rows, Wizard, write_book

Opener = Callable[[Path], Wizard]
HEADER = ("日期", "单号", "客户", "电话", "品名", "数量", "单价", "金额", "已付")
ORDERS: Rows = (
    HEADER,
    ("2025-01-05", "XS0001", "老周烟酒店", "13777770001", "龙井茶", 10, 68, 680, 680),
    ("2025/2/30", "XS0003", "杭州湖畔茶楼", "13777770002", "茶具", 1, 388, 388, 388),
    ("2025-03-08", "XS0004", "王女士", "13777770003", "花茶", "两盒盒", 45, 90, 90),
    ("2025-05-06", "XS0006", "王女士", "13777770003", "花茶", 3, 45, 145, 100),
)
KEPT = "this text goes to the note"
LEFT_OUT = "This row is not imported; correct it and import it again."


def _orders(tmp_path: Path) -> Path:
    return write_book(tmp_path / "orders.xlsx", ORDERS, names=["销售明细"])


def _what(wizard: Wizard) -> dict[int, str]:
    """What the tab of problems says, by row of the file."""
    model = wizard.pages.plan.turn_to("problem").model
    keys = [column.key for column in model.columns]
    found = {}
    for at in range(model.rowCount()):
        row = model.index(at, keys.index("row")).data()
        found[int(row)] = str(model.index(at, keys.index("what")).data())
    return found


def _lines(wizard: Wizard, code: str, place: int) -> dict[str, str]:
    """What a row opens to, by label."""
    tab = wizard.pages.plan.turn_to(code)
    tab.model.open(tab.model.shown()[place], opened=True)
    entries = map(tab.model.row_at, (tab.model.index(at, 0) for at in range(tab.model.rowCount())))
    return {entry.label: entry.new for entry in entries if isinstance(entry, Line)}


def test_that_no_problem_promises_what_does_not_happen(open_wizard: Opener, tmp_path: Path) -> None:
    wizard = open_wizard(_orders(tmp_path)).at("plan")
    told = _what(wizard)
    assert LEFT_OUT in told[3]
    assert KEPT not in told[3]
    assert KEPT in told[4]
    assert KEPT not in told[5]
    assert wizard.dialog.shown is not None
    lines = "\n".join(report_lines(wizard.dialog.shown.plan, applied=True))
    assert lines.count(KEPT) == 1
    assert LEFT_OUT in lines


def test_that_an_order_left_out_for_its_date_shows_all_it_says(
    open_wizard: Opener, tmp_path: Path
) -> None:
    wizard = open_wizard(_orders(tmp_path)).at("plan")
    told = _lines(wizard, "problem", 0)
    assert told["Product"] == "茶具"
    assert "XS0003" in told.values()


def test_that_the_report_says_of_each_cell_what_became_of_it(
    open_wizard: Opener, tmp_path: Path
) -> None:
    wizard = open_wizard(_orders(tmp_path)).at("plan")
    wizard.press("apply")
    model = wizard.dialog.report.model
    reason = [column.key for column in model.columns].index("reason")
    told = [str(model.index(at, reason).data()) for at in range(model.rowCount())]
    assert sum(LEFT_OUT in one for one in told) == 1
    assert sum(KEPT in one for one in told) == 1


def _fits(table: DataTable) -> bool:
    """Whether nothing of it lies behind its right edge."""
    return table.horizontalHeader().length() <= table.viewport().width()


@pytest.mark.parametrize("width", [776, 1040])
def test_that_the_tables_of_every_step_fit_the_window(
    open_wizard: Opener, tmp_path: Path, width: int
) -> None:
    wizard = open_wizard(_orders(tmp_path)).at("plan")
    wizard.dialog.resize(width, 720)
    wizard.settle()
    for code in ("create", "problem", "skip"):
        table = wizard.pages.plan.turn_to(code).table
        wizard.settle()
        assert _fits(table)
        assert code == "problem" or table.columnWidth(0) >= ARROW + 12 + BOX
    wizard.press("step_columns")
    assert _fits(wizard.pages.columns.table)


def test_that_the_report_shows_reasons_before_sheets(open_wizard: Opener, tmp_path: Path) -> None:
    wizard = open_wizard(_orders(tmp_path)).at("plan")
    wizard.press("apply")
    table = wizard.dialog.findChild(DataTable, "import_problems")
    assert table is not None
    keys = [column.key for column in wizard.dialog.report.model.columns]
    for width, shown in ((776, True), (600, False)):
        wizard.dialog.setMinimumSize(0, 0)
        table.setMinimumWidth(0)
        table.resize(width - 48, 300)
        assert not table.isColumnHidden(keys.index("reason"))
        assert table.columnWidth(keys.index("reason")) >= 280
        assert table.isColumnHidden(keys.index("column")) is not shown
        assert _fits(table)


def test_that_orders_are_not_counted_as_customers(open_wizard: Opener, tmp_path: Path) -> None:
    wizard = open_wizard(_orders(tmp_path)).at("plan")
    wizard.press("step_match")
    counts = wizard.find("match_counts")
    assert isinstance(counts, MatchCounts)
    told = counts.numbers()
    assert (told["new"], told["orders"], told["skipped"]) == (3, 3, 1)
    assert wizard.find("count_orders").isVisible()


def test_that_the_tab_of_what_is_left_out_tells_all_it_lists(
    open_wizard: Opener, tmp_path: Path
) -> None:
    rows: Rows = (
        ("姓名", "手机", "公司"),
        ("张伟", "13800138000", "杭州云帆建材有限公司"),
        ("李娜", "13911112222", ""),
        ("第 1 页 共 1 页", "", ""),
    )
    book = write_book(tmp_path / "book.xlsx", rows)
    wizard = open_wizard(book).at("plan")
    tab = wizard.pages.plan.turn_to("skip")
    title = wizard.pages.plan.tabs.tabText(wizard.pages.plan.tabs.currentIndex())
    assert title == "Skipped 0 · 1 no data"
    assert tab.model.count() == 1


def test_that_an_order_opens_to_its_goods_and_what_was_paid(
    open_wizard: Opener, tmp_path: Path
) -> None:
    wizard = open_wizard(_orders(tmp_path)).at("plan")
    told = _lines(wizard, "create", 0)
    assert told["Order number"] == "XS0001"
    assert told["Customer"] == "老周烟酒店"
    assert (told["Product"], told["Quantity"]) == ("龙井茶", "10")
    assert (told["Unit price"], told["Amount"], told["Paid"]) == ("68", "680", "680")
