"""Paints a line of the palette: icon, title, a quieter word, the key at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crmdesk.ui.kit.commands import key_text
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.paint import draw_text, draw_who, font
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import CONTROL_RADIUS, FONT, SMALL

EntryRole = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class PaletteDelegate(QStyledItemDelegate):
    """Headings are items without an entry."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 40 if index.data(EntryRole) is not None else 28)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, entry = option.rect.adjusted(2, 1, -2, -1), index.data(EntryRole)
        painter.save()
        if entry is None:
            draw_text(
                painter, rect.adjusted(8, 4, -8, 0), index.data(), tokens().muted, font(SMALL)
            )
            painter.restore()
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().selection if selected else tokens().hover))
            painter.drawRoundedRect(rect, CONTROL_RADIUS, CONTROL_RADIUS)
        inner = rect.adjusted(10, 0, -12, 0)
        self._mark(painter, inner, entry.group, entry.title, entry.icon)
        inner.setLeft(inner.left() + 34)
        if entry.shortcut:
            key = key_text(entry.shortcut)
            width = QFontMetrics(font(SMALL)).horizontalAdvance(key)
            draw_text(
                painter,
                QRect(inner.right() - width, inner.top(), width + 2, inner.height()),
                key,
                tokens().muted,
                font(SMALL),
            )
            inner.setRight(inner.right() - width - 12)
        draw_text(painter, inner, entry.title, tokens().text, font(FONT))
        used = QFontMetrics(font(FONT)).horizontalAdvance(entry.title) + 12
        if entry.second and used < inner.width() - 30:
            draw_text(
                painter, inner.adjusted(used, 1, 0, 0), entry.second, tokens().muted, font(SMALL)
            )
        painter.restore()

    def _mark(self, painter: QPainter, inner: QRect, group: str, title: str, role: str) -> None:
        if group == "customer":
            at = QRect(inner.left() - 2, inner.center().y() - 11, 24, 24)
            draw_who(painter, at, title, role)
        elif role:
            drawn = icon_pixmap(role, 18, tokens().muted, painter.device().devicePixelRatio())
            painter.drawPixmap(inner.left(), inner.center().y() - 8, drawn)
