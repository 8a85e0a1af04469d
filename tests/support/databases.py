"""Databases for tests: migrated once per session, copied for each test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import event

from crmdesk.models.core.db import Database
from crmdesk.models.open import open_database

NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
"""10:30 on a Saturday in Shanghai, where the office of the tests is."""


class FakeClock:
    """A clock that stands still until told; every test's time."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **parts: float) -> datetime:
        """Let time pass: advance(days=1, minutes=5)."""
        self.now += timedelta(**parts)
        return self.now


def make_template(path: Path) -> Path:
    """An empty, migrated SQLite file without a write-ahead log beside it."""
    open_database(path, clock=FakeClock()).close()
    return path


def open_copy(template: Path, path: Path, clock: FakeClock) -> Database:
    """A test's own database, copied from the template."""
    path.write_bytes(template.read_bytes())
    return open_database(path, clock=clock)


@contextmanager
def asked(db: Database) -> Iterator[list[str]]:
    """Every statement the database is given meanwhile."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        found.append(statement)

    event.listen(db.storage.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(db.storage.engine, "before_cursor_execute", note)
