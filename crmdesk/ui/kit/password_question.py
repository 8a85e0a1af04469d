"""The password of a file: of the database at the start, of a backup made under another one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.protection.password import unlock
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.password_field import PasswordField
from crmdesk.ui.kit.widgets.picture import Picture

SLOWER, SLOWEST = 1.0, 16.0  # seconds after a wrong password, doubled each time


class PasswordQuestion(QDialog):
    """`unlocked(key)` when the password was right; each wrong one makes the next take longer."""

    unlocked = Signal(str)

    def __init__(self, path: Path, heading: str, leave: str, parent: QWidget | None = None) -> None:
        """`leave` says what becomes of it where nobody knows the password."""
        super().__init__(parent)
        self.setObjectName("password_question")
        self.setWindowTitle("crmdesk")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._path, self._pause = path, SLOWER
        self._jobs = JobRunner()
        self._asked = Latest(self._jobs, self)
        self._asked.ready.connect(self._on_key)
        self._asked.failed.connect(self._on_wrong)
        self.field = PasswordField(_("Password"))
        self.problem = label("", "problem", wrap=True)
        self.open_button = PrimaryButton(_("Open"))
        self.open_button.setObjectName("unlock")
        self.open_button.setEnabled(False)
        self.field.textChanged.connect(lambda text: self.open_button.setEnabled(bool(text)))
        self.field.returnPressed.connect(lambda: self._try())
        self.open_button.clicked.connect(lambda: self._try())
        self._lay_out(heading, leave)
        self.field.setFocus()

    def _try(self) -> None:
        if not self.open_button.isEnabled():
            return
        path, password = self._path, self.field.text()
        self.problem.setText("")
        self._wait(_("Opening…"))
        self._asked.ask(lambda _job: unlock(path, password))

    def done(self, result: int) -> None:
        """Also waits for the thread that tries: it must not answer to what is gone."""
        self._jobs.shutdown()
        super().done(result)

    def _on_key(self, key: str) -> None:
        self.accept()
        self.unlocked.emit(key)

    def _on_wrong(self, error: BaseException) -> None:
        if not isinstance(error, CrmError):
            raise error
        self.problem.setText(_("That is not the password. Please try again in a moment."))
        QTimer.singleShot(round(self._pause * 1000), self, self._again)
        self._pause = min(self._pause * 2, SLOWEST)

    def _again(self) -> None:
        self.open_button.setText(_("Open"))
        self.field.setEnabled(True)
        self.open_button.setEnabled(True)
        self.field.selectAll()
        self.field.setFocus()

    def _wait(self, told: str) -> None:
        self.open_button.setText(told)
        self.open_button.setEnabled(False)
        self.field.setEnabled(False)

    def _lay_out(self, heading: str, leave: str) -> None:
        end = PlainButton(leave)
        end.setObjectName("leave")
        end.clicked.connect(lambda: self.reject())
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 24)
        column.setSpacing(12)
        column.addWidget(Picture("lock", 48, "strong_border"), 0, middle)
        column.addWidget(label(heading, "heading"), 0, middle)
        column.addWidget(label(str(self._path), "secondary", wrap=True), 0, middle)
        column.addWidget(self.field)
        column.addWidget(self.problem)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(end)
        buttons.addWidget(self.open_button)
        column.addLayout(buttons)
        self.setMinimumWidth(420)
