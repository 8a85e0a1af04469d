"""Words being typed are kept every second, and are there again after a crash or a power cut."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from PySide6.QtCore import QObject, QTimer

from crmdesk.models.core.db import Database
from crmdesk.models.journal.drafts import drop_draft, load_draft, save_draft
from crmdesk.ui.kit.jobs import Job, JobRunner

EVERY, RARELY = 1000, 32_000  # ms: where all is well, and where nothing can be written
Words = dict[str, Any]
log = logging.getLogger(__name__)
_on_the_way: WeakKeyDictionary[Database, dict[str, Words]] = WeakKeyDictionary()
"""What the forms on a database asked to be kept, by key; perhaps not written yet."""
_told: WeakSet[Database] = WeakSet()
"""Databases that keep no words for now, which was said."""


class DraftSaver(QObject):
    """Asks `collect()` once a second and keeps what changed; an empty answer means nothing typed.

    `begin()` gives what was kept for `key` to `restore`. Once they are saved for good the form is
    empty, or calls `stop()`. Make it a child of the form: it ends with it.
    """

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        key: str,
        collect: Callable[[], Words],
        restore: Callable[[Words], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._db, self._jobs, self._key = db, jobs, key
        self._collect, self._restore = collect, restore
        self._kept: Words = {}
        self._waiting = _on_the_way.setdefault(db, {})
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.flush)
        jobs.stopping.connect(self.flush)
        jobs.retiring.connect(self.flush)

    def begin(self) -> bool:
        """Bring back what was kept; True when there was something."""
        self._kept = self._stored()
        if self._kept:
            self._restore(dict(self._kept))
        self._timer.start()
        return bool(self._kept)

    def move_to(self, key: str) -> bool:
        """The form is about something else now: keep its words, show those of the new place.

        `restore` is called in any case; {} empties the form.
        """
        self.leave()
        self._key = key
        if not self.begin():
            self._restore({})
        return bool(self._kept)

    def leave(self) -> None:
        """Keep what stands in the form now; what is done to it until `move_to` is no typing."""
        self.flush()
        self._key, self._kept = "", {}

    def flush(self) -> None:
        """Keep what stands in the form now, if it changed."""
        if not self._key:
            return
        words = self._collect()
        if words != self._kept:
            self._kept = words
            self._write(words)

    def keep(self, key: str, words: Words) -> None:
        """Keep these words for a place the form is not about now."""
        self._write(words, key)

    def stop(self) -> None:
        """The words are safe elsewhere, or thrown away on purpose: keep nothing any more."""
        self._timer.stop()
        if self._kept:
            self._kept = {}
            self._write({})

    def pending(self) -> int:
        """How many places of this database wait to be written."""
        return len(self._waiting)

    def _stored(self) -> Words:
        if self._key in self._waiting:
            return self._waiting[self._key]
        with self._db.read() as session:
            kept = load_draft(session, self._key, self._db.staff_id)
        return kept.data if kept else {}

    def _write(self, words: Words, of: str = "") -> None:
        key, db = of or self._key, self._db
        self._waiting[key] = words

        def store(_job: Job) -> None:
            with db.write("draft") as session:
                if words:
                    save_draft(session, key, words)
                else:
                    drop_draft(session, key)

        job = self._jobs.write(store)
        job.succeeded.connect(self._on_kept)
        job.failed.connect(self._on_failed)
        job.finished.connect(lambda: self._written(key, words))

    def _written(self, key: str, words: Words) -> None:
        if self._waiting.get(key) is words:
            del self._waiting[key]

    def _on_kept(self, _done: object) -> None:
        _told.discard(self._db)
        self._timer.setInterval(EVERY)

    def _on_failed(self, error: BaseException) -> None:
        """The words still stand in the form and are tried again, ever more rarely: no box over
        them, but a word about it, once for all forms."""
        self._kept = {"": None}
        self._timer.setInterval(min(2 * self._timer.interval(), RARELY))
        if self._db not in _told:
            _told.add(self._db)
            log.warning("typed words could not be kept", exc_info=error)
            self._jobs.unkept.emit(error)
