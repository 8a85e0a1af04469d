"""How customers are painted in the list: whom, and by which number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter

from crmdesk.models.customers.rows import CustomerRow
from crmdesk.ui.kit.cells import AVATAR, PAD, SMALL_AVATAR
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.paint import draw_text, draw_who, font
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT, SMALL

MARK = 15
COPY = 15
_LOW = 44


@dataclass(frozen=True, slots=True)
class NameCell:
    """Mark, name, what to mind (a warning, an open complaint), and below it where she belongs."""

    second: Callable[[CustomerRow], str]

    def paint(self, painter: QPainter, rect: QRect, row: CustomerRow) -> bool:
        low = rect.height() < _LOW
        side = SMALL_AVATAR if low else AVATAR
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        mark = QRect(inner.left(), rect.center().y() - side // 2 + 1, side, side)
        draw_who(painter, mark, row.name, row.kind)
        inner.setLeft(inner.left() + side + 10)
        second = self.second(row)
        if low:
            cut, used = self._name(painter, inner, row)
            rest = inner.adjusted(used + 10, 1, 0, 0)
            if second and rest.width() > 24:
                return draw_text(painter, rest, second, tokens().muted, font(SMALL)) or cut
            return cut or bool(second)
        middle = inner.center().y() + 1
        upper = QRect(inner.left(), middle - 20, inner.width(), 20) if second else inner
        lower = QRect(inner.left(), middle, inner.width(), 18)
        cut = self._name(painter, upper, row)[0]
        return draw_text(painter, lower, second, tokens().muted, font(SMALL)) or cut

    def _name(self, painter: QPainter, rect: QRect, row: CustomerRow) -> tuple[bool, int]:
        """Paint name and marks; whether something was cut, and how wide they are."""
        marks = _marks(row)
        room = rect.width() - len(marks) * (MARK + 5)
        bold = font(FONT, bold=True)
        at = QRect(rect.left(), rect.top(), room, rect.height())
        cut = draw_text(painter, at, row.name, tokens().text, bold)
        used = min(QFontMetrics(bold).horizontalAdvance(row.name), room)
        ratio = painter.device().devicePixelRatio()
        for role, colour in marks:
            drawn = icon_pixmap(role, MARK, colour, ratio)
            painter.drawPixmap(rect.left() + used + 5, rect.center().y() - MARK // 2, drawn)
            used += MARK + 5
        return cut, used


@dataclass(frozen=True, slots=True)
class PhoneCell:
    """The first number and how many more; over the row under the mouse also "copy"."""

    hovered: Callable[[], int | None]

    def paint(self, painter: QPainter, rect: QRect, row: CustomerRow) -> bool:
        if not row.phones:
            return False
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        text = row.phones[0].text
        width = QFontMetrics(font(FONT)).horizontalAdvance(text)
        hot = self.hovered() == row.id
        cut = draw_text(painter, inner, text, tokens().link if hot else tokens().text, font(FONT))
        after = inner.adjusted(width + 6, 0, 0, 0)
        if hot and after.width() >= COPY:
            drawn = icon_pixmap("copy", COPY, tokens().link, painter.device().devicePixelRatio())
            painter.drawPixmap(after.left(), rect.center().y() - COPY // 2, drawn)
        elif len(row.phones) > 1 and after.width() > 16:
            more = f"+{len(row.phones) - 1}"
            draw_text(painter, after, more, tokens().muted, font(SMALL))
        return cut


def copy_width(row: CustomerRow) -> int:
    """How far from the left of its cell a click copies the number."""
    if not row.phones:
        return 0
    width = QFontMetrics(font(FONT)).horizontalAdvance(row.phones[0].text)
    return PAD + width + 6 + COPY


def _marks(row: CustomerRow) -> list[tuple[str, str]]:
    marks: list[tuple[str, str]] = []
    if row.warning:
        marks.append(("warning", tokens().amber))
    if row.open_complaints:
        marks.append(("complaint", tokens().red))
    return marks
