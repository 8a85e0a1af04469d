"""The round mark of a person or a company."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from crmdesk.ui.kit.paint import draw_who


class Avatar(QWidget):
    """A letter or an icon on a colour that stays the same for the same name."""

    def __init__(self, name: str = "", size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)
        self.show_who(name)

    def show_who(self, name: str, kind: str = "person") -> None:
        """Another one; `kind` of customer says letter or icon."""
        self._name, self._kind = name, kind
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_who(painter, QRect(0, 0, self.width(), self.height()), self._name, self._kind)
        painter.end()
