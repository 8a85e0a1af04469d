"""A foreign file as the parent sees it: sheets of cells, arriving while the child still reads."""

import logging
import os
import subprocess
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from typing import IO, Any, cast

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.core.own_program import own_program
from crmdesk.models.exchange.reading.frames import decode_frame, read_frame
from crmdesk.models.exchange.reading.limits import bound
from crmdesk.models.exchange.reading.merges import Merge
from crmdesk.models.exchange.vocabulary.cells import Cell, Column
from crmdesk.models.exchange.vocabulary.texts import texts_of

TIME_LIMIT = 300.0
_LEAST_TIME, _TIME_OF_A_MEGABYTE = 20.0, 10.0
"""Seconds: a small file that takes longer was made to."""
_LARGEST_READ = 1024 * 1024 * 1024
"""What may come out of one file: some small ones say the same long text a million times."""
_WAITING_FRAMES = 64
_LOG_TAIL = 2000
_ROWS = b'["rows"'
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows, column by column; the first of them is row `first` of the sheet (from 1).

    `texts` and `digests` are what the child made of them: None where nobody did, or a column is
    clean text itself.
    """

    first: int
    columns: list[Column]
    texts: list[list[str] | None] | None = None
    digests: list[str] | None = None

    @property
    def height(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    def column(self, index: int) -> Column:
        """The cells of a column; blanks where the batch is narrower than the sheet."""
        if index < len(self.columns):
            return self.columns[index]
        return [""] * self.height

    def text(self, index: int) -> list[str]:
        """The same as clean text."""
        column = self.column(index)
        if self.texts is None or index >= len(self.columns):
            return texts_of(column)
        return self.texts[index] or cast("list[str]", column)


class Sheet:
    """One sheet; walking its batches waits for the child where it must.

    Batches rest as the bytes they came in: a fifth of the memory, and soon decoded again.
    """

    def __init__(self, book: "Book", name: str, height: int = 0, *, hidden: bool) -> None:
        self.name, self.height, self.hidden = name, height, hidden
        self.cards: list[list[list[Any]]] = []
        self.merged: list[Merge] = []
        self.complete = False
        self._book, self._batches = book, list[Batch | bytes]()

    def batches(self) -> Iterator[Batch]:
        """All batches, those read already first."""
        number = 0
        while True:
            while number < len(self._batches):
                batch = self._batches[number]
                yield _decoded(batch) if isinstance(batch, bytes) else batch
                number += 1
            if self.complete:
                return
            self._book.pull()

    def rows(self, limit: int | None = None) -> list[tuple[int, tuple[Cell, ...]]]:
        """(row number from 1, cells) of the first `limit` rows that are not in an empty stretch."""
        found: list[tuple[int, tuple[Cell, ...]]] = []
        for batch in self.batches():
            rows = zip(*batch.columns, strict=True)
            found += enumerate(rows, start=batch.first)
            if limit is not None and len(found) >= limit:
                return found[:limit]
        return found

    def add(self, batch: Batch | bytes) -> None:
        self._batches.append(batch)


def _decoded(data: bytes) -> Batch:
    _word, first, columns, _dated, texts, digests = decode_frame(data)
    return Batch(first, columns, texts, digests)


@dataclass
class Book:
    """A file being read; `kind` and `encoding` are what the sniffing found."""

    path: Path
    kind: str = ""
    encoding: str | None = None
    _sheets: list[Sheet] = field(default_factory=list)
    _reading: "Reading | None" = None

    def sheets(self) -> Iterator[Sheet]:
        """The sheets in their order, as soon as each is known."""
        number = 0
        while True:
            while number < len(self._sheets):
                yield self._sheets[number]
                number += 1
            if self._reading is None:
                return
            self.pull()

    def put(self, sheet: Sheet) -> None:
        self._sheets.append(sheet)

    def read_from(self, reading: "Reading") -> None:
        self._reading = reading

    def pull(self) -> None:
        """Take one more frame from the child.

        Raises CrmError when the child gave up or died, Cancelled when progress does.
        """
        if self._reading is None:
            return
        try:
            data = self._reading.next()
            if data.startswith(_ROWS):
                self._sheets[-1].add(data)
            else:
                self._take(decode_frame(data))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Stop the child if it still reads; what came so far stays."""
        if self._reading is not None:
            self._reading.stop()
            self._reading = None
        for sheet in self._sheets:
            sheet.complete = True

    def _take(self, items: list[Any]) -> None:
        word = items[0]
        if word == "book":
            self.kind, self.encoding = items[1], items[2]
        elif word == "sheet":
            if self._sheets:
                self._sheets[-1].complete = True
            self.put(Sheet(self, items[1], items[3], hidden=items[2]))
        elif word == "merged":
            self._sheets[-1].merged = [Merge(*each) for each in items[1]]
        elif word == "card":
            self._sheets[-1].cards.append(items[2])
        elif word == "error":
            raise CrmError(items[1], **items[2])
        else:
            self.close()


class Reading:
    """The running child and the thread that empties its pipe."""

    def __init__(
        self,
        path: Path,
        options: list[str],
        progress: Progress,
        limit: float,
        password: str | None = None,
    ) -> None:
        self._path, self._progress = path, progress
        self._end = time.monotonic() + limit
        self._received = 0
        self._frames: Queue[bytes | None] = Queue(_WAITING_FRAMES)
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by stop()
        self._child = subprocess.Popen(
            [
                *own_program(),
                "read-worker",
                str(path),
                *options,
                *(["--locked"] if password else []),
            ],
            stdin=subprocess.PIPE if password else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=os.environ | {"RUST_BACKTRACE": "0"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._unbound = bound(self._child)
        if password:
            self._hand_over(password)
        self._thread = threading.Thread(target=self._drain, name="read-worker", daemon=True)
        self._thread.start()

    def next(self) -> bytes:
        """The child's next frame; raises CrmError "file.damaged" or "file.slow"."""
        while True:
            self._progress(0, 0)
            if time.monotonic() > self._end:
                raise CrmError("file.slow", file=self._path.name)
            try:
                data = self._frames.get(timeout=0.1)
            except Empty:
                continue
            self._received += len(data or b"")
            if self._received > _LARGEST_READ:
                raise CrmError("file.too_large", file=self._path.name)
            if data is None:
                self._report()
                raise CrmError("file.damaged", file=self._path.name)
            return data

    def stop(self) -> None:
        """End the child and the thread; once is enough, twice does no harm."""
        if self._errors.closed:
            return
        if self._child.poll() is None:
            self._child.kill()
        while self._thread.is_alive():  # it may be waiting for room in the queue
            try:
                self._frames.get(timeout=0.01)
            except Empty:
                continue
        self._child.wait()
        self._unbound()
        assert self._child.stdout is not None
        self._child.stdout.close()
        self._errors.close()

    def _hand_over(self, password: str) -> None:
        """By a pipe: arguments and environment of a process can be seen by others."""
        assert self._child.stdin is not None
        with suppress(OSError), self._child.stdin as pipe:  # a child that died says so elsewhere
            pipe.write(password.encode("utf-8", "surrogatepass"))

    def _drain(self) -> None:
        assert self._child.stdout is not None
        data: bytes | None = b""
        while data is not None:
            data = read_frame(self._child.stdout)  # type: ignore[arg-type]
            self._frames.put(data)

    def _report(self) -> None:
        code = self._child.wait()
        self._errors.seek(0)
        said = self._errors.read().decode("utf-8", "replace")[-_LOG_TAIL:]
        log.warning("read-worker ended with %s: %s", code, said)


def read_book(
    path: Path,
    *,
    encoding: str | None = None,
    password: str | None = None,
    progress: Progress = silent,
    time_limit: float | None = None,
) -> Book:
    """Open a foreign file; its cells come as they are asked for.

    Raises CrmError "file.missing", "file.empty", "file.unknown", "file.password" (it takes one:
    ask, and call again), "file.password_wrong", "file.password_kind" (locked in a way we cannot
    open), "file.too_large", "file.encoding" or "file.damaged"; later steps the last two or
    "file.slow". A password nobody asked for does no harm.
    """
    if not path.is_file():
        raise CrmError("file.missing", file=path.name)
    options = ["--encoding", encoding] if encoding else []
    limit = _time_for(path) if time_limit is None else time_limit
    book = Book(path)
    try:
        _begin(book, Reading(path, options, progress, limit, password))
    except CrmError as error:
        if error.code != "file.damaged" or book.kind != "xlsx":
            raise
    if not _holds_cells(book) and book.kind == "xlsx":  # what one reader cannot see, another may
        book = Book(path)
        _begin(book, Reading(path, [*options, "--sparse"], progress, limit, password))
    if not _holds_cells(book):
        raise CrmError("file.empty", file=path.name)
    return book


def _time_for(path: Path) -> float:
    megabytes = path.stat().st_size / 1024 / 1024
    return min(TIME_LIMIT, _LEAST_TIME + _TIME_OF_A_MEGABYTE * megabytes)


def _begin(book: Book, reading: Reading) -> None:
    """Read up to the first rows (or the end): what cannot be read at all is known by then."""
    weakref.finalize(book, reading.stop)  # a wizard closed half-way leaves no child behind
    book.read_from(reading)
    _holds_cells(book)


def _holds_cells(book: Book) -> bool:
    return any(next(sheet.batches(), None) is not None or sheet.cards for sheet in book.sheets())
