"""What other programs do to the open database: the command line, a colleague."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from crmdesk.models.core.db import Changes, Database
from crmdesk.models.journal.newest import newest_change_set
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner, Latest

PERIOD = 2000  # ms


class ForeignChanges(QObject):
    """Looks into the journal now and then, and tells the hub what it did not tell itself.

    `last` is the newest change set before anything was shown: what came after it is news.
    """

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        parent: QObject,
        *,
        last: int,
        period: int = PERIOD,
    ) -> None:
        super().__init__(parent)
        self._db, self._hub = db, hub
        self._last = last
        self._own: set[tuple[str, int]] = set()
        self._asked = Latest(jobs, self)
        self._asked.ready.connect(self._on_news)
        hub.changed.connect(self._on_own)
        self._timer = QTimer(self, interval=period)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Ask now; nothing happens while an answer is still to come."""
        if not self._asked.waiting():
            last = self._last
            self._asked.ask(lambda _job: self._read(last))

    def _read(self, last: int) -> tuple[int, Changes]:
        with self._db.read() as session:
            newest = newest_change_set(session)
            if newest <= last:
                return newest, frozenset()
            from crmdesk.models.journal.queries import touched_since  # not at every start

            return newest, touched_since(session, last)

    def _on_news(self, news: tuple[int, Changes]) -> None:
        self._last, changes = news
        foreign = frozenset(changes - self._own)
        self._own.clear()
        if foreign:
            self._hub.changed.emit(foreign)
            self._own.clear()

    def _on_own(self, changes: Changes) -> None:
        self._own |= changes
