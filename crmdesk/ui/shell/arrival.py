"""What a file from another computer leads to: look inside, ask, go on in it here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crmdesk.models.backups.luggage import Luggage, look_at, what_is_here
from crmdesk.models.core.clock import Clock
from crmdesk.models.core.db import Database
from crmdesk.models.core.engines.sqlite_copies import opens
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.protection.password import say_change
from crmdesk.paths import default_database, demo_database
from crmdesk.ui.kit.ask import ask_open_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.password_question import PasswordQuestion
from crmdesk.ui.shell.host import Host
from crmdesk.ui.welcome.arrival_dialog import ArrivalDialog

Looked = tuple[Path, str | None, Luggage, Luggage | None]


class Receiver(Host, Protocol):
    """The program, as far as a file that arrives needs it."""

    @property
    def clock(self) -> Clock: ...

    def know_key(self, target: str, key: str | None) -> None: ...

    def turn_to(self, target: str, file: str = "", *, demo: int | None = None) -> None: ...


class Arrival(QObject):
    """Over `parent`; `here` tells what this computer has until now, `take` goes on in the file."""

    def __init__(
        self,
        parent: QWidget,
        jobs: JobRunner,
        clock: Clock,
        here: Callable[[], Luggage | None],
        take: Callable[[Path, str | None], None],
        until_now: str | None = None,
    ) -> None:
        """`until_now` opens what is here."""
        super().__init__(parent)
        self._parent, self._clock, self._here, self._take = parent, clock, here, take
        self._until_now = until_now
        self._looked = Latest(jobs, self)
        self._looked.ready.connect(self._on_looked)
        self._looked.failed.connect(self._on_failed)

    def ask(self, file: Path | None) -> None:
        """Look into the file; into one that is chosen now where none is given."""
        if file is None:
            filters = _("Customer books and backups") + " (*.crmbackup *.db)"
            title = _("The file from the old computer")
            ask_open_file(self._parent, title, filters, self._open)
        else:
            self._open(file)

    def _open(self, path: Path) -> None:
        if not path.is_file():
            self._on_failed(CrmError("file.missing", file=str(path)))
        elif opens(path, None):
            self._look(path, None)
        else:
            told = _("This customer book has a password.")
            question = PasswordQuestion(path, told, _("Cancel"), self._parent)
            question.unlocked.connect(partial(self._look, path))
            question.open()

    def _look(self, path: Path, key: str | None) -> None:
        here = self._here
        self._looked.ask(lambda _job: (path, key, look_at(path, key=key), here()))

    def _on_looked(self, looked: Looked) -> None:
        path, key, brought, here = looked
        now = self._clock().astimezone()  # in this computer's zone: the office's is in the file
        warned = say_change(key, self._until_now) if here is not None else ""
        dialog = ArrivalDialog(path, brought, here, now, self._parent, warned)
        dialog.taken.connect(lambda: self._take(path, key))
        dialog.open()

    def _on_failed(self, error: BaseException) -> None:
        show_failure(self._parent, error)


def put_in_place(backup: Path, database: Path, key: str | None, now: datetime) -> None:
    """On a worker: the file becomes the closed `database`; what was there is kept beside it."""
    from crmdesk.models.backups.restore import restore

    restore(backup, database, now=now, key=key)


def take_in(program: Receiver, db: Database, jobs: JobRunner, file: Path) -> None:
    """The window is open: offer to go on in the file, in the place of the user's own database."""
    if program.database_path is None:
        show_failure(program.front_window(), CrmError("backup.server"))
        return
    in_demo = program.database_path == demo_database()
    own = Path(program.settings.last_database or default_database())

    def here() -> Luggage | None:
        if not in_demo:
            return what_is_here(db)
        try:
            return look_at(own)
        except CrmError:  # there is none yet, or nobody but its user can look into it
            return None

    def take(path: Path, key: str | None) -> None:
        if not in_demo:
            program.restore_database(path, key)
            return
        from crmdesk.ui.backups.wait_note import WaitNote

        now, window = program.clock(), program.front_window()
        window.hide()

        def go_on(error: BaseException | None) -> None:
            if error is not None:
                window.show()
                show_failure(window, error)
                return
            program.know_key(str(own), key)
            program.turn_to(str(own))

        WaitNote(_("Restoring the backup…"), lambda: put_in_place(path, own, key, now), go_on)

    key = None if in_demo else db.storage.key
    Arrival(program.front_window(), jobs, program.clock, here, take, key).ask(file)
