"""The day's visits on one A4 to fold into a pocket: by district, with room for notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from itertools import groupby

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.daybook.visits import Visit
from crmdesk.ui.daybook.pocket_words import about, known_of, reach_of, who
from crmdesk.ui.kit.theme import text_font
from crmdesk.ui.kit.tokens import LIGHT
from crmdesk.ui.kit.when import full_day, weekday

# Lengths in tenths of a point: then whole numbers of pixels are exact enough for a font.
SIZE = QSizeF(5950, 8420)
MARGIN = 380.0
TITLE, NAME, BODY, SMALL = 160, 105, 90, 80
HEAD, PLACE, FOOT = 300.0, 150.0, 110.0
LEAST, USUAL, MOST = 440.0, 530.0, 820.0
FULL = 12
"""So many visits always stand on one page."""
NOTES = 0.36


@dataclass(frozen=True, slots=True)
class _Part:
    """A place with its visits, as far as they stand on one page."""

    place: str
    visits: Sequence[Visit]


class PocketSheet:
    """Made from visits in the order they are printed; `pages` is one for up to FULL of them."""

    def __init__(self, visits: Sequence[Visit], day: date, zone: tzinfo, country: str) -> None:
        self.title, self.size = _("Visits"), SIZE
        self._zone, self._country, self._day = zone, country, day
        count = ngettext("{n} customer", "{n} customers", len(visits)).format(n=len(visits))
        self._below = f"{full_day(day)} {weekday(day)} · {count}"
        self._pages = [*_paged(visits)]

    @property
    def pages(self) -> int:
        return len(self._pages)

    def paint(self, painter: QPainter, page: int) -> None:
        """Draw a page at `size`; the painter is scaled to that."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        parts, top = self._pages[page], MARGIN + HEAD
        high = _height(parts)
        for part in parts:
            self._paint_place(painter, part.place, top)
            top += PLACE
            for visit in part.visits:
                self._paint_visit(painter, visit, QRectF(MARGIN, top, _wide(), high))
                top += high
        if self.pages > 1:
            told = _("Page {n} of {total}").format(n=page + 1, total=self.pages)
            foot = QRectF(MARGIN, SIZE.height() - MARGIN - SMALL, _wide(), SMALL * 1.6)
            _write(painter, foot, told, SMALL, LIGHT.muted, right=True)
        painter.restore()

    def _paint_head(self, painter: QPainter) -> None:
        line = QRectF(MARGIN, MARGIN, _wide(), TITLE * 1.3)
        _write(painter, line, self.title, TITLE, LIGHT.text, bold=True)
        _write(painter, line, self._below, BODY, LIGHT.muted, right=True)

    def _paint_place(self, painter: QPainter, place: str, top: float) -> None:
        ground = QRectF(MARGIN, top + 12, _wide(), PLACE - 24)
        painter.fillRect(ground, QColor(LIGHT.neutral_soft))
        told = place or pgettext("pocket", "No address known")
        _write(painter, ground.adjusted(40, 0, -40, 0), told, BODY, LIGHT.text, bold=True)

    def _paint_visit(self, painter: QPainter, visit: Visit, room: QRectF) -> None:
        left = room.adjusted(0, 14, -room.width() * NOTES - 60, 0)
        box = QRectF(left.left() + 20, left.top() + 16, 76, 76)
        painter.setPen(QPen(QColor(LIGHT.text), 6))
        painter.drawRect(box)
        line = left.adjusted(140, 0, 0, 0)
        line.setHeight(112)
        _write(painter, line, who(visit), NAME, LIGHT.text, bold=True)
        for text, size, ink in (
            (about(visit), BODY, LIGHT.text),
            (reach_of(visit, self._country), BODY, LIGHT.text),
            (known_of(visit, self._zone), SMALL, LIGHT.muted),
        ):
            line.translate(0, line.height())
            line.setHeight(104)
            _write(painter, line, text, size, ink)
        self._paint_notes(painter, room)
        painter.setPen(QPen(QColor(LIGHT.strong_border), 5))
        painter.drawLine(QLineF(room.bottomLeft(), room.bottomRight()))

    def _paint_notes(self, painter: QPainter, room: QRectF) -> None:
        """Lines to write on, some 8 mm apart."""
        pen = QPen(QColor(LIGHT.strong_border), 7, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        left, right = room.right() - room.width() * NOTES, room.right()
        lines = max(int((room.height() - 60) // 200), 1)
        for number in range(1, lines + 1):
            y = room.top() + number * room.height() / (lines + 0.6)
            painter.drawLine(QLineF(QPointF(left, y), QPointF(right, y)))


def _wide() -> float:
    return SIZE.width() - 2 * MARGIN


def _room() -> float:
    return SIZE.height() - 2 * MARGIN - HEAD - FOOT


def _places(visits: Sequence[Visit]) -> list[_Part]:
    return [_Part(place, [*group]) for place, group in groupby(visits, lambda one: one.place)]


def _height(parts: Sequence[_Part]) -> float:
    """How high each visit of a page may be."""
    count = sum(len(part.visits) for part in parts)
    return min(max((_room() - PLACE * len(parts)) / max(count, 1), LEAST), MOST)


def _paged(visits: Sequence[Visit]) -> Iterator[list[_Part]]:
    """As many to a page as stand on it in comfort; few enough all on the first."""
    left = list(visits)
    while left:
        count = len(left) if len(left) <= FULL else _comfortable(left)
        yield _places(left[:count])
        left = left[count:]


def _comfortable(visits: Sequence[Visit]) -> int:
    used, place = 0.0, None
    for number, visit in enumerate(visits):
        used += USUAL + (PLACE if visit.place != place else 0)
        place = visit.place
        if used > _room():
            return max(number, 1)
    return len(visits)


def _write(
    painter: QPainter,
    room: QRectF,
    text: str,
    size: int,
    colour: str,
    *,
    bold: bool = False,
    right: bool = False,
) -> None:
    """One line, cut to its room."""
    font = text_font(size, bold=bold)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, align | Qt.AlignmentFlag.AlignVCenter, shown)
