"""Puts a database together: engine, schema, listeners and the first rows of an office."""

import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from crmdesk.models.core.clock import Clock, system_clock
from crmdesk.models.core.db import Database, Listener
from crmdesk.models.core.engines import StorageEngine
from crmdesk.models.core.errors import CrmError
from crmdesk.models.migrations.upgrade import bring_up_to_date

_TURN = 0.0005
"""Seconds a thread may keep the interpreter from one that comes back from the database. With
Python's own ten times as many, an import, an export or the indexing waits longer than it works."""


def open_database(
    target: str | Path,
    *,
    clock: Clock = system_clock,
    staff_id: int = 1,
    create: bool = True,
    key: str | None = None,
) -> Database:
    """Open the database at a path or PostgreSQL URL, migrated and ready; `key` opens a file that
    has a password (`protection.password.unlock`).

    Raises CrmError "database.missing" where `create` is false and there is none,
    "database.emptied" where nothing is left of one, and the codes of `bring_up_to_date`.
    """
    sys.setswitchinterval(_TURN)
    storage = _storage(str(target), key, create=create)
    try:
        bring_up_to_date(storage)
    except BaseException:
        storage.engine.dispose()
        raise
    db = Database(lambda: storage, _listeners, clock=clock, staff_id=staff_id)
    _set_up(db)
    return db


def open_later(target: str, *, clock: Clock = system_clock, staff_id: int = 1) -> Database:
    """The same of a file without a password, which is opened by whoever first asks it something;
    what `open_database` would raise is raised there, each time."""
    once = _Once(lambda: open_database(target, clock=clock, staff_id=staff_id).storage)
    return Database(once, _listeners, clock=clock, staff_id=staff_id)


class _Once:
    """Opens when it is called first; who calls meanwhile waits."""

    def __init__(self, opening: Callable[[], StorageEngine]) -> None:
        self._opening, self._lock = opening, threading.Lock()
        self._opened: StorageEngine | CrmError | None = None

    def __call__(self) -> StorageEngine:
        with self._lock:
            if self._opened is None:
                try:
                    self._opened = self._opening()
                except CrmError as error:
                    self._opened = error
        if isinstance(self._opened, CrmError):
            raise self._opened
        return self._opened


def _listeners() -> Sequence[Listener]:
    """What every write keeps right. It knows all tables, which a start without a write need not."""
    from crmdesk.models.derived.refresh import refresh
    from crmdesk.models.journal.record import record

    return refresh, record


def _storage(target: str, key: str | None, *, create: bool) -> StorageEngine:
    if target.startswith(("postgresql:", "postgresql+", "postgres:")):
        from crmdesk.models.core.engines.postgresql import PostgresStorage

        return PostgresStorage(target.replace("postgres:", "postgresql:", 1))
    from crmdesk.models.core.engines.sqlite import SqliteStorage

    path = Path(target)
    if not path.exists():
        if not create:
            raise CrmError("database.missing", path=target)
        path.parent.mkdir(parents=True, exist_ok=True)
    elif not path.stat().st_size:
        raise CrmError("database.emptied", path=target)
    return SqliteStorage(path, key=key)


def _set_up(db: Database) -> None:
    from crmdesk.models.office.settings import BROUGHT, load_value
    from crmdesk.models.office.start import is_new, start_office

    with db.read() as session:
        new, brought = is_new(session), bool(load_value(session, BROUGHT))
    if new:
        with db.write("setup") as session:
            start_office(session)
    if brought and not db.storage.read_only:
        from crmdesk.models.privacy.returned import take_up_refusals  # only after a restore

        with db.write("privacy.brought") as session:
            take_up_refusals(session)
