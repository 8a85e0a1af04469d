from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis.strategies import integers, lists
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from crmdesk.ui.kit import theme
from crmdesk.ui.kit.cells import PersonCell, PillCell, TagsCell, TextCell
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.table import WINDOW, Column, PagedTableModel, RowRole


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    tags: tuple[str, ...] = ("VIP", "展会")


class Source:
    """Rows by id, counting how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def load(self, ids: Sequence[int]) -> dict[int, Row]:
        self.asked.append(list(ids))
        return {row_id: Row(row_id, f"客户{row_id}") for row_id in ids if row_id % 100}


COLUMNS = (
    Column(
        "name",
        "Name",
        lambda row: row.name,
        sort="name",
        fixed=True,
        cell=PersonCell(lambda row: row.name, lambda row: "公司"),
    ),
    Column("tags", "Tags", lambda row: "、".join(row.tags), cell=TagsCell(lambda row: row.tags)),
    Column("stage", "Stage", lambda row: "潜在", cell=PillCell(lambda _: "潜在", lambda _: "blue")),
    Column(
        "due", "Due", lambda row: "late", cell=TextCell(lambda _: "late", icon=lambda _: "clock")
    ),
    Column("plain", "Plain", lambda row: str(row.id), align="right", tip=lambda row: "tip"),
)


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def model(source: Source, qapp: QApplication) -> PagedTableModel:
    return PagedTableModel(COLUMNS, source.load)


@pytest.fixture
def table(qtbot: Any, model: PagedTableModel) -> DataTable:
    view = DataTable("customers", model, two_lines=True)
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    return view


def test_that_the_model_obeys_qt(qtmodeltester: Any, model: PagedTableModel) -> None:
    model.set_ids(range(1, 500))
    qtmodeltester.check(model)


def test_that_only_the_window_painted_is_loaded(
    table: DataTable, source: Source, model: Any
) -> None:
    model.set_ids(range(1, 100_001))
    table.grab()
    table.scrollTo(model.index(50_000, 0))
    table.grab()
    assert len(source.asked) <= 4
    assert all(len(ids) == WINDOW for ids in source.asked)


@given(ids=lists(integers(-(2**63), 2**63 - 1) | integers(0, 300), unique=True, max_size=40))
@example(ids=[1 << 8, 1])  # whose bytes hold each other's, one place aside
@example(ids=[1, 256, 65536, 0])
def test_that_each_row_is_found_by_its_id(ids: list[int]) -> None:
    model = PagedTableModel(COLUMNS, Source().load)
    model.set_ids(ids)
    for wanted in (*ids, 7, 1 << 40):
        assert model.row_of(wanted) == (ids.index(wanted) if wanted in ids else None)


def test_that_a_letter_typed_reads_no_row(
    qtbot: Any, table: DataTable, source: Source, model: PagedTableModel
) -> None:
    model.set_ids(range(1, 100_001))
    table.setFocus()
    before = len(source.asked)
    qtbot.keyClicks(table, "zs ")
    assert len(source.asked) == before


def test_that_a_row_deleted_meanwhile_is_an_empty_row(table: DataTable, model: Any) -> None:
    model.set_ids([99, 100, 101])
    assert model.index(1, 0).data() == ""
    assert model.index(1, 0).data(RowRole) is None
    table.grab()


def test_that_selection_and_place_survive_a_new_order(table: DataTable, model: Any) -> None:
    model.set_ids(range(1, 1001))
    table.select_ids([10, 11, 500], current=11)
    model.set_ids([2000, *range(1000, 0, -1)])
    assert table.selected_ids() == [500, 11, 10]
    assert table.current_id() == 11
    assert table.selected_count() == 3


def test_that_the_same_ids_again_only_read_the_rows_again(table: DataTable, model: Any) -> None:
    resets: list[None] = []
    model.set_ids(range(1, 50))
    model.modelReset.connect(lambda: resets.append(None))
    model.set_ids(range(1, 50))
    assert not resets


def test_that_selecting_100_000_rows_stays_quick(table: DataTable, model: Any, qtbot: Any) -> None:
    model.set_ids(range(1, 100_001))
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    table.grab()
    assert table.selected_count() == 100_000
    assert table.selected_ids()[-1] == 100_000


def test_that_a_click_on_a_header_asks_for_another_order(qtbot: Any, table: DataTable) -> None:
    model = table.model()
    header = table.horizontalHeader()
    with qtbot.waitSignal(model.sort_asked) as asked:
        qtbot.mouseClick(
            header.viewport(), Qt.MouseButton.LeftButton, pos=header.rect().center() / 9
        )
    assert asked.args == ["name", False]


def test_that_enter_opens_the_row_under_the_keyboard(qtbot: Any, table: DataTable) -> None:
    table.model().set_ids([7, 8, 9])  # type: ignore[attr-defined]
    table.select_id(8)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [8]


def test_that_columns_stay_as_the_user_left_them(qtbot: Any, table: DataTable, model: Any) -> None:
    table.columns.show("tags", shown=False)
    table.horizontalHeader().moveSection(4, 0)
    table.setColumnWidth(0, 333)
    table.columns.save()
    again = DataTable("customers", model)
    qtbot.addWidget(again)
    assert again.columns.visible() == ["plain", "name", "stage", "due"]
    assert again.columnWidth(0) == 333
    again.columns.reset()
    assert again.columns.visible() == [column.key for column in COLUMNS]


def test_that_rows_are_as_high_as_the_density_says(qapp: QApplication, table: DataTable) -> None:
    theme.apply(qapp, "light", "comfortable")
    assert table.verticalHeader().defaultSectionSize() == 54
    theme.apply(qapp, "light", "compact")
    assert table.verticalHeader().defaultSectionSize() == 32
    theme.apply(qapp, "light", "comfortable")


def test_that_columns_without_room_wait_until_there_is_some(qtbot: Any, table: DataTable) -> None:
    every = table.columns.visible()
    table.resize(260, 500)
    assert table.columns.visible() == every  # an export as seen has them
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    assert not table.isColumnHidden(0)
    assert table.isColumnHidden(len(every) - 1)
    table.resize(1200, 500)
    assert not any(table.isColumnHidden(at) for at in range(len(every)))


def test_that_a_table_put_into_a_window_shares_its_room(qtbot: Any, model: PagedTableModel) -> None:
    few = [replace(column, shown=number < 3) for number, column in enumerate(COLUMNS)]
    window = QWidget()
    qtbot.addWidget(window)
    row = QVBoxLayout(window)
    table = DataTable("few", PagedTableModel(few, lambda _ids: {}))
    row.addWidget(table)
    window.resize(280, 300)
    window.show()
    qtbot.waitUntil(lambda: table.viewport().width() < 300)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)


def test_that_showing_a_views_columns_does_not_count_as_sizing_them(
    qtbot: Any, table: DataTable
) -> None:
    table.columns.show_only(["name", "tags", "due"])
    table.resize(240, 500)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)


def test_that_a_pill_is_not_cut_where_room_is_short(qtbot: Any, table: DataTable) -> None:
    wide = [table.columnWidth(at) for at in range(5)]
    table.resize(560, 500)
    qtbot.waitUntil(lambda: table.columnWidth(0) < wide[0])
    shown = [at for at in range(5) if not table.isColumnHidden(at)]
    assert 2 in shown
    assert table.columnWidth(2) >= COLUMNS[2].width
