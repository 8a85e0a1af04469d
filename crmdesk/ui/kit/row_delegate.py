"""Paints every cell of a DataTable: ground, hover, selection, keyboard focus, then the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from crmdesk.ui.kit.cells import PAD
from crmdesk.ui.kit.paint import draw_line, draw_text, font
from crmdesk.ui.kit.table import PagedTableModel, RowRole
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT

if TYPE_CHECKING:
    from crmdesk.ui.kit.table import Index


class RowDelegate(QStyledItemDelegate):
    """One delegate for all columns; what differs stands in `Column.cell`."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        painter.save()
        painter.setClipRect(rect)
        self._ground(painter, option, rect, index)
        self._cell(painter, rect, index)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        tip = index.data(Qt.ItemDataRole.ToolTipRole) or ""
        if not tip and self._is_cut(option.rect, index):
            tip = index.data() or ""
        QToolTip.showText(event.globalPos(), tip, view)
        return True

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, index: Index
    ) -> None:
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens().selection))
        elif self._hovered(index):
            painter.fillRect(rect, QColor(tokens().hover))
        draw_line(painter, rect)
        current = self._view.currentIndex()
        if current.isValid() and current.row() == index.row() and self._view.hasFocus():
            self._ring(painter, rect, index)

    def _ring(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Focus as two lines around the whole row, closed at its ends."""
        colour, header = QColor(tokens().focus), self._view.horizontalHeader()
        painter.fillRect(rect.left(), rect.top(), rect.width(), 2, colour)
        painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, colour)
        shown = [at for at in range(header.count()) if not header.isSectionHidden(at)]
        places = sorted(header.visualIndex(at) for at in shown)
        place = header.visualIndex(index.column())
        if place == places[0]:
            painter.fillRect(rect.left(), rect.top(), 2, rect.height(), colour)
        if place == places[-1]:
            painter.fillRect(rect.right() - 1, rect.top(), 2, rect.height(), colour)

    def _hovered(self, index: Index) -> bool:
        viewport = self._view.viewport()
        if not viewport.underMouse():
            return False
        return self._view.rowAt(viewport.mapFromGlobal(viewport.cursor().pos()).y()) == index.row()

    def _cell(self, painter: QPainter, rect: QRect, index: Index) -> bool:
        model: QAbstractItemModel = index.model()
        if not isinstance(model, PagedTableModel):
            return False
        row, column = index.data(RowRole), model.columns[index.column()]
        if row is None:
            bar = QRect(rect.left() + PAD, rect.center().y() - 5, min(rect.width() - 16, 120), 10)
            painter.fillRect(bar, QColor(tokens().skeleton))
            return False
        if column.cell is not None:
            return column.cell.paint(painter, rect, row)
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        return draw_text(painter, inner, column.text(row), tokens().text, font(FONT), align)

    def _is_cut(self, rect: QRect, index: Index) -> bool:
        canvas = QPixmap(1, 1)
        painter = QPainter(canvas)
        cut = self._cell(painter, rect, index)
        painter.end()
        return cut
