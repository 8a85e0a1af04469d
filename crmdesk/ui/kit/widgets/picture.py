"""An icon alone, as large as wanted, in the theme's colours."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.theme import tokens


class Picture(QWidget):
    """Painted anew when the theme changes, unlike a label with a pixmap."""

    def __init__(
        self, role: str, size: int = 16, token: str = "muted", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._role, self._token = role, token
        self.setFixedSize(size, size)

    def set(self, role: str, token: str = "muted") -> None:
        self._role, self._token = role, token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour: str = getattr(tokens(), self._token)
        drawn = icon_pixmap(self._role, self.width(), colour, self.devicePixelRatioF())
        painter.drawPixmap(0, 0, drawn)
        painter.end()
