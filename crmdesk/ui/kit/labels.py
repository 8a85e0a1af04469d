"""Labels by role: what the style sheet gives size and colour to."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QWidget

_KEY = re.compile(r"\(&.\)|&")


def label(text: str, role: str = "", *, selectable: bool = False, wrap: bool = False) -> QLabel:
    """A plain-text label; role: page-title heading big muted secondary problem hint key."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)  # a customer's name is never markup
    if role:
        made.setProperty("role", role)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setWordWrap(wrap)
    return made


class ElidedLabel(QLabel):
    """One line that is shortened where there is no room, with a tool tip then; selectable."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(min(48, whole.width()), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        short = self.width() < self.sizeHint().width()
        self.setToolTip(self.text() if short else "")
        if not short:
            super().paintEvent(event)
            return
        painter, mode = QPainter(self), Qt.TextElideMode.ElideRight
        text = self.fontMetrics().elidedText(self.text(), mode, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


def name_aloud(widget: QWidget, caption: str) -> None:
    """What a caption says, without the letter of its key, is the name of the field it stands by,
    and of the line inside that has the keyboard for it."""
    name = _KEY.sub("", caption)
    widget.setAccessibleName(name)
    inner = widget.focusProxy()
    if isinstance(inner, QLineEdit) and not inner.accessibleName():
        inner.setAccessibleName(name)


def line() -> QFrame:
    """A hairline between two groups."""
    made = QFrame()
    made.setProperty("role", "line")
    return made


def set_state(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet asks for, and dress the widget anew if it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
