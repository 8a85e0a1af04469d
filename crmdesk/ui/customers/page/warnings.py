"""What to know before one speaks, in a strip of coloured words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from crmdesk.models.customers.page_rows import Warn
from crmdesk.ui.customers.page.words import WARNING_LOOKS, warning_text
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.paint import draw_text, font
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import SMALL
from crmdesk.ui.kit.widgets.flow import FlowLayout

HEIGHT = 24
MARK = 14
LONGEST = 420


class WarningMark(QWidget):
    """One warning: icon and words on the ground of its tone."""

    def __init__(self, text: str, role: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._role, self._tone = text, role, tone
        self.setAccessibleName(text)
        self.setToolTip(text)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(font(SMALL, bold=True)).horizontalAdvance(self._text)
        return QSize(min(width + MARK + 26, LONGEST), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 120), HEIGHT)

    def text(self) -> str:
        return self._text

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, ground = tokens().tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(ground)
        painter.setBrush(ground)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        mark = icon_pixmap(self._role, MARK, ink, self.devicePixelRatioF())
        painter.drawPixmap(8, (HEIGHT - MARK) // 2, mark)
        area = QRect(8 + MARK + 6, 0, self.width() - MARK - 20, HEIGHT)
        draw_text(painter, area, self._text, ink, font(SMALL, bold=True))
        painter.end()


class WarningStrip(QWidget):
    """All warnings, the gravest first; not there when there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=6)
        self._shown: tuple[str, ...] = ()

    def show_warnings(self, warnings: Sequence[Warn], today: date) -> None:
        """Replace what is shown."""
        texts = tuple(warning_text(warning, today) for warning in warnings)
        if texts != self._shown:
            self._shown = texts
            self._flow.clear()
            for text, warning in zip(texts, warnings, strict=True):
                role, tone = WARNING_LOOKS[warning.what]
                mark = WarningMark(text, role, tone)
                mark.setObjectName(f"warning_{warning.what}")
                self._flow.addWidget(mark)
        self.setVisible(bool(texts))
