"""The calm side of the first page: what this is, and what becomes of the data."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.paths import resource
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.theme import text_font, tokens
from crmdesk.ui.kit.widgets.picture import Picture

WIDTH = 292
WHITE, QUIET = "#FFFFFF", "#B9C4D8"


class Aside(QWidget):
    """Dark in both themes, like the rail of the window it opens."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("welcome_aside")
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 40, 28, 32)
        column.setSpacing(12)
        picture = QLabel()
        picture.setPixmap(QIcon(str(resource("icons", "crmdesk.svg"))).pixmap(64, 64))
        column.addWidget(picture)
        column.addSpacing(12)
        column.addWidget(_said(_("crmdesk Customer Book"), 24, WHITE, bold=True))
        promise = _("Whom to contact today, why, and with which words: it keeps all that for you.")
        column.addWidget(_said(promise, 15, QUIET))
        column.addStretch()
        for role, text in (
            ("database", _("All data stay on this computer.")),
            ("check-circle", _("Works without a network.")),
            ("export", _("Gives everything back as Excel whenever you ask.")),
        ):
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(Picture(role, 18, "rail_text"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(_said(text, 13, QUIET), 1)
            column.addLayout(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fall = QLinearGradient(0, 0, 0, self.height())
        fall.setColorAt(0, QColor(tokens().rail_hover))
        fall.setColorAt(1, QColor(tokens().rail))
        painter.fillRect(self.rect(), fall)
        painter.end()


def _said(text: str, size: int, colour: str, *, bold: bool = False) -> QLabel:
    made = label(text, wrap=True)
    made.setFont(text_font(size, bold=bold))
    weight = "bold" if bold else "normal"
    made.setStyleSheet(f"color: {colour}; font-size: {size}px; font-weight: {weight};")
    return made
