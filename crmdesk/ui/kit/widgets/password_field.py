"""A field whose text is hidden until the eye at its end is pressed."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.icons import icon


class PasswordField(QLineEdit):
    """Neither copied nor suggested; `prompt` is what stands in it while it is empty."""

    def __init__(self, prompt: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("password")
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        self.setMinimumWidth(280)
        self.eye = QAction(icon("view", "muted"), _("Show the password"), self)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._on_eye)
        self.addAction(self.eye, QLineEdit.ActionPosition.TrailingPosition)

    def _on_eye(self, shown: bool) -> None:  # noqa: FBT001 - a signal's argument
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self.eye.setText(_("Hide the password") if shown else _("Show the password"))
