"""The open database and all that works on it: jobs, hub, backups; opened and closed as one."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from crmdesk.models.core.clock import Clock
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import explain
from crmdesk.models.open import open_database
from crmdesk.paths import demo_database
from crmdesk.ui.kit.collector import Collector
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell.host import Host
from crmdesk.ui.shell.keys import Keys

if TYPE_CHECKING:  # needed a while after the start
    from crmdesk.models.first_page.page import FirstPage
    from crmdesk.ui.shell.backups import Backups
    from crmdesk.ui.shell.start import Opening

log = logging.getLogger(__name__)
LATER = 3000  # ms after the start, when the window is painted and the next screen stands ready


class DatabaseSession(QObject):
    """One database at a time; `opening` is one that a thread has begun to open already."""

    def __init__(self, host: Host, clock: Clock, opening: Opening | None, parent: QObject) -> None:
        super().__init__(parent)
        self._host, self.clock, self._opening = host, clock, opening
        self._opened: tuple[Database, JobRunner, DataHub] | None = None
        self._first_page: FirstPage | None = None
        self._backups: Backups | None = None
        self._collector: Collector | None = None
        self.keys = Keys()
        self.target = ""
        self.resting = False  # the file is closed for a while, though the window lives on

    @property
    def path(self) -> Path | None:
        """The file; None where the database lies on a server."""
        return None if "://" in self.target else Path(self.target)

    @property
    def is_open(self) -> bool:
        return self._opened is not None

    @property
    def key(self) -> str | None:
        """What opens the file; None where it has no password."""
        return self.keys.fitting(self.target)

    def open(self, target: str, *, create: bool = True) -> None:
        """Open it in place of none, or make it; raises what `open_database` raises."""
        opening, self._opening = self._opening, None
        if opening is not None:
            db, self._first_page = opening.database(), opening.first_page
        else:
            staff_id, key = self._host.settings.staff_id or 1, self.keys.fitting(target)
            self.keys.know(target, key)  # none of an earlier file in this place
            db = open_database(target, clock=self.clock, staff_id=staff_id, create=create, key=key)
        self.target = target
        self._opened = (db, JobRunner(), DataHub(db))
        self._opened[1].unkept.connect(self._on_unkept)
        QTimer.singleShot(LATER, self, self._settle)

    def finish(self) -> list[BaseException]:
        """Write what was asked to be written; what could not be."""
        return [] if self._opened is None else self._opened[1].finish()

    def close(self) -> None:
        """End what works on it, and let go of it."""
        if self._opened is None:
            return
        db, jobs, hub = self._opened
        if not self.resting:
            jobs.write(lambda _job: self._keep_first_page(db))
        jobs.shutdown()
        if self._backups is not None:
            if not self.resting:
                self._backups.close()
            self._backups.deleteLater()
            self._backups = None
        db.close()
        hub.end()
        hub.deleteLater()
        self._opened, self.resting = None, False

    def parts(self) -> tuple[Database, JobRunner, DataHub]:
        """What a window is built on."""
        if self._opened is None:
            raise RuntimeError("no database is open")
        return self._opened

    @property
    def is_only_looked_into(self) -> bool:
        """Whether there is a page to show, and the file is still to be opened (`open_now`)."""
        return self._first_page is not None

    def take_first_page(self) -> FirstPage | None:
        """What the first window on it shows before it is open; later ones ask it."""
        page, self._first_page = self._first_page, None
        return page

    def open_now(self, failed: Callable[[CrmError], None]) -> None:
        """Open, beside the window, what was only looked into; then its screens ask it."""
        db, jobs, hub = self.parts()
        job = jobs.read(lambda _job: db.storage.kind)
        job.succeeded.connect(lambda _kind: hub.opened.emit())
        job.failed.connect(failed)

    def back_up(self, reason: str) -> None:
        """Make one now, on whatever thread asks; what goes wrong stops nobody."""
        if self._backups is not None:
            self._backups.quietly(reason)

    def back_up_before_rest(self) -> None:
        """Begin one of what was written since the last, before the file is closed for a while."""
        if self._backups is not None:
            self._backups.before_rest()

    def show_backups(self) -> None:
        """The list of them, over the window."""
        self._begin_backups()
        if self._backups is not None:
            self._backups.show(self._host.front_window())

    def _keep_first_page(self, db: Database) -> None:
        """For the next start; whatever goes wrong keeps nobody from leaving."""
        from crmdesk.models.first_page.keep import keep_first_page
        from crmdesk.ui.today.tools import remembered_staff

        try:
            keep_first_page(db, remembered_staff())
        except CrmError as error:
            log.warning("no first page is kept: %s", error.code)

    def _on_unkept(self, error: BaseException) -> None:
        if isinstance(error, CrmError):
            told = _("What you are typing cannot be kept for now. {reason}")
            self._host.say(told.format(reason=explain(error)))

    def _settle(self) -> None:
        """When the window is painted: collect garbage again, but never walk through what the
        start made; and finish, beside the writer, what a killed import left to be indexed."""
        if self.resting:
            QTimer.singleShot(LATER, self, self._settle)
            return
        gc.freeze()
        if self._collector is None:
            self._collector = Collector(self)
        if self._opened is not None:
            from crmdesk.models.derived.index import index_pending

            db, jobs, _hub = self._opened
            jobs.read(lambda job: index_pending(db, job))
            self._begin_backups()

    def _begin_backups(self) -> None:
        """Of a file; a server has its own."""
        if self._backups is None and (path := self.path) is not None:
            from crmdesk.ui.shell.backups import Backups

            db, jobs, _hub = self.parts()
            self._backups = Backups(db, jobs, self._host, path)
            if path != demo_database():
                self._backups.begin()
