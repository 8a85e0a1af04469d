"""How a cell of a table is painted: text, a person in two lines, a pill, tags, an icon."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.paint import draw_pill, draw_text, draw_who, font, pill_size
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT, SMALL

PAD = 8
AVATAR = 32
SMALL_AVATAR = 22


class Cell(Protocol):
    """Paints one cell; the ground (hover, selection, focus) is already there."""

    def paint(self, painter: QPainter, rect: QRect, row: Any) -> bool:
        """Paint, and say whether something had to be cut (then the tool tip shows it whole)."""


@dataclass(frozen=True, slots=True)
class TextCell:
    """One line; `tone` colours it (late, soon), `icon` stands before it with that colour."""

    text: Callable[[Any], str]
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    bold: bool = False
    muted: bool = False
    tone: Callable[[Any], str] | None = None
    icon: Callable[[Any], str] | None = None

    def paint(self, painter: QPainter, rect: QRect, row: Any) -> bool:
        tone = self.tone(row) if self.tone is not None else ""
        colour = tokens().tone(tone)[0] if tone else tokens().muted if self.muted else tokens().text
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        role = self.icon(row) if self.icon is not None else ""
        if role:
            drawn = icon_pixmap(role, 16, colour, painter.device().devicePixelRatio())
            painter.drawPixmap(inner.left(), inner.center().y() - 7, drawn)
            inner.setLeft(inner.left() + 22)
        align = self.align | Qt.AlignmentFlag.AlignVCenter
        return draw_text(painter, inner, self.text(row), colour, font(FONT, bold=self.bold), align)


@dataclass(frozen=True, slots=True)
class PersonCell:
    """Mark, name, and below it (beside it where rows are low) a second, quieter line."""

    name: Callable[[Any], str]
    second: Callable[[Any], str]
    kind: Callable[[Any], str] = lambda _row: "person"

    def paint(self, painter: QPainter, rect: QRect, row: Any) -> bool:
        low = rect.height() < 44
        name, second = self.name(row), self.second(row)
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        side = SMALL_AVATAR if low else AVATAR
        top = rect.center().y() - side // 2 + 1
        draw_who(painter, QRect(inner.left(), top, side, side), name, self.kind(row))
        inner.setLeft(inner.left() + side + 10)
        return (
            self._low(painter, inner, name, second) if low else _high(painter, inner, name, second)
        )

    def _low(self, painter: QPainter, inner: QRect, name: str, second: str) -> bool:
        bold = font(FONT, bold=True)
        cut = draw_text(painter, inner, name, tokens().text, bold)
        painter.setFont(bold)
        used = painter.fontMetrics().horizontalAdvance(name) + 10
        rest = inner.adjusted(used, 1, 0, 0)
        if second and rest.width() > 24:
            return draw_text(painter, rest, second, tokens().muted, font(SMALL)) or cut
        return cut or bool(second)


def _high(painter: QPainter, inner: QRect, name: str, second: str) -> bool:
    bold = font(FONT, bold=True)
    if not second:
        return draw_text(painter, inner, name, tokens().text, bold)
    middle = inner.center().y() + 1
    upper = QRect(inner.left(), middle - 20, inner.width(), 20)
    lower = QRect(inner.left(), middle, inner.width(), 18)
    cut = draw_text(painter, upper, name, tokens().text, bold)
    return draw_text(painter, lower, second, tokens().muted, font(SMALL)) or cut


@dataclass(frozen=True, slots=True)
class PillCell:
    """One word on a coloured ground; nothing when the word is empty."""

    text: Callable[[Any], str]
    tone: Callable[[Any], str]

    def paint(self, painter: QPainter, rect: QRect, row: Any) -> bool:
        text = self.text(row)
        if not text:
            return False
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        draw_pill(painter, inner, text, self.tone(row))
        return pill_size(text).width() > inner.width()


@dataclass(frozen=True, slots=True)
class TagsCell:
    """As many pills as fit, then how many more."""

    tags: Callable[[Any], Sequence[str]]
    tone: str = "neutral"

    def paint(self, painter: QPainter, rect: QRect, row: Any) -> bool:
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        tags, left = self.tags(row), inner.left()
        for number, tag in enumerate(tags):
            more = f"+{len(tags) - number}"
            reserve = 0 if number == len(tags) - 1 else pill_size(more).width() + 4
            room = inner.right() - left - reserve
            if pill_size(tag).width() > room and (number or room < 40):
                draw_text(
                    painter,
                    QRect(left, rect.top(), 40, rect.height()),
                    more,
                    tokens().muted,
                    font(SMALL),
                )
                return True
            at = QRect(left, rect.top(), inner.right() - left, rect.height())
            left = draw_pill(painter, at, tag, self.tone, room=room).right() + 5
        return False
