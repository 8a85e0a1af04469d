"""Reading on worker threads: first what a text says, then who of it is there already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from crmdesk.models.core.db import Database
from crmdesk.ui.exchange.paste_people import Person, know, look
from crmdesk.ui.kit.jobs import JobRunner, Latest


class PasteReader(QObject):
    """`read(Look)` for the latest text; `known()` once it is clear who is there already."""

    read = Signal(object)
    known = Signal()
    failed = Signal(object)

    def __init__(self, db: Database, jobs: JobRunner, shown: int | None, parent: QObject) -> None:
        super().__init__(parent)
        self._db, self._shown = db, shown
        self._reads, self._knows = Latest(jobs, self), Latest(jobs, self)
        self._asked: list[Person] = []
        self._reads.ready.connect(self.read)
        self._reads.failed.connect(self.failed)
        self._knows.ready.connect(self._on_known)
        self._knows.failed.connect(self.failed)

    def ask(self, text: str, speaker: str) -> None:
        """Read this; an earlier text is wanted no more."""
        db = self._db
        self._knows.drop()
        self._reads.ask(lambda _job: look(db, text, speaker))

    def ask_known(self, people: Sequence[Person]) -> None:
        """Who is there already of those who changed."""
        self._asked = [person for person in people if not person.fresh]
        db, shown = self._db, self._shown if len(people) == 1 else None
        drafts = [person.draft() for person in self._asked]
        self._knows.ask(lambda job: know(db, drafts, shown, job))

    def reading(self) -> bool:
        """Whether a text is still being read."""
        return self._reads.waiting()

    def waiting(self) -> bool:
        """Whether anything is still to come."""
        return self._reads.waiting() or self._knows.waiting()

    def drop(self) -> None:
        """Want nothing any more."""
        self._reads.drop()
        self._knows.drop()

    def _on_known(self, answer: Any) -> None:
        for person, known in zip(self._asked, answer, strict=True):
            person.know(known)
        self.known.emit()
