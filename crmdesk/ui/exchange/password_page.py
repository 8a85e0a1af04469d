"""A locked workbook: the password is asked for, used once, and kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import explain
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.password_field import PasswordField
from crmdesk.ui.kit.widgets.picture import Picture

CODES = ("file.password", "file.password_wrong")


class PasswordPage(QWidget):
    """`given(password)` when the user has typed one."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = PasswordField(_("Password of the file"))
        self.open_button = PrimaryButton(_("Open"))
        self.open_button.setObjectName("open_locked")
        self.open_button.setEnabled(False)
        self.problem = label("", "problem", wrap=True)
        self._lay_out()
        self.field.textChanged.connect(lambda text: self.open_button.setEnabled(bool(text)))
        self.field.returnPressed.connect(lambda: self._give())
        self.open_button.clicked.connect(lambda: self._give())

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.field)
        row.addWidget(self.open_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(Picture("lock", 48, "strong_border"), 0, middle)
        column.addWidget(label(_("This workbook is locked with a password."), "heading"), 0, middle)
        column.addLayout(row)
        column.addWidget(self.problem, 0, middle)
        stored = _("It opens the file this once and is not stored.")
        column.addWidget(label(stored, "hint"), 0, middle)
        column.addStretch(3)

    def ask(self, error: CrmError) -> None:
        """Ask, again where the one given was wrong."""
        wrong = error.code == "file.password_wrong"
        self.problem.setText(explain(error) if wrong else "")
        self.field.setEnabled(True)
        self.field.selectAll()
        self.field.setFocus()

    def forget(self) -> None:
        """Keep nothing of it, once the file is open."""
        self.field.clear()

    def _give(self) -> None:
        if password := self.field.text():
            self.problem.setText("")
            self.given.emit(password)
