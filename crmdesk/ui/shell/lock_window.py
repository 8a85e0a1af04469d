"""What is to be seen while the program is locked: the question for the password, a word to wait."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.password_panel import PasswordPanel
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.picture import Picture


class LockWindow(QWidget):
    """A window of its own in the place of the other; says nothing of what is behind it."""

    unlocked = Signal(str)
    left = Signal()

    def __init__(self, place: QRect) -> None:
        super().__init__()
        self.setObjectName("lock_window")
        self.setWindowTitle("crmdesk")
        self.setGeometry(place)
        self.panel: PasswordPanel | None = None
        self._card: Card | None = None
        self._column = QVBoxLayout(self)

    def ask(self, path: Path) -> None:
        """Ask for the password of this file."""
        panel = PasswordPanel(path, _("The customer book is locked."), _("Quit"))
        panel.unlocked.connect(self.unlocked)
        panel.left.connect(self.left)
        self.panel = panel
        self._place(panel)
        panel.field.setFocus()

    @property
    def by_code(self) -> bool:
        """Whether it was the recovery code that opened."""
        return self.panel is not None and self.panel.by_code

    def wait(self, told: str) -> None:
        """Say what is being done meanwhile."""
        words, middle = QWidget(), Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(words)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(12)
        column.addWidget(Picture("lock", 48, "strong_border"), 0, middle)
        column.addWidget(label(told, "heading", wrap=True), 0, middle)
        detail = _("Everything is where you left it in a moment. Please leave the computer on.")
        column.addWidget(label(detail, "secondary", wrap=True), 0, middle)
        words.setMinimumWidth(440)
        self._place(words)

    def go(self) -> None:
        """It is over."""
        if self.panel is not None:
            self.panel.stop()
        self.panel = None
        self.hide()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        if self.panel is not None:  # what is being written is waited for
            self.left.emit()

    def _place(self, content: QWidget) -> None:
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
        card = self._card = Card()
        card.add(content)
        card.setFixedWidth(520)
        self._column.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
