"""One number with what it counts; a click shows the list behind it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.daybook.numbers import Number
from crmdesk.ui.daybook.number_words import ICONS, explain, say, title, tone
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.paint import draw_focus, draw_text, font
from crmdesk.ui.kit.theme import on_change, tokens
from crmdesk.ui.kit.tokens import SMALL

HEIGHT, LEAST = 50, 128
SIDE, MARK = 12, 18
_BIG = 16


class NumberTile(QAbstractButton):
    """Painted, so that five of them cost the first page nothing."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self._said, self._tone = name, "–", ""
        self.setObjectName(f"number_{name}")
        self.setToolTip(explain(name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(HEIGHT)
        on_change(self, "restyle")

    def show_number(self, number: Number) -> None:
        """Say this number from now on."""
        self._said, self._tone = say(self.name, number), tone(self.name, number)
        told = _("{what}: {number}").format(what=title(self.name), number=self._said)
        self.setAccessibleName(told)
        self.updateGeometry()
        self.update()

    def said(self) -> str:
        """What stands there."""
        return self._said

    def restyle(self) -> None:
        """Take over colours in force."""
        self.update()

    def sizeHint(self) -> QSize:
        number = QFontMetrics(font(_BIG, bold=True)).horizontalAdvance(self._said)
        words = QFontMetrics(font(SMALL)).horizontalAdvance(title(self.name))
        return QSize(max(LEAST, max(number, words) + 2 * SIDE + MARK + 8), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST - 24, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().hover))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 8, 8)
        ink = tokens().tone(self._tone)[0] if self._tone else tokens().muted
        mark = icon_pixmap(ICONS[self.name], MARK, ink, self.devicePixelRatioF())
        painter.drawPixmap(SIDE, (HEIGHT - MARK) // 2, mark)
        left = SIDE + MARK + 10
        room = self.width() - left - 6
        upper, lower = QRect(left, 5, room, 18), QRect(left, 22, room, 24)
        draw_text(painter, upper, title(self.name), tokens().muted, font(SMALL))
        bold = font(_BIG, bold=True)
        colour = tokens().tone(self._tone)[0] if self._tone else tokens().text
        draw_text(painter, lower, self._said, colour, bold)
        if self.hasFocus():
            draw_focus(painter, self.rect().adjusted(2, 2, -2, -2), 8)
        painter.end()
