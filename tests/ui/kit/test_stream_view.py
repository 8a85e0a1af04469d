"""The list of rows with heights of their own."""

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from crmdesk.ui.kit.row_bar import RowBar, add_row_keys
from crmdesk.ui.kit.row_heights import RowHeights
from crmdesk.ui.kit.stream import StreamModel
from crmdesk.ui.kit.stream_view import StreamView


@dataclass(frozen=True)
class Line:
    key: str
    height: int = 40
    selectable: bool = True

    def spoken(self) -> str:
        return f"line {self.key}"


class Delegate(QStyledItemDelegate):
    """Counts what it had to measure."""

    measured = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Any) -> QSize:
        self.measured += 1
        return QSize(100, index.model().item_at(index).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        painter.fillRect(option.rect, Qt.GlobalColor.white)


def lines(count: int, height: int = 40) -> list[Line]:
    return [Line(str(number), height) for number in range(count)]


@pytest.fixture
def model() -> StreamModel:
    return StreamModel()


@pytest.fixture
def view(qtbot: QtBot, model: StreamModel) -> StreamView:
    made = StreamView("lines", model)
    made.setItemDelegate(Delegate(made))
    made.resize(300, 402)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    return made


def current(view: StreamView, model: StreamModel) -> str | None:
    item = model.item_at(view.currentIndex())
    return item.key if isinstance(item, Line) else None


def test_that_heights_give_tops_and_rows() -> None:
    rows = RowHeights(10)
    rows.reset(3)
    rows.set(1, 30)
    assert [rows.top(row) for row in range(4)] == [0, 10, 40, 50]
    assert [rows.row_at(y) for y in (-1, 0, 9, 10, 39, 40, 49, 50)] == [-1, 0, 0, 1, 1, 2, 2, -1]
    rows.insert(1, 2)
    assert (len(rows), rows.total(), rows.measured(3), rows.measured(1)) == (5, 70, True, False)
    rows.doubt()
    assert not rows.measured(3)
    assert rows.total() == 70


def test_that_the_model_keeps_the_rules_of_qt(qtmodeltester: Any, model: StreamModel) -> None:
    model.set_items([Line("a", selectable=False), *lines(5)])
    model.append(lines(3))
    qtmodeltester.check(model)
    assert model.index(1, 0).data() == "line 0"
    assert model.index_of("2").row() == 3
    assert not model.index_of("none").isValid()


def test_that_only_rows_in_sight_are_measured(view: StreamView, model: StreamModel) -> None:
    model.set_items(lines(10_000))
    delegate = view.itemDelegate()
    assert isinstance(delegate, Delegate)
    assert 0 < delegate.measured < 40
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert delegate.measured < 80


def test_that_the_end_in_sight_asks_for_more(view: StreamView, model: StreamModel) -> None:
    asked: list[int] = []

    def more() -> None:
        asked.append(model.rowCount())
        model.more = None

    model.more = more
    model.set_items(lines(100))
    assert asked == []
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert asked == [100]


def test_that_the_keyboard_skips_headings(
    qtbot: QtBot, view: StreamView, model: StreamModel
) -> None:
    model.set_items(
        [Line("h", selectable=False), Line("a"), Line("i", selectable=False), Line("b"), Line("c")]
    )
    went = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home,
                Qt.Key.Key_Up, Qt.Key.Key_PageDown):  # fmt: skip
        qtbot.keyClick(view, key)
        went.append(current(view, model))
    assert went == ["a", "b", "a", "c", "a", "a", "c"]


def test_that_a_page_down_goes_about_one_view(
    qtbot: QtBot, view: StreamView, model: StreamModel
) -> None:
    model.set_items(lines(200))
    view.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    row = view.currentIndex().row()
    assert 6 <= row <= 11
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.currentIndex().row() < row


def test_that_enter_and_a_double_click_open(
    qtbot: QtBot, view: StreamView, model: StreamModel
) -> None:
    model.set_items(lines(5))
    opened: list[int] = []
    view.opened.connect(lambda index: opened.append(index.row()))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    at = view.visualRect(model.index(3, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == [0, 3]


def test_that_a_refresh_keeps_the_place_and_the_current_row(
    view: StreamView, model: StreamModel
) -> None:
    model.set_items(lines(100))
    view.setCurrentIndex(model.index(52, 0))
    view.verticalScrollBar().setValue(2013)
    top = model.item_at(view.indexAt(view.viewport().rect().topLeft()))
    at = view.visualRect(model.index_of(top.key)).top()
    model.set_items([Line("new", 90), *lines(100)])
    assert current(view, model) == "52"
    assert view.visualRect(model.index_of(top.key)).top() == at
    view.verticalScrollBar().setValue(0)
    model.set_items([Line("newest"), *lines(100)])
    assert view.verticalScrollBar().value() == 0  # at the top one sees what is new


def test_that_other_rows_altogether_begin_at_their_top(
    view: StreamView, model: StreamModel
) -> None:
    model.set_items(lines(100))
    view.verticalScrollBar().setValue(1000)
    view.setCurrentIndex(model.index(20, 0))
    view.forget_place()
    model.set_items(lines(50))
    assert view.verticalScrollBar().value() == 0
    assert current(view, model) is None


def test_that_a_new_width_keeps_the_row_at_the_top(view: StreamView, model: StreamModel) -> None:
    model.set_items(lines(300))
    view.verticalScrollBar().setValue(5000)
    top = view.indexAt(view.viewport().rect().topLeft())
    at = view.visualRect(top).top()
    view.resize(500, 402)
    assert view.visualRect(top).top() == at


def test_that_a_row_is_measured_again_when_it_changes(view: StreamView, model: StreamModel) -> None:
    items = lines(3)
    model.set_items(items)
    object.__setattr__(items[1], "height", 100)
    model.refresh(model.index(1, 0))
    assert view.visualRect(model.index(1, 0)).height() == 100
    assert view.visualRect(model.index(2, 0)).top() == 140


def test_that_the_buttons_of_a_row_stand_on_the_current_one(
    qtbot: QtBot, view: StreamView, model: StreamModel
) -> None:
    did: list[int] = []
    bar = RowBar(view, lambda index: index.row() != 0)
    button = bar.add("do", "check", "Do", "D", lambda index: did.append(index.row()))
    add_row_keys(view, {"D": lambda index: did.append(-index.row())})
    view.settled.connect(bar.place)
    model.set_items(lines(5))
    qtbot.waitUntil(view.hasFocus)
    view.setCurrentIndex(model.index(0, 0))
    assert bar.isHidden()
    view.setCurrentIndex(model.index(3, 0))
    assert bar.isVisible()
    assert view.visualRect(model.index(3, 0)).contains(bar.geometry().center())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(view, Qt.Key.Key_D)
    assert did == [3, -3]
    model.set_items([])
    assert bar.isHidden()
    assert bar.index() == QModelIndex()
