"""Paints an order: number, day and amount, then its goods line by line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.paint import draw_focus, draw_line, draw_pill, draw_text, font
from crmdesk.ui.kit.stream import StreamModel
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT, SMALL
from crmdesk.ui.kit.when import say_day
from crmdesk.ui.orders.items import OrderItem, details_of, line_parts, paid_of, pills_of

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
EDGE, TOP, TITLE, LINE, BOTTOM = 12, 10, 24, 22, 10
AMOUNT, QUANTITY, GAP = 92, 120, 10


class OrderDelegate(QStyledItemDelegate):
    """`show_staff` where an office has more than one."""

    def __init__(self, model: StreamModel, today: Callable[[], date]) -> None:
        super().__init__(model)
        self._model, self._today = model, today
        self.show_staff = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item = self._model.item_at(index)
        width: int = option.rect.width()
        if not isinstance(item, OrderItem):
            return QSize(width, TITLE)
        lines = len(item.row.lines) + len(self._quiet(item))
        return QSize(width, TOP + TITLE + LINE * lines + BOTTOM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, rect = self._model.item_at(index), option.rect
        if not isinstance(item, OrderItem):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        line = QRect(rect.left() + EDGE, rect.top() + TOP, rect.width() - 2 * EDGE, TITLE)
        self._title(painter, line, item)
        line = QRect(line.left(), line.bottom() + 1, line.width(), LINE)
        for goods in item.row.lines:
            self._goods(painter, line, *line_parts(goods), back=goods.amount < 0)
            line.translate(0, LINE)
        for details in self._quiet(item):
            draw_text(painter, line, details, tokens().muted, font(SMALL))
            line.translate(0, LINE)
        draw_line(painter, rect)
        painter.restore()

    def _quiet(self, item: OrderItem) -> list[str]:
        lines = (paid_of(item.row), details_of(item.row, staff=self.show_staff))
        return [line for line in lines if line]

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect = option.rect.adjusted(2, 1, -2, -2)
        chosen = option.state & State.State_Selected and option.state & State.State_HasFocus
        if chosen or option.state & State.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().selection if chosen else tokens().hover))
            painter.drawRoundedRect(QRectF(rect), 8, 8)
        if chosen:
            draw_focus(painter, rect, 8)

    def _title(self, painter: QPainter, line: QRect, item: OrderItem) -> None:
        row, bold = item.row, font(FONT, bold=True)
        ink = tokens().red if row.amount < 0 else tokens().text
        amount, measure = say_money(row.amount, row.currency), QFontMetrics(bold)
        draw_text(painter, line, amount, ink, bold, _RIGHT)
        end = line.right() - measure.horizontalAdvance(amount) - GAP
        day = say_day(row.day, self._today())
        wide = min(measure.horizontalAdvance(day) + 2, end - line.left())
        draw_text(painter, QRect(line.left(), line.top(), wide, line.height()), day,
                  tokens().text, bold)  # fmt: skip
        left = line.left() + wide + 10
        number = QFontMetrics(font(SMALL)).horizontalAdvance(row.number) + 2
        if left + number < end:
            at = QRect(left, line.top(), number, line.height())
            draw_text(painter, at, row.number, tokens().muted, font(SMALL))
            left += number + 10
        for text, tone in pills_of(row):
            room = end - left
            if room < 48:
                return
            at = QRect(left, line.top(), room, line.height())
            left = draw_pill(painter, at, text, tone, room=room).right() + 6

    def _goods(
        self,
        painter: QPainter,
        line: QRect,
        goods: str,
        quantity: str,
        amount: str,
        *,
        back: bool,
    ) -> None:
        ink, plain = tokens().red if back else tokens().text, font(FONT)
        draw_text(painter, line, amount, ink, plain, _RIGHT)
        measure = QFontMetrics(plain)
        right = line.right() - max(AMOUNT, measure.horizontalAdvance(amount) + GAP)
        middle = QRect(line.left(), line.top(), right - line.left(), line.height())
        draw_text(painter, middle, quantity, tokens().muted, plain, _RIGHT)
        taken = max(min(QUANTITY, line.width() // 4), measure.horizontalAdvance(quantity) + GAP)
        left = QRect(line.left(), line.top(), middle.width() - taken, line.height())
        draw_text(painter, left, goods, ink, plain)
