"""A password for the database: the first, another, or none any more."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import message
from crmdesk.models.protection.password import problem_with, unlock
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.password_field import PasswordField


class PasswordDialog(QDialog):
    """`chosen(new)` once the one until now was right; an empty one takes the password off."""

    chosen = Signal(str)

    def __init__(self, path: Path, parent: QWidget, *, protected: bool) -> None:
        super().__init__(parent)
        self.setObjectName("password_dialog")
        self.setWindowTitle(_("Change the password") if protected else _("Set a password"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self._path, self._protected = path, protected
        self.now = _field("password_now", _("Password until now"))
        self.now.setVisible(protected)
        self.new = _field("password_new", _("New password, at least 8 characters"))
        self.again = _field("password_again", _("The same once more"))
        self.problem = label("", "problem", wrap=True)
        self.save = PrimaryButton(_("Protect with this password"))
        self.save.setObjectName("save_password")
        self.off = PlainButton(_("Take the password off"))
        self.off.setObjectName("password_off")
        self.off.setVisible(protected)
        self._jobs = JobRunner()
        self._checked = Latest(self._jobs, self)
        self._lay_out()
        self._connect()
        self._check()

    def done(self, result: int) -> None:
        """Also lets go of the thread that checks."""
        self._jobs.shutdown()
        super().done(result)

    def _connect(self) -> None:
        self._checked.ready.connect(self._on_right)
        self._checked.failed.connect(self._on_wrong)
        self.save.clicked.connect(lambda: self._choose(self.new.text()))
        self.off.clicked.connect(lambda: self._choose(""))
        for field in (self.now, self.new, self.again):
            field.textChanged.connect(lambda _text: self._check())
            field.returnPressed.connect(lambda: self.save.click())

    def _check(self) -> None:
        known = bool(self.now.text()) or not self._protected
        code = problem_with(self.new.text(), self.again.text())
        begun = self.again.text() or (self.new.text() and code == "password.short")
        self.problem.setText(message(code) if code and begun else "")
        self.save.setEnabled(known and not code)
        self.off.setEnabled(known)

    def _choose(self, new: str) -> None:
        path, now, protected = self._path, self.now.text(), self._protected
        self.setEnabled(False)

        def check(_job: object) -> str:
            if protected:
                unlock(path, now)
            return new

        self._checked.ask(check)

    def _on_right(self, new: str) -> None:
        self.accept()
        self.chosen.emit(new)

    def _on_wrong(self, error: BaseException) -> None:
        self.setEnabled(True)
        if not isinstance(error, CrmError):
            raise error
        self.problem.setText(_("That is not the password until now."))
        self.now.selectAll()
        self.now.setFocus()

    def _lay_out(self) -> None:
        told = _("Without it nobody can read the customers, neither here nor in the backups made "
                 "from now on, not even we. Write it down and keep it in a safe place: it cannot "
                 "be found out.")  # fmt: skip
        older = _("Backups made before stay as they are: delete them if nobody may read them.")
        cancel = PlainButton(_("Cancel"))
        cancel.clicked.connect(lambda: self.reject())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for widget in (label(told, wrap=True), self.now, self.new, self.again, self.problem,
                       label(older, "hint", wrap=True)):  # fmt: skip
            column.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addWidget(self.off)
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)


def _field(name: str, prompt: str) -> PasswordField:
    field = PasswordField(prompt)
    field.setObjectName(name)
    return field
