"""Everything behind File → Password…: the dialog, what it leads to, and the recovery sheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.shell.host import Host
from crmdesk.ui.shell.password_dialog import PasswordDialog
from crmdesk.ui.shell.recovery_sheet import RecoveryDialog


class Protecting(QObject):
    """Of the open file; a child of the window it asks over."""

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host, self._window = host, window

    def ask(self, path: Path, *, recovered: bool = False) -> PasswordDialog:
        """Set, change or take off the password."""
        settings = self._host.settings
        dialog = PasswordDialog(
            path,
            self._window,
            protected=self._host.protected,
            minutes=settings.lock_minutes,
            kept=settings.remember_key,
            recovered=recovered,
        )
        choices = dialog.choices
        dialog.chosen.connect(lambda new: self._change(new, keep=choices.keep.isChecked()))
        dialog.sheet_asked.connect(self._show_sheet)
        choices.minutes_chosen.connect(self._on_minutes)
        choices.forget_asked.connect(lambda: self._host.guard.keep_key(keep=False))
        dialog.open()
        return dialog

    def _change(self, new: str, *, keep: bool) -> None:
        self._host.guard.change_password(new or None, keep=keep, then=self._offer_sheet)

    def _offer_sheet(self, key: str | None) -> None:
        if key is None:
            self._host.say(_("The password is taken off."))
            return
        confirm(
            self._host.front_window(),
            _("The password is set. Print a recovery sheet?"),
            _("It opens the customer book when the password is forgotten; without it, a forgotten "
              "password means that everything is lost. Keep it like a house key."),
            _("Recovery sheet…"),
            lambda: self._show_sheet(key),
        ).setProperty("secret", True)  # fmt: skip  # noqa: FBT003 - closed by locking, see Lock

    def _show_sheet(self, key: str) -> None:
        if (path := self._host.database_path) is not None:
            RecoveryDialog(key, path, self._host.guard.today(), self._host.front_window()).open()

    def _on_minutes(self, minutes: int) -> None:
        self._host.change_settings(replace(self._host.settings, lock_minutes=minutes))
