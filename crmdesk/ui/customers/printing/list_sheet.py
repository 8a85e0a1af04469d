"""The list as seen, laid out on paper page by page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.theme import text_font
from crmdesk.ui.kit.tokens import LIGHT
from crmdesk.ui.kit.when import full_day

MOST = 2000
"""More rows than this nobody prints; the sheet says how many were left out."""
_WIDE = 6
"""More columns than this lie across the long side of the paper."""
_AT_ONCE = 100  # rows between two reports of progress

# Lengths in tenths of a point: then whole numbers of pixels are exact enough for a font.
_A4 = QSizeF(5950, 8420)
_MARGIN = 420.0
_TITLE, _BODY, _SMALL = 170, 90, 80
_PADDING, _ABOVE = 35.0, 22.0
_LEADING = 1.35
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table: the lines of each cell."""

    cells: Sequence[Sequence[str]]
    height: float


class ListSheet:
    """The pages of a list. Made on any thread; a page is painted in some ms wherever it is shown.

    `title` says what it lists, `below` when and how many.
    """

    def __init__(
        self, title: str, below: str, columns: Sequence[Column], texts: Sequence[Sequence[str]]
    ) -> None:
        self.title, self._below = title, below
        self.size = _A4.transposed() if len(columns) > _WIDE else _A4
        self._font, self._bold = _font(_BODY), _font(_BODY, bold=True)
        total = sum(column.width for column in columns) or 1
        room = self.size.width() - 2 * _MARGIN
        self._widths = [column.width * room / total for column in columns]
        self._header = self._row([column.title for column in columns], self._bold)
        self._texts = texts
        self._rows: list[_Row] = []
        self._first: list[int] = [0]  # the first row of each page

    @property
    def pages(self) -> int:
        return len(self._first)

    def lay_out(self, progress: Progress = silent) -> None:
        """Break the rows into lines and pages; before it there is one page without rows."""
        place = self._top(0)
        bottom = self.size.height() - _MARGIN - 2 * _SMALL
        for at, texts in enumerate(self._texts):
            row = self._row(texts, self._font)
            if place + row.height > bottom and self._first[-1] < at:
                self._first.append(at)
                place = self._top(1)
            place += row.height
            self._rows.append(row)
            if not at % _AT_ONCE:
                progress(at, len(self._texts))

    def paint(self, painter: QPainter, page: int) -> None:
        """Draw a page at the size `size`; the painter is scaled to that."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not page:
            self._paint_title(painter)
        place = self._top(page) - self._header.height
        left, right = _MARGIN, self.size.width() - _MARGIN
        ground = QRectF(left, place, right - left, self._header.height)
        painter.fillRect(ground, QColor(LIGHT.neutral_soft))
        place = self._paint_row(painter, self._header, place, self._bold)
        ends = [*self._first[1:], len(self._rows)]
        for row in self._rows[self._first[page] : ends[page]]:
            place = self._paint_row(painter, row, place, self._font)
        self._paint_foot(painter, page)
        painter.restore()

    def _row(self, texts: Sequence[str], font: QFont) -> _Row:
        metrics = QFontMetricsF(font)
        cells = [
            _lines(text, width - 2 * _PADDING, font, metrics)
            for text, width in zip(texts, self._widths, strict=True)
        ]
        lines = max(map(len, cells), default=1)
        return _Row(cells, lines * _BODY * _LEADING + 2 * _ABOVE)

    def _top(self, page: int) -> float:
        """Where the first row below the header stands."""
        title = 0.0 if page else _TITLE * 1.6 + _SMALL * 2.4
        return _MARGIN + title + self._header.height

    def _paint_title(self, painter: QPainter) -> None:
        painter.setPen(QColor(LIGHT.text))
        painter.setFont(_font(_TITLE, bold=True))
        painter.drawText(QPointF(_MARGIN, _MARGIN + _TITLE), self.title)
        painter.setPen(QColor(LIGHT.muted))
        painter.setFont(_font(_SMALL))
        painter.drawText(QPointF(_MARGIN, _MARGIN + _TITLE * 1.4 + _SMALL * 1.2), self._below)

    def _paint_row(self, painter: QPainter, row: _Row, place: float, font: QFont) -> float:
        """Draw a row and the line below it; return where the next stands."""
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.text))
        left = _MARGIN
        for lines, width in zip(row.cells, self._widths, strict=True):
            for number, line in enumerate(lines):
                base = place + _ABOVE + _BODY * (1.1 + number * _LEADING)
                painter.drawText(QPointF(left + _PADDING, base), line)
            left += width
        below = place + row.height
        painter.setPen(QColor(LIGHT.strong_border))
        painter.drawLine(QPointF(_MARGIN, below), QPointF(left, below))
        return below

    def _paint_foot(self, painter: QPainter, page: int) -> None:
        painter.setFont(_font(_SMALL))
        painter.setPen(QColor(LIGHT.muted))
        place = self.size.height() - _MARGIN - _SMALL
        room = QRectF(_MARGIN, place, self.size.width() - 2 * _MARGIN, _SMALL * 1.6)
        number = _("Page {n} of {total}").format(n=page + 1, total=self.pages)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, number)
        if page:
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop,
                             f"{self.title} · {self._below}")  # fmt: skip


def list_sheet(
    ids: Sequence[int],
    columns: Sequence[Column],
    load: Callable[[Sequence[int]], Mapping[int, Any]],
    today: date,
    progress: Progress = silent,
) -> ListSheet:
    """The customers `ids` in that order, with the columns shown, as wide as on the screen."""
    count = ngettext("{n} customer", "{n} customers", len(ids)).format(n=f"{len(ids):,}")
    parts = [full_day(today), count]
    if len(ids) > MOST:
        parts.append(_("The first {n} of them.").format(n=f"{MOST:,}").rstrip(".。"))
    texts: list[list[str]] = []
    for start in range(0, min(len(ids), MOST), _AT_ONCE):
        some = ids[start : min(start + _AT_ONCE, MOST)]
        rows = load(some)
        texts += [
            [column.text(rows[row_id]).replace("\n", "、") for column in columns]
            for row_id in some
            if row_id in rows
        ]
        progress(0, len(ids))
    sheet = ListSheet(_("Customers"), " · ".join(parts), columns, texts)
    sheet.lay_out(progress)
    return sheet


def _font(size: int, *, bold: bool = False) -> QFont:
    return text_font(size, bold=bold)


def _lines(text: str, width: float, font: QFont, metrics: QFontMetricsF) -> list[str]:
    """The text in as few lines as it needs; what does not go into the last is cut."""
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    layout = QTextLayout(text, font)
    layout.setTextOption(_wrapping())
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < _MOST_LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(text)]
    lines = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    lines[-1] = metrics.elidedText(lines[-1], Qt.TextElideMode.ElideRight, width)
    return lines


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
