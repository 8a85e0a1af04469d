"""The one place that opens sessions and commits."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session, sessionmaker

from crmdesk.models.core.changes import ChangeLog, Changes, log_of, note_flush
from crmdesk.models.core.clock import Clock
from crmdesk.models.core.engines import StorageEngine
from crmdesk.models.core.words import check_words

__all__ = ["Changes", "Database", "Listener", "WriteContext", "context_of", "storage_of"]


@dataclass(frozen=True, slots=True)
class WriteContext:
    """Who writes, when, and which action: what the journal keeps of a write."""

    action: str
    params: dict[str, Any]
    staff_id: int
    at: datetime


Listener = Callable[[Session, ChangeLog], None]
"""Called inside the transaction, after the last flush and before the commit."""


class Database:
    """An open database; reads side by side, writes one at a time.

    `listeners` are asked for when the first write begins, and run in order before each commit
    (journal, derived tables); `on_commit` hears of the rows touched, on the thread that wrote,
    `before_write` that an action is about to begin, and may stop it by raising.
    """

    def __init__(
        self,
        storage: StorageEngine,
        listeners: Callable[[], Sequence[Listener]],
        *,
        clock: Clock,
        staff_id: int,
    ) -> None:
        self.storage, self.now, self.staff_id = storage, clock, staff_id
        self._ask_listeners = listeners
        self._lock = threading.Lock()
        self._read = sessionmaker(storage.engine, autoflush=False)
        self._writer = storage.engine.execution_options(write=True)
        self._write = sessionmaker(self._writer)
        event.listen(self._write, "before_flush", check_words)
        event.listen(self._write, "after_flush", note_flush)
        self.on_commit: Callable[[Changes], None] = lambda changes: None
        self.before_write: Callable[[str, dict[str, object]], None] = lambda action, params: None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the data; close it soon."""
        with self._read() as session:
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
        with self._lock, self._writer.connect() as connection:
            if bulk:
                self.storage.begin_bulk(connection)
            try:
                with self._write(bind=connection) as session, session.begin():
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
        self.storage.close()


def context_of(session: Session) -> WriteContext:
    """Who and what a write session is for."""
    context: WriteContext = session.info["write"]
    return context


def storage_of(session: Session) -> StorageEngine:
    """The engine behind a session."""
    storage: StorageEngine = session.info["storage"]
    return storage
