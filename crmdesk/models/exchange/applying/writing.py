"""Rows on their way into the database: the next are made while the last are written."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from queue import Queue
from types import TracebackType
from typing import Any

from sqlalchemy.orm import Session

from crmdesk.models.core.db import storage_of
from crmdesk.models.core.engines import Insert

_WAITING = 24


class RowWriter:
    """Inserts on a thread of its own; nobody else may use the session after `add` but before
    `wait` or the end of the block.

    What goes wrong there is raised by the next call, or at the end of the block.
    """

    def __init__(self, session: Session) -> None:
        self._session, self._storage = session, storage_of(session)
        self._queue: Queue[Insert | None] = Queue(_WAITING)
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="import-rows", daemon=True)

    def __enter__(self) -> RowWriter:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if error is not None and self._error is None:
            self._error = error  # what waits is not worth writing any more
        self._queue.put(None)
        self._thread.join()
        if self._error is not None and error is None:
            raise self._error

    def add(
        self,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[Any]],
        same: Mapping[str, Any],
        first_id: int | None = None,
    ) -> None:
        """Insert these rows; `same` are columns with one value for all of them, their ids go up
        from `first_id`."""
        if self._error is not None:
            raise self._error
        if rows:
            self._queue.put(self._storage.prepared(table, columns, rows, same, first_id))

    def wait(self) -> None:
        """Return when everything added so far is written: the session is free until the next."""
        self._queue.join()
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        while (insert := self._queue.get()) is not None:
            if self._error is None:
                try:
                    insert(self._session)
                except BaseException as error:  # noqa: BLE001 - raised again where rows are added
                    self._error = error
            self._queue.task_done()
