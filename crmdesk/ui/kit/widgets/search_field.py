"""The field one types into to find."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.commands import key_text, with_shortcut
from crmdesk.ui.kit.icons import icon

LONGEST = 200
"""Characters of a question: what is pasted by mistake must not be looked for for minutes."""


class SearchField(QLineEdit):
    """Says `asked(text)` while one types; Esc clears, Down leaves for the list below.

    `delay` (ms) gathers keys that follow at once; 0 asks at every key.
    """

    asked = Signal(str)
    left_down = Signal()

    def __init__(
        self, hint: str, shortcut: str = "", *, delay: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        key = key_text(shortcut)
        self.setPlaceholderText(f"{hint}  {key}" if key else hint)
        self.setAccessibleName(hint)
        self.setToolTip(with_shortcut(hint, shortcut))
        self.setMaxLength(LONGEST)
        self.setMinimumWidth(220)
        self.setProperty("role", "search")
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(icon("close", "muted"), _("Clear"), self)
        self._clear.triggered.connect(lambda: self.clear())
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self._timer = QTimer(self, interval=delay, singleShot=True)
        self._timer.timeout.connect(lambda: self.asked.emit(self.text()))
        self._delay = delay
        self.textChanged.connect(self._on_text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def _on_text(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if self._delay:
            self._timer.start()
        else:
            self.asked.emit(text)
