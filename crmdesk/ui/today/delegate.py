"""Paints the page Today: who, why, and the number to call."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.paint import draw_focus, draw_line, draw_pill, draw_text, draw_who, font
from crmdesk.ui.kit.phones import say_in_text, say_phone
from crmdesk.ui.kit.stream import StreamModel
from crmdesk.ui.kit.theme import density, tokens
from crmdesk.ui.kit.tokens import FONT, SMALL
from crmdesk.ui.today.hands import Office
from crmdesk.ui.today.items import PARTS, MoreItem, PartItem, RowItem, SectionItem
from crmdesk.ui.today.kinds.table import pressing, reason, tone
from crmdesk.ui.today.sections import LOOKS, section_title
from crmdesk.ui.today.words import channel_text, to_say, whom

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
SIDE, WHEN, AVATAR, BAR, PHONE = 16, 60, 34, 214, 158
TEXT = SIDE + WHEN + AVATAR + 12
"""Where the words begin."""
WIDE = 1000
"""From this width on there is room to say who is to do it."""
SECTION, ROW, LOW_ROW, MORE = 46, 60, 46, 38


class TodayDelegate(QStyledItemDelegate):
    """A click on a telephone number says `phone_clicked(number)`."""

    phone_clicked = Signal(str)

    def __init__(self, model: StreamModel, office: Office) -> None:
        super().__init__(model)
        self._model, self._office = model, office

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item, width = self._model.item_at(index), option.rect.width()
        if isinstance(item, (SectionItem, PartItem)):
            return QSize(width, SECTION)
        if isinstance(item, MoreItem):
            return QSize(width, MORE)
        return QSize(width, ROW if density() == "comfortable" else LOW_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, rect = self._model.item_at(index), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, SectionItem):
            look = LOOKS[item.code]
            title = section_title(item.code)
            _draw_heading(painter, rect, look.icon, title, item.count(), look.tone)
        elif isinstance(item, PartItem):
            title = pgettext("hour", PARTS[item.code])
            _draw_heading(painter, rect, "clock", title, f"{item.total:,}", "blue")
        else:
            _draw_ground(painter, option)
        if isinstance(item, RowItem):
            self._row(painter, rect, item)
        elif isinstance(item, MoreItem):
            at = rect.adjusted(TEXT, 0, 0, 0)
            draw_text(painter, at, item.spoken(), tokens().link, font(FONT))
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """One click on the number copies it."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            item = self._model.item_at(index)
            if isinstance(item, RowItem) and self.phone_rect(option.rect, item).contains(
                event.position().toPoint()
            ):
                self.phone_clicked.emit(item.row.phone)
                return True
        return super().editorEvent(event, model, option, index)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """All of a row whose words do not fit into their line."""
        item = self._model.item_at(index)
        if event.type() == QEvent.Type.ToolTip and isinstance(item, RowItem):
            QToolTip.showText(event.globalPos(), item.spoken(), view)
            return True
        return super().helpEvent(event, view, option, index)

    def phone_rect(self, rect: QRect, item: RowItem) -> QRect:
        """Where the number stands; nothing where there is none."""
        if not item.row.phone:
            return QRect()
        shown = say_phone(item.row.phone, self._office.country, item.row.customer_id)
        width = min(QFontMetrics(font(FONT)).horizontalAdvance(shown) + 26, PHONE)
        return QRect(rect.right() - BAR - PHONE, rect.top() + 8, width, rect.height() - 16)

    def _row(self, painter: QPainter, rect: QRect, item: RowItem) -> None:
        row, middle = item.row, rect.center().y() + 1
        mark = QRect(SIDE + WHEN, middle - AVATAR // 2, AVATAR, AVATAR)
        self._when(painter, rect, row)
        draw_who(painter, mark, row.name, row.kind)
        left, right = mark.right() + 12, rect.right() - BAR - PHONE - 12
        if self._office.show_staff and row.staff and rect.width() >= WIDE:
            right -= 90
            at = QRect(right + 12, rect.top(), 80, rect.height())
            draw_text(painter, at, row.staff, tokens().muted, font(SMALL))
        upper, lower = (
            QRect(left, middle - 22, right - left, 22),
            QRect(left, middle, right - left, 20),
        )
        self._name(painter, upper, item)
        self._why(painter, lower, item)
        self._phone(painter, rect, item)

    def _name(self, painter: QPainter, line: QRect, item: RowItem) -> None:
        bold = font(FONT, bold=True)
        draw_text(painter, line, item.row.name, tokens().text, bold)
        used = QFontMetrics(bold).horizontalAdvance(item.row.name) + 10
        if used < line.width() - 30:
            rest = line.adjusted(used, 1, 0, 0)
            draw_text(painter, rest, whom(item.row), tokens().muted, font(SMALL))

    def _why(self, painter: QPainter, line: QRect, item: RowItem) -> None:
        first = pressing(item.row, self._office)
        if first:
            bold = font(FONT, bold=True)
            ink = tokens().tone(tone(item.row))[0]
            draw_text(painter, line, first, ink, bold)
            line = line.adjusted(QFontMetrics(bold).horizontalAdvance(first) + 10, 0, 0, 0)
        why = say_in_text(reason(item.row, self._office), item.row.customer_id)
        draw_text(painter, line, why, tokens().text, font(FONT))
        if said := to_say(item.row):
            used = QFontMetrics(font(FONT)).horizontalAdvance(why) + 12 if why else 0
            if used < line.width() - 40:
                told = _("“{words}”").format(words=said)
                draw_text(painter, line.adjusted(used, 0, 0, 0), told, tokens().muted, font(SMALL))

    def _when(self, painter: QPainter, rect: QRect, row: TodayRow) -> None:
        """At what hour, and below it by which way."""
        middle, wide = rect.center().y() + 1, WHEN - 10
        upper = QRect(SIDE, middle - 22, wide, 22)
        draw_text(painter, upper, row.hour, tokens().text, font(SMALL, bold=True))
        way = channel_text(row.channel)
        draw_text(painter, QRect(SIDE, middle, wide, 20), way, tokens().muted, font(SMALL))

    def _phone(self, painter: QPainter, rect: QRect, item: RowItem) -> None:
        at = self.phone_rect(rect, item)
        if at.isEmpty():
            return
        shown = say_phone(item.row.phone, self._office.country, item.row.customer_id)
        drawn = icon_pixmap("copy", 14, tokens().muted, painter.device().devicePixelRatio())
        painter.drawPixmap(at.left(), at.center().y() - 6, drawn)
        draw_text(painter, at.adjusted(20, 0, 0, 0), shown, tokens().text, font(FONT))


def _draw_heading(
    painter: QPainter, rect: QRect, role: str, title: str, count: str, tone: str
) -> None:
    line = rect.adjusted(SIDE, 12, -SIDE, 0)
    drawn = icon_pixmap(role, 18, tokens().tone(tone)[0], painter.device().devicePixelRatio())
    painter.drawPixmap(line.left(), line.center().y() - 8, drawn)
    bold = font(15, bold=True)
    draw_text(painter, line.adjusted(28, 0, 0, 0), title, tokens().text, bold)
    used = 28 + QFontMetrics(bold).horizontalAdvance(title) + 10
    draw_pill(painter, line.adjusted(used, 0, 0, 0), count, tone)


def _draw_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    rect: QRect = option.rect
    chosen = option.state & State.State_Selected and option.state & State.State_HasFocus
    draw_line(painter, rect.adjusted(TEXT, 0, -SIDE, 0))
    if chosen or option.state & State.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().selection if chosen else tokens().hover))
        painter.drawRoundedRect(QRectF(rect.adjusted(4, 0, -4, -1)), 8, 8)
    if chosen:
        draw_focus(painter, rect.adjusted(4, 0, -4, -1), 8)
