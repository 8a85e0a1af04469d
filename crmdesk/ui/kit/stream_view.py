"""Shows a StreamModel: rows of any height, measured when they come into view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QCursor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from crmdesk.ui.kit.one_column_view import OneColumnView
from crmdesk.ui.kit.row_heights import RowHeights
from crmdesk.ui.kit.stream import Index, StreamModel
from crmdesk.ui.kit.theme import on_change

GUESS = 64
STEP = 40
_CursorAction = QAbstractItemView.CursorAction


class StreamView(OneColumnView):
    """The keyboard stops at selectable rows only; a refresh keeps place and current row by key.

    The delegate's `sizeHint` gives a row's height for the width in `option.rect`.
    """

    opened = Signal(QModelIndex)  # Enter or double click
    settled = Signal()  # rows stand where they are now: what lies over them may move

    def __init__(self, name: str, model: StreamModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._rows = RowHeights(GUESS)
        self._place, self._forget = _Place(), False
        self._stream, self._settling = model, False
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(STEP)
        model.modelAboutToBeReset.connect(self._keep_place)
        self.setModel(model)
        model.modelReset.connect(self._stand_again)  # after the selection model has cleared itself
        self.doubleClicked.connect(self.opened)
        on_change(self, "remeasure")

    def reset(self) -> None:
        super().reset()
        self._rows.reset(self._stream.rowCount())
        top = self._stream.index_of(self._place.top)
        self.updateGeometries()
        if top.isValid():
            self.verticalScrollBar().setValue(self._rows.top(top.row()) + self._place.into)
        else:
            self.verticalScrollBar().setValue(0)
        self._settle()

    def remeasure(self) -> None:
        """Width, fonts or density changed."""
        self._rows.doubt()
        self._settle()

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        self._rows.insert(start, end - start + 1)
        super().rowsInserted(parent, start, end)
        self._settle()

    def dataChanged(
        self,
        top_left: Index,
        bottom_right: Index,
        roles: Sequence[int] = (),
    ) -> None:
        self._rows.doubt(top_left.row(), bottom_right.row())
        super().dataChanged(top_left, bottom_right, roles)
        self._settle()

    def updateGeometries(self) -> None:
        room = self.viewport().height()
        self.verticalScrollBar().setPageStep(room)
        self.verticalScrollBar().setRange(0, max(self._rows.total() - room, 0))
        super().updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        row = self._rows.row_at(self.verticalOffset())
        into = self.verticalOffset() - self._rows.top(row) if row >= 0 else 0
        if event.size().width() != event.oldSize().width():
            self._rows.doubt()
        super().resizeEvent(event)
        self._settle()
        if row >= 0:
            self.verticalScrollBar().setValue(self._rows.top(row) + into)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._settle()
        super().scrollContentsBy(dx, dy)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        for row, rect in self.visible_rows():
            if rect.intersects(event.rect()):
                index = self._stream.index(row, 0)
                self.itemDelegate().paint(painter, self._option(index, rect), index)
        painter.end()

    def visible_rows(self) -> Iterator[tuple[int, QRect]]:
        """Each row in sight and where it stands."""
        row, bottom = self._rows.row_at(self.verticalOffset()), self.viewport().height()
        while 0 <= row < len(self._rows):
            rect = self.visualRect(self._stream.index(row, 0))
            if rect.top() >= bottom:
                return
            yield row, rect
            row += 1

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= len(self._rows):
            return QRect()
        top = self._rows.top(index.row()) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._rows.height(index.row()))

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._rows.row_at(point.y() + self.verticalOffset())
        return self._stream.index(row, 0) if row >= 0 else QModelIndex()

    def moveCursor(self, action: _CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        current, last = self.currentIndex().row(), len(self._rows) - 1
        back = action in (_CursorAction.MoveUp, _CursorAction.MovePageUp)
        start = {_CursorAction.MoveHome: 0, _CursorAction.MoveEnd: last}.get(action)
        if start is None:
            start = current + (-1 if back else 1)
        if action in (_CursorAction.MovePageUp, _CursorAction.MovePageDown):
            y = self._rows.top(max(current, 0)) + self.viewport().height() * (-1 if back else 1)
            start = self._rows.row_at(max(0, min(y, self._rows.total() - 1)))
        back = back or action == _CursorAction.MoveEnd
        return _first_selectable(self._stream, start, -1 if back else 1) or self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def forget_place(self) -> None:
        """The next rows are other ones altogether: begin at their top."""
        self._forget = True

    def _stand_again(self) -> None:
        if (index := self._stream.index_of(self._place.current)).isValid():
            self.setAutoScroll(False)
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.setAutoScroll(True)

    def _keep_place(self) -> None:
        if self._forget:
            self._place, self._forget = _Place(), False
            return
        index = self.indexAt(QPoint(0, 0))
        top, current = self._stream.item_at(index), self._stream.item_at(self.currentIndex())
        into = -self.visualRect(index).top()
        if self.verticalOffset() == 0:
            top = None  # at the top one wants to see what is new
        self._place = _Place(top.key if top else None, into, current.key if current else None)

    def _settle(self) -> None:
        """Measure what is in sight, and have more rows read before the end is reached."""
        if self._settling:
            return
        self._settling = True
        row, bottom = self._rows.row_at(self.verticalOffset()), self.viewport().height()
        while 0 <= row < len(self._rows):
            if not self._rows.measured(row):
                index = self._stream.index(row, 0)
                option = self._option(index, QRect(0, 0, self.viewport().width(), 0))
                self._rows.set(row, self.itemDelegate().sizeHint(option, index).height())
            row += 1
            if self._rows.top(row) - self.verticalOffset() >= bottom:
                break
        self.updateGeometries()
        self._settling = False
        self.viewport().update()
        self.settled.emit()
        if self._rows.total() - self.verticalOffset() < 2 * bottom:
            self._stream.fetchMore(QModelIndex())

    def _option(self, index: QModelIndex, rect: QRect) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = rect
        if index == self.currentIndex():
            option.state |= QStyle.StateFlag.State_Selected
            if self.hasFocus():
                option.state |= QStyle.StateFlag.State_HasFocus
        mouse = self.viewport().mapFromGlobal(QCursor.pos())
        if self.viewport().underMouse() and rect.contains(mouse):
            option.state |= QStyle.StateFlag.State_MouseOver
        return option


@dataclass(frozen=True, slots=True)
class _Place:
    """What stood at the top (and how far into it), and which row was current."""

    top: object = None
    into: int = 0
    current: object = None


def _first_selectable(model: StreamModel, start: int, step: int) -> QModelIndex | None:
    """The row at `start` or the next in that direction one can stand on."""
    items = model.items()
    row = start
    while 0 <= row < len(items):
        if items[row].selectable:
            return model.index(row, 0)
        row += step
    return None
