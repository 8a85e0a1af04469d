"""Small strokes every delegate and widget draws the same way."""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen

from crmdesk.models.core.i18n import language
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.theme import text_font, tokens
from crmdesk.ui.kit.tokens import AVATARS, SMALL

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def avatar_colour(name: str) -> str:
    """The same colour for the same name, today and on every machine."""
    return AVATARS[crc32(name.encode()) % len(AVATARS)]


def avatar_letter(name: str) -> str:
    """The surname's character, or the first letter."""
    plain = name.strip()
    return plain[:1].upper() or "?"


def draw_avatar(painter: QPainter, rect: QRect, name: str) -> None:
    """A round mark in the name's colour, filling the square rect."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(avatar_colour(name)))
    painter.drawEllipse(rect)
    painter.setPen(QColor("#FFFFFF"))
    painter.setFont(font(round(rect.width() * 0.45), bold=True))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, avatar_letter(name))
    painter.restore()


def draw_who(painter: QPainter, rect: QRect, name: str, kind: str) -> None:
    """A letter for a person, an icon for a company or a colleague, wherever one is shown."""
    if kind == "person":
        draw_avatar(painter, rect, name)
    else:
        draw_mark(painter, rect, kind, avatar_colour(name))


def draw_mark(painter: QPainter, rect: QRect, role: str, colour: str) -> None:
    """A round mark with a white icon, as on the timeline."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(rect)
    side = round(rect.width() * 0.56)
    drawn = icon_pixmap(role, side, "#FFFFFF", painter.device().devicePixelRatio())
    painter.drawPixmap(
        rect.left() + (rect.width() - side) // 2, rect.top() + (rect.height() - side) // 2, drawn
    )
    painter.restore()


def pill_size(text: str) -> QSize:
    """The room a pill takes."""
    return QSize(QFontMetrics(font(SMALL)).horizontalAdvance(text) + 20, 22)


def draw_pill(painter: QPainter, at: QRect, text: str, tone: str, *, room: int = 0) -> QRect:
    """A pill at the left of `at`, centred in height, cut at `room`; returns where it stands."""
    ink, ground = tokens().tone(tone)
    size = pill_size(text)
    width = min(size.width(), room or at.width())
    rect = QRect(at.left(), at.center().y() - size.height() // 2 + 1, width, size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(QColor(ground)))
    painter.drawRoundedRect(QRectF(rect), 11, 11)
    painter.setPen(QColor(ink))
    painter.setFont(font(SMALL))
    shown = QFontMetrics(font(SMALL)).elidedText(text, Qt.TextElideMode.ElideRight, width - 16)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()
    return rect


def draw_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    colour: str,
    text_font: QFont,
    align: Qt.AlignmentFlag = _LEFT,
) -> bool:
    """One line, elided to the rect; True when it had to be cut."""
    metrics = QFontMetrics(text_font)
    line = text.replace("\n", " ")
    shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(text_font)
    painter.setPen(QColor(colour))
    painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, shown)
    return shown != line


def draw_focus(painter: QPainter, rect: QRect, radius: float = 6) -> None:
    """The ring that shows where the keyboard is."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens().focus), 2))
    painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), radius, radius)
    painter.restore()


def draw_line(painter: QPainter, rect: QRect) -> None:
    """A hairline under a row."""
    painter.setPen(QColor(tokens().border))
    painter.drawLine(QPointF(rect.left(), rect.bottom()), QPointF(rect.right() + 1, rect.bottom()))


def font(size: int, *, bold: bool = False) -> QFont:
    """The text font of this size, kept: making one costs more than painting with it."""
    return _font(size, bold, language())


@lru_cache(maxsize=64)
def _font(size: int, bold: bool, _language: str) -> QFont:  # noqa: FBT001 - a cache key
    return text_font(size, bold=bold)
