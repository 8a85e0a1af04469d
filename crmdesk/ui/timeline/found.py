"""Marks what was searched for behind a line of text."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from crmdesk.models.derived.hanzi import simplify
from crmdesk.ui.kit.paint import font
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT


def draw_found(
    painter: QPainter, line: QRect, text: str, searched: str, *, bold: bool = False
) -> None:
    """A soft ground under each word of `searched`; 简 and 繁 are the same."""
    words = simplify(searched).lower().split()
    plain = simplify(text).lower()
    if not words or len(plain) != len(text):
        return
    metrics = QFontMetrics(font(FONT, bold=bold))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().amber_soft))
    for word in words:
        at = plain.find(word)
        while at >= 0:
            left = line.left() + metrics.horizontalAdvance(text[:at])
            width = metrics.horizontalAdvance(text[at : at + len(word)])
            ground = QRectF(left - 1, line.top() + 1, width + 2, line.height() - 2)
            painter.drawRoundedRect(ground, 3, 3)
            at = plain.find(word, at + len(word))
