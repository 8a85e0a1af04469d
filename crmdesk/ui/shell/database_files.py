"""New, open and move of the database file, with a word about places where it is in danger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import message
from crmdesk.models.core.places import risky_place
from crmdesk.ui.kit.ask import ask_open_file, ask_save_file, confirm
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.shell.host import Host
from crmdesk.ui.shell.start import BACKUP


class DatabaseFiles(QObject):
    """Those entries of the File menu."""

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host, self._window = host, window

    def new(self) -> None:
        """Begin an empty database beside the one in use, which stays as it is."""
        title, name = _("New database"), _("customers.db")
        ask_save_file(self._window, title, name, _filters(), self._make)

    def open(self) -> None:
        """Go on in another database."""
        ask_open_file(self._window, _("Open database"), _filters(), self._open)

    def can_move(self) -> bool:
        """Only a file can be moved, not a server's database."""
        return self._host.database_path is not None

    def move(self) -> None:
        """Put the file elsewhere and go on in it."""
        if (current := self._host.database_path) is not None:
            title = _("Move database")
            ask_save_file(self._window, title, current.name, _filters(), self._move_to)

    def protect(self) -> None:
        """Set, change or take off the password."""
        from crmdesk.ui.shell.protecting import Protecting

        if (path := self._host.database_path) is not None:
            Protecting(self._host, self._window).ask(path)

    def can_lock(self) -> bool:
        """Only what has a password."""
        return self._host.protected

    def lock(self) -> None:
        """Show nothing until the password is typed."""
        self._host.guard.lock()

    def _open(self, path: Path) -> None:
        """A backup stays one: its contents may take the place of the database."""
        if path.suffix.lower() == BACKUP:
            self._host.receive(str(path))
        else:
            self._warned(path, lambda: self._host.open_database(path))

    def _make(self, path: Path) -> None:
        if path.exists():
            show_failure(self._window, CrmError("database.exists", path=str(path)))
            return
        self._warned(path, lambda: self._host.open_database(path))

    def _move_to(self, path: Path) -> None:
        if path == self._host.database_path:
            return
        if path.exists():
            show_failure(self._window, CrmError("database.exists", path=str(path)))
            return
        self._warned(path, lambda: self._host.move_database(path))

    def _warned(self, path: Path, then: Callable[[], None]) -> None:
        """Do it at once in a safe place, after a question in a risky one."""
        code = risky_place(path)
        if code is None:
            then()
            return
        question = _("Keep the database here all the same?")
        confirm(self._window, question, message(code), _("Use this place"), then, danger=True)


def ask_database(then: Callable[[Path], None]) -> QFileDialog:
    """Which file to open, where there is no window; to be kept by who asks."""
    return ask_open_file(None, _("Open database"), _filters(), then)


def _filters() -> str:
    ours, everything = _("crmdesk databases"), _("All files")
    return f"{ours} (*.db);;{everything} (*)"
