"""How large a window may be on the screen it opens on."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

EDGE = QSize(24, 56)  # what a frame with its title takes


def open_at(window: QWidget, width: int, height: int) -> None:
    """Give a window this size, or what the screen has: its last row of buttons stays in sight."""
    parent = window.parentWidget()
    screen = parent.screen() if parent is not None else window.screen()
    window.resize(QSize(width, height).boundedTo(screen.availableSize() - EDGE))
