"""An import on its way: read, understand, plan, apply; each on a worker thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from crmdesk.models.core.db import Database
from crmdesk.models.exchange.book import Book, read_book
from crmdesk.models.exchange.importing import (
    ImportResult,
    ReadChoices,
    carry_out,
    make_plan,
    understand_book,
)
from crmdesk.models.exchange.plan import ImportChoices, Plan
from crmdesk.models.exchange.release import release
from crmdesk.models.exchange.understood import Understanding
from crmdesk.ui.kit.jobs import Job, JobRunner


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file says and what importing it would do."""

    understanding: Understanding
    plan: Plan


class Importer(QObject):
    """Holds the file while the user looks; nothing is written before `apply`."""

    previewed = Signal(object)  # Preview
    applied = Signal(object)  # ImportResult
    failed = Signal(object)  # error; what was previewed before stands
    started = Signal(object)  # Job
    stopped = Signal()  # cancelled: nothing was written, nothing is shown

    def __init__(self, db: Database, jobs: JobRunner, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._db, self._jobs, self.path = db, jobs, path
        self.read, self.choices = ReadChoices(), ImportChoices()
        self.encoding: str | None = None
        self._book: Book | None = None
        self._book_encoding: str | None = None
        self._shown: Preview | None = None
        self._job: Job | None = None

    def preview(self) -> None:
        """Understand the file as chosen now; the latest choice counts."""
        self.cancel()
        read, choices, encoding = self.read, self.choices, self.encoding

        def look(job: Job) -> Preview:
            book = self._read(encoding, job)
            understanding = understand_book(self._db, book, read, job)
            return Preview(understanding, make_plan(self._db, understanding, choices, job))

        self._start(self._jobs.read(look), self._on_previewed)

    def apply(self) -> None:
        """Carry out the plan that is shown, in one transaction."""
        shown, read, choices = self._shown, self.read, self.choices
        if shown is None:
            return

        def write(job: Job) -> ImportResult:
            return carry_out(self._db, shown.understanding, shown.plan, read, choices, job)

        self._start(self._jobs.write(write, stoppable=True), self.applied.emit)

    def cancel(self) -> None:
        """Stop what runs; a write that was not finished leaves nothing behind."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def close(self) -> None:
        """Let go of the file and of all it said: 300 MB of a large one."""
        self.cancel()
        if self._book is not None:
            self._book.close()
            self._book = None
        self._let_go()

    def _read(self, encoding: str | None, job: Job) -> Book:
        if self._book is None or self._book_encoding != encoding:
            self._book = read_book(self.path, encoding=encoding, progress=job)
            self._book_encoding = encoding
        return self._book

    def _on_previewed(self, shown: Preview) -> None:
        self._let_go()
        self._shown = shown
        self.previewed.emit(shown)

    def _let_go(self) -> None:
        shown, self._shown = self._shown, None
        if shown is not None:
            self._jobs.read(lambda _job: release(shown.understanding, shown.plan))

    def _start(self, job: Job, then: Callable[..., object]) -> None:
        self._job = job
        job.succeeded.connect(lambda answer: self._tell(job, then, answer))
        job.failed.connect(lambda error: self._tell(job, self.failed.emit, error))
        job.finished.connect(lambda: self._tell(job, self.stopped.emit))
        self.started.emit(job)

    def _tell(self, job: Job, then: Callable[..., object], *result: object) -> None:
        """Only of the job asked for last, and only once how it ended."""
        if job is self._job:
            self._job = None
            then(*result)
