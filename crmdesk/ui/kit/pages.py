"""Sheets of paper on the screen; no page is drawn that is not looked at."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import _

GAP = 16  # pixels between two pages


class PagedSheet(Protocol):
    """What is laid out already: `size` of each page in tenths of a point, how many there are."""

    title: str
    size: QSizeF

    @property
    def pages(self) -> int: ...

    def paint(self, painter: QPainter, page: int) -> None:
        """Draw a page at the size `size`; the painter is scaled to that."""


class Pages(QWidget):
    """All pages below one another, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.setAccessibleName(_("Pages"))
        self._sheet: PagedSheet | None = None

    def show_sheet(self, sheet: PagedSheet) -> None:
        self._sheet = sheet
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        painter = QPainter(self)
        for page in range(self._sheet.pages):
            place = self._place(page)
            if place.intersects(QRectF(event.rect())):
                painter.fillRect(place, QColor(Qt.GlobalColor.white))
                painter.save()
                painter.translate(place.topLeft())
                painter.scale(self._scale(), self._scale())
                self._sheet.paint(painter, page)
                painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._sheet is not None:
            self.setMinimumHeight(round(self._place(self._sheet.pages).top()))
            self.update()

    def _scale(self) -> float:
        wide = self._sheet.size.width() if self._sheet is not None else 1.0
        return (self.width() - 2 * GAP) / wide

    def _place(self, page: int) -> QRectF:
        size = self._sheet.size * self._scale() if self._sheet is not None else QSizeF()
        return QRectF(GAP, GAP + page * (size.height() + GAP), size.width(), size.height())
