"""Words in as many as two lines: gifts, and what is to be thought of with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from crmdesk.ui.kit.cells import PAD
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.paint import draw_text, font
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import SMALL

_WRAP = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class TwoLineCell:
    """Words, with `icon` before them, in the colour of `tone`; a low row has one line alone."""

    text: Callable[[Any], str]
    tone: Callable[[Any], str] = lambda _row: ""
    icon: str = ""

    def paint(self, painter: QPainter, rect: QRect, row: Any) -> bool:
        text = self.text(row)
        if not text:
            return False
        tone = self.tone(row)
        colour = tokens().tone(tone)[0] if tone else tokens().text
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        if self.icon:
            drawn = icon_pixmap(self.icon, 16, colour, painter.device().devicePixelRatio())
            painter.drawPixmap(inner.left(), inner.center().y() - 7, drawn)
            inner.setLeft(inner.left() + 22)
        small = font(SMALL)
        metrics = QFontMetrics(small)
        if rect.height() < 2 * metrics.lineSpacing() + 4:
            return draw_text(painter, inner, text, colour, small)
        shown = fit_two_lines(text, metrics, inner.width())
        painter.setFont(small)
        painter.setPen(QColor(colour))
        painter.drawText(inner, _WRAP, shown)
        return shown != text


def fit_two_lines(text: str, metrics: QFontMetrics, width: int) -> str:
    """As much of it as two lines hold, with an ellipsis where that is not all."""
    if _lines(text, metrics, width) <= 2:
        return text
    kept = text
    while kept and _lines(f"{kept}…", metrics, width) > 2:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _lines(text: str, metrics: QFontMetrics, width: int) -> int:
    taken = metrics.boundingRect(QRect(0, 0, width, 10_000), int(_WRAP.value), text)
    return round(taken.height() / metrics.lineSpacing()) if taken.width() <= width else 3
