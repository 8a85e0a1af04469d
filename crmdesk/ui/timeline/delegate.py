"""Paints the timeline: a mark per entry on one line, title, words, and the quiet details."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.paint import draw_focus, draw_mark, draw_pill, draw_text, font, pill_size
from crmdesk.ui.kit.stream import StreamModel
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT, SMALL
from crmdesk.ui.kit.when import say_day, weekday
from crmdesk.ui.kit.wrap import Wrapped, wrap
from crmdesk.ui.timeline.found import draw_found
from crmdesk.ui.timeline.items import DayItem, EntryItem
from crmdesk.ui.timeline.words import (
    details_of,
    kind_colour,
    kind_icon,
    pills_of,
    title_of,
    title_tone,
)

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
LINES = 4  # so much of a long entry is shown until one asks for more
MARK, MARK_LEFT, TEXT_LEFT, RIGHT = 26, 10, 48, 12
TOP, TITLE, LINE, DETAILS, BOTTOM = 6, 24, 21, 20, 8
DAY = 30


class TimelineDelegate(QStyledItemDelegate):
    """`searched` is marked in the text; `show_staff` where an office has more than one."""

    def __init__(self, model: StreamModel, today: Callable[[], date]) -> None:
        super().__init__(model)
        self._model, self._today = model, today
        self._open: set[object] = set()
        self.searched = ""
        self.show_staff = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item = self._model.item_at(index)
        width: int = option.rect.width()
        if not isinstance(item, EntryItem):
            return QSize(width, DAY)
        height = TOP + TITLE + LINE * len(self._words(item, width).lines) + BOTTOM
        if details_of(item.entry, staff=self.show_staff):
            height += DETAILS
        return QSize(width, max(height, TOP + MARK + BOTTOM))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, rect = self._model.item_at(index), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, DayItem):
            self._line(painter, rect, index)
            self._day(painter, rect, item.day)
        elif isinstance(item, EntryItem):
            self._ground(painter, option)
            self._line(painter, rect, index)
            self._entry(painter, rect, item)
        painter.restore()

    def toggle(self, index: QModelIndex) -> None:
        """Show all of a long entry, or its beginning only."""
        item = self._model.item_at(index)
        if isinstance(item, EntryItem):
            self._open ^= {item.key}
            self._model.refresh(index)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """A click on the words of a long entry opens or shuts it."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            item, rect = self._model.item_at(index), option.rect
            left = event.button() == Qt.MouseButton.LeftButton
            below_title = event.position().y() > rect.top() + TOP + TITLE
            if left and below_title and isinstance(item, EntryItem) and self._is_long(item, rect):
                self.toggle(self._model.index(index.row(), 0))
                return True
        return super().editorEvent(event, model, option, index)

    def _is_long(self, item: EntryItem, rect: QRect) -> bool:
        return item.key in self._open or self._words(item, rect.width()).cut

    def _words(self, item: EntryItem, width: int) -> Wrapped:
        limit = 0 if item.key in self._open else LINES
        return wrap(item.entry.text, max(width - TEXT_LEFT - RIGHT, 80), limit)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect = option.rect.adjusted(2, 0, -2, 0)
        chosen = option.state & State.State_Selected and option.state & State.State_HasFocus
        if chosen or option.state & State.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().selection if chosen else tokens().hover))
            painter.drawRoundedRect(QRectF(rect), 8, 8)
        if chosen:
            draw_focus(painter, rect, 8)

    def _line(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The thread all marks hang on; it begins below the first and ends above the last."""
        x = MARK_LEFT + MARK // 2
        top = rect.top() if index.row() else rect.center().y()
        last = index.row() == self._model.rowCount() - 1
        bottom = rect.top() + TOP if last else rect.bottom() + 1
        if bottom > top:
            painter.fillRect(QRect(x - 1, top, 2, bottom - top), QColor(tokens().border))

    def _day(self, painter: QPainter, rect: QRect, day: date) -> None:
        dot = QRect(MARK_LEFT + MARK // 2 - 4, rect.center().y() - 3, 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().strong_border))
        painter.drawEllipse(dot)
        told = _("{day} {weekday}").format(day=say_day(day, self._today()), weekday=weekday(day))
        at = rect.adjusted(TEXT_LEFT, 0, -RIGHT, 0)
        draw_text(painter, at, told, tokens().muted, font(SMALL, bold=True))

    def _entry(self, painter: QPainter, rect: QRect, item: EntryItem) -> None:
        entry, top = item.entry, rect.top() + TOP
        mark = QRect(MARK_LEFT, top - 1, MARK, MARK)
        draw_mark(painter, mark, kind_icon(entry), kind_colour(entry.kind))
        self._title(painter, QRect(TEXT_LEFT, top, rect.width() - TEXT_LEFT - RIGHT, TITLE), item)
        words, y = self._words(item, rect.width()), top + TITLE
        for number, text in enumerate(words.lines):
            line = QRect(TEXT_LEFT, y, rect.width() - TEXT_LEFT - RIGHT, LINE)
            if words.cut and number == len(words.lines) - 1:
                text = f"{text}…"
                line = _draw_more(painter, line, text)
            draw_found(painter, line, text, self.searched)
            draw_text(painter, line, text, tokens().text, font(FONT))
            y += LINE
        if details := details_of(entry, staff=self.show_staff):
            line = QRect(TEXT_LEFT, y, rect.width() - TEXT_LEFT - RIGHT, DETAILS)
            draw_text(painter, line, details, tokens().muted, font(SMALL))

    def _title(self, painter: QPainter, line: QRect, item: EntryItem) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_text(painter, line, item.time, tokens().muted, font(SMALL), right)
        pills, title = pills_of(item.entry), title_of(item.entry)
        if item.waits is not None:
            pills = [item.waits, *pills]
        room = line.width() - 48 - sum(pill_size(text).width() + 6 for text, _tone in pills)
        bold = font(FONT, bold=True)
        width = min(QFontMetrics(bold).horizontalAdvance(title) + 2, max(room, 60))
        at = QRect(line.left(), line.top(), width, line.height())
        draw_found(painter, at, title, self.searched, bold=True)
        ink = tokens().red if title_tone(item.entry) == "red" else tokens().text
        draw_text(painter, at, title, ink, bold)
        left = at.right() + 8
        for text, tone in pills:
            left = draw_pill(painter, QRect(left, at.top(), 200, at.height()), text, tone).right()
            left += 6


def _draw_more(painter: QPainter, line: QRect, text: str) -> QRect:
    """The word that says there is more, after the last line; returns what is left for that."""
    more, metrics = _("more"), QFontMetrics(font(FONT))
    width = metrics.horizontalAdvance(more)
    used = min(metrics.horizontalAdvance(text) + 2, line.width() - width - 8)
    at = QRect(line.left() + used + 8, line.top(), width, line.height())
    draw_text(painter, at, more, tokens().link, font(FONT))
    return QRect(line.left(), line.top(), used, line.height())
