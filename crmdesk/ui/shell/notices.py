"""Looks every minute whether there is something to tell, and has it told once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from crmdesk.models.core.db import Database
from crmdesk.models.core.settings import Settings
from crmdesk.models.daybook.notices import Notice
from crmdesk.models.daybook.quiet import quiet_of
from crmdesk.models.daybook.telling import Found, claim, look
from crmdesk.ui.kit.jobs import JobRunner, Latest

EVERY = 60_000  # ms
FIRST = 4_000  # ms after the tray stands: the start has calmed down


class Notices(QObject):
    """`tell` is given each notice, on the GUI thread. A failing look is tried again in a minute."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        settings: Callable[[], Settings],
        tell: Callable[[Notice], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._db, self._jobs, self._settings, self._tell = db, jobs, settings, tell
        self._first = True
        self._answers = Latest(jobs, self)
        self._answers.ready.connect(self._on_found)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QTimer.singleShot(FIRST, self, self.look)
        jobs.stopping.connect(self._timer.stop)

    def look(self) -> None:
        """Ask now, unless notices are switched off or an answer is still to come."""
        settings = self._settings()
        if not settings.notices or self._answers.waiting():
            return
        quiet, first = quiet_of(settings.quiet, settings.quiet_hours), self._first
        self._answers.ask(lambda _job: look(self._db, quiet, first=first))

    def _on_found(self, found: Found) -> None:
        first = self._first
        self._first = self._first and not found.loud
        if found.notices:
            job = self._jobs.write(lambda _job: claim(self._db, found, first=first))
            job.succeeded.connect(self._on_claimed)

    def _on_claimed(self, notices: Sequence[Notice]) -> None:
        for notice in notices:
            self._tell(notice)
