"""How large a window may be on the screen it opens on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtWidgets import QDialog, QWidget

EDGE = QSize(24, 56)  # what a frame with its title takes


def open_at(window: QWidget, width: int, height: int) -> None:
    """Give a window this size, or what the screen has: its last row of buttons stays in sight."""
    parent = window.parentWidget()
    screen = parent.screen() if parent is not None else window.screen()
    window.resize(QSize(width, height).boundedTo(screen.availableSize() - EDGE))


class KeepsWhole(QObject):
    """Makes a dialog as high as all it says needs at its width, also when it says more: Qt opens
    none higher than two thirds of the screen, and squeezes what stands in it."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._grow)
        dialog.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._soon.start()
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        dialog = self._dialog
        if (layout := dialog.layout()) is None or not layout.hasHeightForWidth():
            return
        most = (dialog.screen().availableSize() - EDGE).height()
        wanted = min(layout.totalHeightForWidth(dialog.width()), most)
        if dialog.height() < wanted:
            dialog.resize(dialog.width(), wanted)
