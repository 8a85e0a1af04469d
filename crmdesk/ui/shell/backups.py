"""Backups nobody has to think of: each day, before large changes, when the program is closed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QWidget

from crmdesk.models.backups.folder import Backup, BackupFolder, clear_leftovers
from crmdesk.models.backups.occasions import occasion
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.messages import explain
from crmdesk.models.journal.newest import newest_change_set
from crmdesk.models.office.settings import load_office
from crmdesk.paths import backup_folder
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.shell.backup_question import BackupQuestion
from crmdesk.ui.shell.host import Host
from crmdesk.ui.shell.trouble import TroubleWatch

if TYPE_CHECKING:
    from crmdesk.ui.backups.rescue import RescueDialog

FIRST_LOOK, EVERY = 20_000, 3_600_000  # ms: when the clerk has begun to work, then each hour
_TOLD = "backups/told"
log = logging.getLogger(__name__)


class Backups(QObject):
    """Of one open database file; `begin` makes them by themselves, `show` lets her look."""

    def __init__(self, db: Database, jobs: JobRunner, host: Host, database: Path) -> None:
        super().__init__()
        self._db, self._jobs, self._host, self._database = db, jobs, host, database
        self._begun = False
        with db.read() as session:
            self._zone = office_zone(load_office(session).zone)
            self._first = newest_change_set(session)
        self.folder = self._chosen_folder()
        self._question = BackupQuestion(host, self)
        jobs.stopping.connect(self._question.give_up)
        jobs.staying.connect(self._question.stay)
        self._made = Latest(jobs, self)
        self._made.failed.connect(self._on_failed)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self.watch = TroubleWatch(db, jobs, database, self.rescue)

    def begin(self) -> None:
        """From now on by themselves."""
        if self._db.storage.read_only:
            return
        self._begun = True
        self._db.before_write = self._before
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
        self.watch.stop()
        if self._begun:
            self._keep_changes("close", self.folder.back_up)

    def before_rest(self) -> None:
        """Begin the same, beside the window that is about to be locked: who leaves from there
        leaves a closed file, of which no other can be made. The newest of a day stays."""
        if self._begun:
            self._jobs.write(lambda _job: self._keep_changes("lock", self.folder.renew))

    def quietly(self, reason: str) -> None:
        """Make one; whatever goes wrong must keep nobody from going on."""
        try:
            self.folder.back_up(reason, self._db.now())
        except CrmError as error:
            log.warning("no backup (%s): %s", reason, error.code)

    def show(self, window: QWidget) -> None:
        """The list of them."""
        from crmdesk.ui.backups.dialog import BackupsDialog

        dialog = BackupsDialog(
            self._db, self._jobs, self.folder, self._host.restore_database, self._move, window
        )
        dialog.open()

    def rescue(self) -> RescueDialog:
        """What can be done about a damaged file, over the window."""
        from crmdesk.models.core.i18n import _
        from crmdesk.ui.backups.damaged import DamagedDialog
        from crmdesk.ui.backups.rescue import Lost

        lost = Lost(
            self._database, self._db.storage.key, self.folder.path, self._db.now, self._zone
        )
        dialog = DamagedDialog(
            lost,
            self._host.restore_database,
            [(_("Close"), lambda: None)],
            self._host.front_window(),
        )
        dialog.open()
        return dialog

    def _move(self, folder: Path) -> BackupFolder:
        self._host.change_settings(replace(self._host.settings, backup_folder=str(folder)))
        self.folder = self._chosen_folder()
        return self.folder

    def _chosen_folder(self) -> BackupFolder:
        path = backup_folder(self._host.settings.backup_folder)
        return BackupFolder(path, self._db, self._database, self._zone)

    def _keep_changes(self, reason: str, make: Callable[[str, datetime], Backup]) -> None:
        """Whatever goes wrong keeps nobody from leaving."""
        try:
            with self._db.read() as session:
                newest = newest_change_set(session)
            if newest != self._first:
                make(reason, self._db.now())
                self._first = newest
        except CrmError as error:
            log.warning("no backup (%s): %s", reason, error.code)

    def _daily(self) -> Backup | None:
        self._take_in()
        now = self._db.now()
        return self.folder.back_up("daily", now) if self.folder.is_due(now) else None

    def _take_in(self) -> None:
        """What an update left beside the file becomes a backup among the others."""
        path = self._database
        clear_leftovers(path)
        for copy in path.parent.glob(f"{path.stem}.before-[0-9]*{path.suffix}"):
            try:
                self.folder.take_in(copy, "migration")
            except CrmError as error:
                log.warning("%s stays beside the database: %s", copy.suffix, error.code)

    def _before(self, action: str, params: dict[str, object]) -> None:
        """On the thread that is about to write. Without a backup it goes on only if she says so."""
        reason = occasion(action, params)
        now = self._db.now()
        if reason is None or self.folder.has_recent(reason, now):
            return
        try:
            self.folder.back_up(reason, now)
        except CrmError as error:
            log.warning("no backup (%s): %s", reason, error.code)
            self._question.ask(error, local_day(now, self._zone))

    def _on_failed(self, error: BaseException) -> None:
        """A drive that is not there is told once a day."""
        if not isinstance(error, CrmError):
            raise error
        today = local_day(self._db.now(), self._zone)
        if _first_today(error.code, today):
            self._host.say(explain(error))


def _first_today(code: str, today: date) -> bool:
    settings, key = QSettings(), f"{_TOLD}/{code}"
    if settings.value(key) == today.isoformat():
        return False
    settings.setValue(key, today.isoformat())
    return True
