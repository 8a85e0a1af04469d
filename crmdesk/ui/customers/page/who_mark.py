"""The mark of a person, a company or a colleague, as the list paints it."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from crmdesk.ui.kit.paint import draw_who


class WhoMark(QWidget):
    """A letter for a person, an icon for the others."""

    def __init__(self, size: int = 48, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)
        self._name, self._kind = "", "person"

    def set_side(self, side: int) -> None:
        """Another size."""
        self.setFixedSize(side, side)

    def show_who(self, name: str, kind: str) -> None:
        self._name, self._kind = name, kind
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRect(0, 0, self.width(), self.height())
        draw_who(painter, area, self._name, self._kind)
        painter.end()
