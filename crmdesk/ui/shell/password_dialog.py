"""A password for the database: the first, another, or none any more; and what goes with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import explain, message
from crmdesk.models.protection.password import problem_with, unlock
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.password_field import PasswordField
from crmdesk.ui.kit.widgets.room import KeepsWhole
from crmdesk.ui.shell.password_choices import PasswordChoices


class PasswordDialog(QDialog):
    """`chosen(new)` once the one until now was right, an empty one takes the password off;
    `sheet_asked(key)` for the recovery sheet. `choices` holds what else was chosen."""

    chosen = Signal(str)
    sheet_asked = Signal(str)

    def __init__(
        self,
        path: Path,
        parent: QWidget,
        *,
        protected: bool,
        minutes: int = 10,
        kept: bool = False,
        recovered: bool = False,
    ) -> None:
        """`kept`: the system keeps the key. `recovered`: the recovery code opened the file, so
        nobody is asked for a password that nobody knows."""
        super().__init__(parent)
        self.setObjectName("password_dialog")
        self.setProperty("secret", True)  # noqa: FBT003 - locking closes it, see Lock
        self.setWindowTitle(_("Change the password") if protected else _("Set a password"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(500)
        self._path, self._asks = path, protected and not recovered
        self.now = _field("password_now", _("Password until now, or the recovery code"))
        if not self._asks:
            self.now.hide()
        self.new = _field("password_new", _("New password, at least 8 characters"))
        self.again = _field("password_again", _("The same once more"))
        self.problem = label("", "problem", wrap=True)
        self.choices = PasswordChoices(minutes=minutes, kept=kept, protected=protected)
        self.save = PrimaryButton(_("Protect with this password"))
        self.save.setObjectName("save_password")
        self.off = PlainButton(_("Take the password off"))
        self.off.setObjectName("password_off")
        self.sheet = PlainButton(_("Recovery sheet…"), "print")
        self.sheet.setObjectName("recovery_sheet")
        if not self._asks:
            self.off.hide()
            self.sheet.hide()
        self._jobs = JobRunner(self)
        self._checked = Latest(self._jobs, self)
        self._lay_out(recovered=recovered)
        KeepsWhole(self)
        self._connect()
        self._check()
        self.choices.look(self._jobs)

    def done(self, result: int) -> None:
        """Also lets go of the thread that checks."""
        self._jobs.shutdown()
        super().done(result)

    def _connect(self) -> None:
        self._checked.ready.connect(self._on_right)
        self._checked.failed.connect(self._on_wrong)
        self.save.clicked.connect(lambda: self._go("save"))
        self.off.clicked.connect(lambda: self._go("off"))
        self.sheet.clicked.connect(lambda: self._go("sheet"))
        for field in (self.now, self.new, self.again):
            field.textChanged.connect(lambda _text: self._check())
            field.returnPressed.connect(lambda: self.save.click())

    def _check(self) -> None:
        known = bool(self.now.text()) or not self._asks
        code = problem_with(self.new.text(), self.again.text())
        begun = self.again.text() or (self.new.text() and code == "password.short")
        self.problem.setText(message(code) if code and begun else "")
        self.problem.setVisible(bool(self.problem.text()))
        self.save.setEnabled(known and not code)
        self.off.setEnabled(known)
        self.sheet.setEnabled(known)

    def _go(self, way: str) -> None:
        path, now, asks = self._path, self.now.text(), self._asks
        self.setEnabled(False)
        self._checked.ask(lambda _job: (way, unlock(path, now) if asks else ""))

    def _on_right(self, answer: tuple[str, str]) -> None:
        way, key = answer
        self.accept()
        if way == "sheet":
            self.sheet_asked.emit(key)
        else:
            self.chosen.emit(self.new.text() if way == "save" else "")

    def _on_wrong(self, error: BaseException) -> None:
        self.setEnabled(True)
        if not isinstance(error, CrmError):
            raise error
        wrong = error.code == "database.password"
        self.problem.setText(_("That is not the password until now.") if wrong else explain(error))
        self.problem.show()
        self.now.selectAll()
        self.now.setFocus()

    def _lay_out(self, *, recovered: bool) -> None:
        told = _("Without it nobody can read the customers, neither here nor in the backups made "
                 "from now on, not even we. Write it down and keep it in a safe place: it cannot "
                 "be found out.")  # fmt: skip
        if recovered:
            told = _("The recovery code opened the customer book. Choose a password you will know; "
                     "the sheet is void then, and you can print a new one.")  # fmt: skip
        older = _("Backups made before stay as they are: delete them if nobody may read them.")
        cancel = PlainButton(_("Cancel"))
        cancel.clicked.connect(lambda: self.reject())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for widget in (label(told, wrap=True), self.now, self.new, self.again, self.problem,
                       self.choices, label(older, "hint", wrap=True)):  # fmt: skip
            column.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addWidget(self.off)
        buttons.addWidget(self.sheet)
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)


def _field(name: str, prompt: str) -> PasswordField:
    field = PasswordField(prompt)
    field.setObjectName(name)
    return field
