"""Reads the stream page by page into the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from PySide6.QtCore import QObject, Signal

from crmdesk.models.core.db import Database
from crmdesk.models.interactions.replies import load_waiting
from crmdesk.models.timeline.entries import Cursor, TimelineFilter
from crmdesk.models.timeline.queries import PAGE, count_kinds, load_page
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.stream import StreamModel
from crmdesk.ui.timeline.items import EntryItem, Item, by_day
from crmdesk.ui.timeline.waiting import mark_waiting


@dataclass(frozen=True, slots=True)
class _Read:
    """A page as the list shows it, its last day, and where to go on."""

    items: Sequence[Item]
    day: date | None
    next: Cursor | None


class Feed(QObject):
    """Fills `model` with one customer's entries; more are read when the end comes into view."""

    loaded = Signal()  # the first page, or everything again
    failed = Signal(object)
    counted = Signal(object)  # entries by kind, of all that customer's

    def __init__(
        self, db: Database, jobs: JobRunner, model: StreamModel, zone: tzinfo, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._db, self._model, self._zone = db, model, zone
        self._customer, self._wanted = 0, TimelineFilter()
        self._next: Cursor | None = None
        self._day: date | None = None
        self._first, self._further = Latest(jobs, self), Latest(jobs, self)
        self._counts = Latest(jobs, self)
        self._first.ready.connect(self._on_first)
        self._further.ready.connect(self._on_further)
        self._counts.ready.connect(self.counted)
        for latest in (self._first, self._further, self._counts):
            latest.failed.connect(self.failed)

    def show(self, customer_id: int, wanted: TimelineFilter) -> None:
        """Read from the top."""
        self._customer, self._wanted = customer_id, wanted
        self._ask_first(PAGE)

    def refresh(self) -> None:
        """Read what is shown again: something changed."""
        self._ask_first(max(PAGE, self.entries()))
        self.count()

    def count(self) -> None:
        """Ask how many entries there are of each kind."""
        customer = self._customer

        def ask(_job: object) -> dict[str, int]:
            with self._db.read() as session:
                return count_kinds(session, customer)

        self._counts.ask(ask)

    def entries(self) -> int:
        """How many entries are shown."""
        return sum(isinstance(item, EntryItem) for item in self._model.items())

    def _ask_first(self, limit: int) -> None:
        self._further.drop()
        self._model.more = None
        self._first.ask(lambda _job: self._page(None, limit))

    def _page(self, before: Cursor | None, limit: int, day: date | None = None) -> _Read:
        """On a reader thread: the entries with their headings, ready to be shown."""
        with self._db.read() as session:
            page = load_page(session, self._customer, self._wanted, before=before, limit=limit)
            items, last = by_day(page.entries, self._zone, day)
            now = self._db.now()
            items = mark_waiting(items, load_waiting(session, self._customer, now), now, self._zone)
        return _Read(items, last, page.next)

    def _on_first(self, read: _Read) -> None:
        self._go_on_from(read)
        self._model.set_items(read.items)
        self.loaded.emit()

    def _on_further(self, read: _Read) -> None:
        self._go_on_from(read)
        self._model.append(read.items)

    def _go_on_from(self, read: _Read) -> None:
        self._next, self._day = read.next, read.day
        self._model.more = None if read.next is None else self._read_further

    def _read_further(self) -> None:
        before, day = self._next, self._day
        if before is not None and not self._further.waiting() and not self._first.waiting():
            self._further.ask(lambda _job: self._page(before, PAGE, day))
