"""The password of a file: of the database at the start, of a backup made under another one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from crmdesk.ui.kit.password_panel import PasswordPanel


class PasswordQuestion(QDialog):
    """`unlocked(key)` when the password, or the recovery code, was right."""

    unlocked = Signal(str)

    def __init__(self, path: Path, heading: str, leave: str, parent: QWidget | None = None) -> None:
        """`leave` says what becomes of it where nobody knows the password."""
        super().__init__(parent)
        self.setObjectName("password_question")
        self.setWindowTitle("crmdesk")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.panel = PasswordPanel(path, heading, leave)
        self.field, self.problem = self.panel.field, self.panel.problem
        self.panel.unlocked.connect(self._on_key)
        self.panel.left.connect(lambda: self.reject())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.field.setFocus()

    def done(self, result: int) -> None:
        """Also lets go of the thread that tries."""
        self.panel.stop()
        super().done(result)

    def _on_key(self, key: str) -> None:
        self.accept()
        self.unlocked.emit(key)
