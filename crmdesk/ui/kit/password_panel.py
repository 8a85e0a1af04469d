"""Where the password of a file is typed, or its recovery code; in a dialog or a locked window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.core.messages import explain
from crmdesk.models.protection.password import unlock
from crmdesk.models.protection.recovery import GROUPS, read_typed
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.password_field import PasswordField
from crmdesk.ui.kit.widgets.picture import Picture

SLOWER, SLOWEST = 1.0, 16.0  # seconds after a wrong password, doubled each time


class PasswordPanel(QWidget):
    """`unlocked(key)` when it was right; each wrong one makes the next take longer.

    `by_code` says then whether it was the recovery code, `keep` holds whether the system is to
    keep the key: shown by `offer_keeping`.
    """

    unlocked = Signal(str)
    left = Signal()
    rescue_asked = Signal(str)  # what was typed

    def __init__(self, path: Path, heading: str, leave: str, parent: QWidget | None = None) -> None:
        """`leave` says what becomes of it where nobody knows the password."""
        super().__init__(parent)
        self.setObjectName("password_panel")
        self._path, self.pause = path, SLOWER
        self._refused, self._leads_on = 0, False
        self.by_code = False
        self._jobs = JobRunner(self)
        self._asked = Latest(self._jobs, self)
        self._asked.ready.connect(self._on_key)
        self._asked.failed.connect(self._on_wrong)
        self.field = PasswordField(_("Password"))
        self.problem = label("", "problem", wrap=True)
        self.progress = label("", "hint", wrap=True)
        self.keep = QCheckBox(_("Have this computer keep the key"))
        self.keep.setObjectName("keep_key")
        self.keep.hide()
        self.code = PlainButton(_("Use the recovery code"), kind="link")
        self.code.setObjectName("use_code")
        self.rescue = PlainButton(_("Try it on the backups: the file may be damaged"), kind="link")
        self.rescue.setObjectName("try_backups")
        self.rescue.hide()
        self.open_button = PrimaryButton(_("Open"))
        self.open_button.setObjectName("unlock")
        self.open_button.setEnabled(False)
        self._lay_out(heading, leave)
        self.code.clicked.connect(lambda: self._expect_code())
        self.rescue.clicked.connect(lambda: self._try_backups())
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(lambda: self._try())
        self.open_button.clicked.connect(lambda: self._try())
        self.setFocusProxy(self.field)

    def offer_keeping(self, *, kept: bool) -> None:
        """Show the box, or why there is none, once it is known whether the system keeps keys."""
        self.keep.setChecked(kept)
        found = Latest(self._jobs, self)
        found.ready.connect(self._on_keeping)
        found.failed.connect(lambda _error: self._on_keeping(able=None))

        def can(_job: object) -> bool:
            from crmdesk.models.protection.remembering import can_remember

            return can_remember()

        found.ask(can)

    def offer_rescue(self) -> None:
        """After a second refusal, lead on to the backups: nothing tells a wrong password from a
        file whose first page is damaged."""
        self._leads_on = True

    def say(self, told: str) -> None:
        """What came of what was asked for."""
        self.progress.setText(told)

    def stop(self) -> None:
        """Wait for the thread that tries: it must not answer to what is gone."""
        self._jobs.shutdown()

    def _on_keeping(self, able: object) -> None:
        self.keep.setVisible(bool(able))
        if not able:
            self.keep.setChecked(False)
            self.progress.setText(
                _("This computer has no safe place for keys: the password is asked each time.")
            )

    def _try(self) -> None:
        if not self.open_button.isEnabled():
            return
        path, typed = self._path, self.field.text()
        self.by_code = read_typed(typed).is_code
        self.problem.setText("")
        self.open_button.setText(_("Opening…"))
        self._enable(on=False)
        self._asked.ask(lambda _job: unlock(path, typed))

    def _on_key(self, key: str) -> None:
        self.field.clear()
        self.open_button.setText(_("Open"))
        self._enable(on=True)
        self.unlocked.emit(key)

    def _on_wrong(self, error: BaseException) -> None:
        if not isinstance(error, CrmError):
            raise error
        wrong = error.code == "database.password"
        told = _("That is not the password. Please try again in a moment.")
        self.problem.setText(told if wrong else explain(error))
        QTimer.singleShot(round(self.pause * 1000), self, self._again)
        self.pause = min(self.pause * 2, SLOWEST)
        self._refused += wrong
        self.rescue.setVisible(self._leads_on and self._refused > 1)

    def _again(self) -> None:
        self.open_button.setText(_("Open"))
        self._enable(on=True)
        self.field.selectAll()
        self.field.setFocus()

    def _try_backups(self) -> None:
        if typed := self.field.text():
            self.progress.setText(_("Trying it on the backups…"))
            self.rescue_asked.emit(typed)
        else:
            self.field.setFocus()

    def _enable(self, *, on: bool) -> None:
        self.open_button.setEnabled(on and bool(self.field.text()))
        self.field.setEnabled(on)

    def _expect_code(self) -> None:
        self.field.eye.setChecked(True)
        self.field.setPlaceholderText(_("Recovery code, {count} groups").format(count=GROUPS))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.setFocus()

    def _on_typed(self, text: str) -> None:
        """Of a code, tell at once which group is not as it was printed."""
        self.open_button.setEnabled(bool(text))
        typed = read_typed(text)
        if not typed.is_code:
            self.progress.setText("")
            return
        wrong = pgettext("list", ", ").join(map(str, typed.wrong))
        told = _("Recovery code: {done} of {count} groups.")
        if wrong:
            told = _("Recovery code: group {groups} is not as printed.")
        done = min(len(typed.groups), GROUPS)
        self.progress.setText(told.format(done=done, count=GROUPS, groups=wrong))

    def _lay_out(self, heading: str, leave: str) -> None:
        end = PlainButton(leave)
        end.setObjectName("leave")
        end.clicked.connect(lambda: self.left.emit())
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 24)
        column.setSpacing(12)
        column.addWidget(Picture("lock", 48, "strong_border"), 0, middle)
        column.addWidget(label(heading, "heading"), 0, middle)
        column.addWidget(label(str(self._path), "secondary", wrap=True), 0, middle)
        for widget in (self.field, self.progress, self.problem, self.rescue, self.keep):
            column.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addWidget(self.code)
        buttons.addStretch()
        buttons.addWidget(end)
        buttons.addWidget(self.open_button)
        column.addLayout(buttons)
        self.setMinimumWidth(440)
