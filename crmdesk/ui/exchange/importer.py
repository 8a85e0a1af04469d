"""An import on its way: read, understand, plan, apply; each on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, tzinfo
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.exchange.habits import with_habits
from crmdesk.models.exchange.importing import (
    ImportResult,
    ReadChoices,
    carry_out,
    make_plan,
    understand_book,
)
from crmdesk.models.exchange.mappings import Told, forget_mappings, layout_of, load_told
from crmdesk.models.exchange.planning.plan import ImportChoices, Plan
from crmdesk.models.exchange.planning.plan_tabs import PlanTabs, sort_rows
from crmdesk.models.exchange.problem_rows import write_problem_rows
from crmdesk.models.exchange.reading.book import Book, read_book
from crmdesk.models.exchange.records.understood import Understanding
from crmdesk.models.exchange.release import release
from crmdesk.models.exchange.sheets.glance import Glance, glance_at, more_rows
from crmdesk.models.office.queries import load_fields
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.jobs import Job, JobRunner

_CARDS = ("vcf",)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file says and what importing it would do; `told` is what was remembered of its
    headers and its layout, by shape; `own_fields` are the office's
    own, `known` how many rows mean a customer who is there already."""

    understanding: Understanding
    plan: Plan
    read: ReadChoices
    choices: ImportChoices
    glances: tuple[Glance, ...] = ()
    told: Mapping[str, Told] | None = None
    own_fields: tuple[str, ...] = ()
    known: int = 0
    zone: tzinfo = UTC
    today: date = date.min
    tabs: PlanTabs = field(init=False)
    """The rows of the plan by what becomes of them; sorted on the thread that made it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "tabs", sort_rows(self.plan))


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
        self.password: str | None = None
        """Used once: an opened book asks for none."""
        self._book: Book | None = None
        self._book_encoding: str | None = None
        self._shown: Preview | None = None
        self._job: Job | None = None

    @property
    def shown(self) -> Preview | None:
        """What was previewed last, while it is held."""
        return self._shown

    @property
    def book(self) -> Book | None:
        """The file as read, while it is held."""
        return self._book

    def preview(self) -> None:
        """Understand the file as chosen now; the latest choice counts."""
        self.cancel()
        read, choices, encoding, shown = self.read, self.choices, self.encoding, self._shown

        def look(job: Job) -> Preview:
            if shown is not None and read == shown.read and encoding == self._book_encoding:
                plan = make_plan(self._db, shown.understanding, choices, job)
                return replace(shown, plan=plan, choices=choices, known=_known(plan))
            book = self._read(encoding, job)
            return self._look(book, read, choices, job, first=shown is None)

        self._start(self._jobs.read(look), self._on_previewed)

    def apply(self) -> None:
        """Carry out the plan that is shown, in one transaction."""
        shown, read, choices = self._shown, self.read, self.choices
        if shown is None:
            return

        def write(job: Job) -> ImportResult:
            return carry_out(self._db, shown.understanding, shown.plan, read, choices, job)

        self._start(self._jobs.write(write, stoppable=True), self.applied.emit)

    def more_rows(self, sheet: str, first: int) -> Job:
        """Rows of a sheet further down; the job answers with them."""
        book = self._book
        return self._jobs.read(lambda _job: [] if book is None else more_rows(book, sheet, first))

    def forget(self, shapes: Iterable[str]) -> None:
        """Know nothing of these headers any more, and look at the file anew."""
        gone = list(shapes)

        def write(_job: Job) -> None:
            with self._db.write("view") as session:
                forget_mappings(session, gone)

        self.cancel()
        self.read, self.choices = ReadChoices(), ImportChoices()
        job = self._jobs.write(write)
        job.succeeded.connect(lambda _done: self.preview())
        job.failed.connect(self.failed)

    def save_problems(self, path: Path, result: ImportResult) -> Job:
        """Write the rows of the file something is wrong with; the job answers how many."""
        book, shown = self._book, self._shown
        assert book is not None
        assert shown is not None
        found = shown.understanding
        return self._jobs.read(
            lambda _job: write_problem_rows(
                self._db, book, found, result.plan, path, result.customers
            )
        )

    def beside(self, make: Callable[[], object]) -> Job:
        """Work something out on a worker's thread; the job answers with it."""
        return self._jobs.read(lambda _job: make())

    def take_back(self) -> None:
        """Stop the look that runs, and go on from what is shown."""
        self.cancel()
        if (shown := self._shown) is not None:
            self.read, self.choices = shown.read, shown.choices
            self.encoding = self._book_encoding
            self.previewed.emit(shown)

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
        self._let_go(None)

    def _read(self, encoding: str | None, job: Job) -> Book:
        if self._book is None or self._book_encoding != encoding:
            password, self.password = self.password, None
            self._book = read_book(self.path, encoding=encoding, password=password, progress=job)
            self._book_encoding = encoding
        return self._book

    def _look(
        self, book: Book, read: ReadChoices, choices: ImportChoices, job: Job, *, first: bool
    ) -> Preview:
        """Everything anew. The first look refuses what holds nothing for us, and takes up what was
        chosen for such files before."""
        found = understand_book(self._db, book, read, job, refuse=first)
        if not read.layout:
            layout = layout_of(found)
            known = self._told([layout]).get(layout)
            habits = known.habits if known else {}
            before = read
            read, choices = with_habits(read, choices, habits) if habits else (read, choices)
            if read != before:
                found = understand_book(self._db, book, read, job, refuse=False)
            read = replace(read, layout=layout)
        plan = make_plan(self._db, found, choices, job)
        told = self._told([read.layout, *(sheet.shape for sheet in found.sheets)])
        with self._db.read() as session:
            own = tuple(one.name for one in load_fields(session))
            zone = office_zone(load_office(session).zone)
        today = local_day(self._db.now(), zone)
        glances = _glances(book, found)
        return Preview(found, plan, read, choices, glances, told, own, _known(plan), zone, today)

    def _told(self, shapes: Iterable[str]) -> dict[str, Told]:
        with self._db.read() as session:
            return load_told(session, shapes)

    def _on_previewed(self, shown: Preview) -> None:
        self._let_go(shown)
        self._shown = shown
        self.read, self.choices = shown.read, shown.choices
        self.previewed.emit(shown)

    def _let_go(self, new: Preview | None) -> None:
        """Of what is not shown any more; another plan may stand on the same understanding."""
        shown, self._shown = self._shown, None
        if shown is None:
            return
        kept = new is not None and new.understanding is shown.understanding
        found = Understanding("", "", None) if kept else shown.understanding
        self._jobs.read(lambda _job: release(found, shown.plan, shown.tabs))

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


def _known(plan: Plan) -> int:
    return sum(1 for row in plan.rows if row.ref > 0)


def _glances(book: Book, found: Understanding) -> tuple[Glance, ...]:
    """The sheets as they stand; cards have no rows."""
    if book.kind in _CARDS:
        return ()
    return tuple(
        glance_at(sheet, [one for one in found.sheets if one.name == sheet.name])
        for sheet in book.sheets()
    )
