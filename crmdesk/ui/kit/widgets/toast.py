"""A word at the bottom of the window that goes by itself, with a way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from crmdesk.ui.kit.labels import label

SECONDS = 6
MARGIN = 24


class Toast(QFrame):
    """One at a time over the bottom of `parent`; stays while the mouse is on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setObjectName("toast")
        self.setProperty("role", "toast")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        self.text = label("")
        self.button = QPushButton()
        self.button.setObjectName("toast_action")
        self.button.clicked.connect(self._on_clicked)
        row.addWidget(self.text)
        row.addWidget(self.button)
        self._run: Callable[[], None] | None = None
        self._timer = QTimer(self, interval=SECONDS * 1000, singleShot=True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        """Show `text`, in place of what was shown; with a button when there is something to run."""
        self._run = run
        self.text.setText(text)
        self.setAccessibleName(text)
        self.button.setText(action)
        self.button.setVisible(run is not None)
        self._row.setContentsMargins(16, 8, 8 if run is not None else 16, 8)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()

    def _place(self) -> None:
        room = self._room.rect()
        self.setMaximumWidth(max(room.width() - 2 * MARGIN, 200))
        left = (room.width() - self.width()) // 2
        self.move(max(left, MARGIN), room.height() - self.height() - MARGIN)

    def _on_clicked(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()
