"""The one place that opens sessions and commits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from crmdesk.models.core.changes import ChangeLog, Changes, log_of, note_flush
from crmdesk.models.core.clock import Clock
from crmdesk.models.core.engines import StorageEngine
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.words import check_words

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session, sessionmaker

__all__ = ["Changes", "Database", "Listener", "WriteContext", "context_of", "storage_of"]


@dataclass(frozen=True, slots=True)
class WriteContext:
    """Who writes, when, and which action: what the journal keeps of a write."""

    action: str
    params: dict[str, Any]
    staff_id: int
    at: datetime


Listener = Callable[["Session", ChangeLog], None]
"""Called inside the transaction, after the last flush and before the commit."""


@dataclass(frozen=True, slots=True)
class _Sessions:
    """How sessions are made: `write` on connections of `writer`, whose transactions may write."""

    read: sessionmaker[Session]
    writer: Engine
    write: sessionmaker[Session]


class Database:
    """An open database; reads side by side, writes one at a time.

    `open_storage` is asked for the engine whenever it is wanted, and lets whoever wants it wait
    while the file is still being opened; it raises CrmError where that failed.

    `listeners` are asked for when the first write begins, and run in order before each commit
    (journal, derived tables); `on_commit` hears of the rows touched, on the thread that wrote,
    `before_write` that an action is about to begin, and may stop it by raising.
    """

    def __init__(
        self,
        open_storage: Callable[[], StorageEngine],
        listeners: Callable[[], Sequence[Listener]],
        *,
        clock: Clock,
        staff_id: int,
    ) -> None:
        self._storage, self.now, self.staff_id = open_storage, clock, staff_id
        self._ask_listeners = listeners
        self._lock = threading.Lock()
        self._made: _Sessions | None = None
        self.on_commit: Callable[[Changes], None] = lambda changes: None
        self.before_write: Callable[[str, dict[str, object]], None] = lambda action, params: None

    @property
    def storage(self) -> StorageEngine:
        """The engine behind it."""
        return self._storage()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the data; close it soon."""
        with self._sessions().read() as session:
            session.info["storage"] = self.storage
            yield session

    @contextmanager
    def write(self, action: str, /, *, bulk: bool = False, **params: object) -> Iterator[Session]:
        """Commit when the block ends, roll back when it raises, then say what changed.

        `action` and `params` (JSON-ready) are what the journal shows. `bulk` gives the writer a
        large cache and a relaxed disk flush, for imports that can be repeated.
        """
        listeners = self._ask_listeners()
        self.before_write(action, params)
        sessions = self._sessions()
        with self._lock, sessions.writer.connect() as connection:
            if bulk:
                self.storage.begin_bulk(connection)
            try:
                with sessions.write(bind=connection) as session, session.begin():
                    session.info["write"] = WriteContext(
                        action, dict(params), self.staff_id, self.now()
                    )
                    session.info["storage"] = self.storage
                    yield session
                    session.flush()
                    for listener in listeners:
                        listener(session, log_of(session))
            finally:
                if bulk:
                    self.storage.end_bulk(connection)
        touched = frozenset(log_of(session).touched)
        if touched:
            self.on_commit(touched)

    def lock(self) -> None:
        """Close the file and drop its key: what reads or writes raises CrmError "database.locked"
        until `unlock`."""
        with self._lock:
            self.storage.lock()

    def unlock(self, key: str | None) -> None:
        """Go on with this key, which may be another; raises CrmError where it does not fit."""
        with self._lock:
            self.storage.unlock(key)

    def close(self) -> None:
        """Let go of every connection, after letting the engine tidy its statistics."""
        try:
            storage = self.storage
        except CrmError:  # it never was open
            return
        storage.close()

    def _sessions(self) -> _Sessions:
        """Made when first wanted; it matters to nobody whether that is twice."""
        if self._made is None:
            from sqlalchemy import event  # heavy, and a start has a window to show first
            from sqlalchemy.orm import sessionmaker

            engine = self.storage.engine
            writer = engine.execution_options(write=True)
            write = sessionmaker(writer)
            event.listen(write, "before_flush", check_words)
            event.listen(write, "after_flush", note_flush)
            self._made = _Sessions(sessionmaker(engine, autoflush=False), writer, write)
        return self._made


def context_of(session: Session) -> WriteContext:
    """Who and what a write session is for."""
    context: WriteContext = session.info["write"]
    return context


def storage_of(session: Session) -> StorageEngine:
    """The engine behind a session."""
    storage: StorageEngine = session.info["storage"]
    return storage
