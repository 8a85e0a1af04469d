"""Backups nobody has to think of: each day, before large changes, when the program is closed."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from crmdesk.models.backups.folder import Backup, BackupFolder
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.messages import explain
from crmdesk.models.journal.newest import newest_change_set
from crmdesk.models.office.settings import load_office
from crmdesk.paths import backup_folder
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.shell.host import Host

FIRST_LOOK, EVERY = 20_000, 3_600_000  # ms: when the clerk has begun to work, then each hour
log = logging.getLogger(__name__)


class Backups(QObject):
    """Of one open database file; `begin` makes them by themselves, `show` lets her look."""

    def __init__(self, db: Database, jobs: JobRunner, host: Host, database: Path) -> None:
        super().__init__()
        self._db, self._jobs, self._host, self._database = db, jobs, host, database
        self._begun = False
        self._told: set[str] = set()
        with db.read() as session:
            self._zone = office_zone(load_office(session).zone)
            self._first = newest_change_set(session)
        self.folder = self._chosen_folder()
        self._made = Latest(jobs, self)
        self._made.failed.connect(self._on_failed)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """From now on by themselves."""
        self._begun = True
        self._db.before_bulk = lambda: self._quietly("bulk")
        self._timer.start()
        QTimer.singleShot(FIRST_LOOK, self, self.look)

    def look(self) -> None:
        """Make that of the day, beside the window, unless there is one."""
        if not self._made.waiting():
            self._made.ask(lambda _job: self._daily())

    def close(self) -> None:
        """Make the last one if anything was changed since the database was opened, by the
        last write that leaving itself asked for too."""
        self._timer.stop()
        with self._db.read() as session:
            changed = newest_change_set(session) != self._first
        if self._begun and changed:
            self._quietly("close")

    def show(self, window: QWidget) -> None:
        """The list of them."""
        from crmdesk.ui.backups.dialog import BackupsDialog

        dialog = BackupsDialog(
            self._db, self._jobs, self.folder, self._host.restore_database, self._move, window
        )
        dialog.open()

    def _move(self, folder: Path) -> BackupFolder:
        self._host.change_settings(replace(self._host.settings, backup_folder=str(folder)))
        self.folder = self._chosen_folder()
        return self.folder

    def _chosen_folder(self) -> BackupFolder:
        chosen = self._host.settings.backup_folder
        path = Path(chosen) if chosen else backup_folder()
        return BackupFolder(path, self._db, self._database, self._zone)

    def _daily(self) -> Backup | None:
        now = self._db.now()
        return self.folder.back_up("daily", now) if self.folder.is_due(now) else None

    def _quietly(self, reason: str) -> None:
        """Whatever goes wrong must keep nobody from the import, or from leaving."""
        try:
            self.folder.back_up(reason, self._db.now())
        except CrmError as error:
            log.warning("no backup (%s): %s", reason, error.code)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, CrmError):
            raise error
        if error.code not in self._told:
            self._told.add(error.code)
            self._host.say(explain(error))
