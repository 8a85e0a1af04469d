"""Saving what can be read of a damaged database into a new file; the damaged one stays as it is.

Table by table, row by row around what cannot be read. Rows lost on the way are taken from the
journal where it saw them made; what only belongs to lost rows is let go, and counted.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from crmdesk.models.backups.lost_rows import complete, let_go
from crmdesk.models.core.clock import Clock
from crmdesk.models.core.db import Database
from crmdesk.models.core.disk import must_have_room
from crmdesk.models.core.engines.sqlite import SqliteStorage
from crmdesk.models.core.engines.sqlite_damaged import DamagedFile
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import P_, pgettext
from crmdesk.models.core.jobs import Progress
from crmdesk.models.migrations.upgrade import bring_up_to_date, revisions

_DERIVED = frozenset(
    ("customer_search", "customer_summary", "customer_sales", "search_pending", "alembic_version")
)
_AT_ONCE = 2000
KINDS = {
    "customer": P_("salvage", "Customers"),
    "contact": P_("salvage", "Contacts"),
    "phone": P_("salvage", "Phone numbers"),
    "interaction": P_("salvage", "Contacts logged"),
    "follow_up": P_("salvage", "Follow-ups"),
    "promise": P_("salvage", "Promises"),
    "complaint": P_("salvage", "Complaints"),
    "order": P_("salvage", "Orders"),
    "payment": P_("salvage", "Payments"),
    "service_order": P_("salvage", "Service orders"),
    "attachment": P_("salvage", "Files"),
    "change_set": P_("salvage", "Steps of the history"),
    "": P_("salvage", "Everything else"),
}
"""What is told apart in the report, by table."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Of one kind: rows now in the new file, and those that are not."""

    kind: str
    read: int
    lost: int

    @property
    def name(self) -> str:
        return pgettext("salvage", KINDS[self.kind])


@dataclass(frozen=True, slots=True)
class Survey:
    """What of a damaged file can be counted before anything is saved; None: not even that."""

    customers: int | None
    interactions: int | None
    newest: datetime | None


def survey(path: Path, key: str | None, donor: Path | None = None) -> Survey:
    """Look, quickly; raises CrmError "salvage.nothing"."""
    source = DamagedFile(path, key, donor)
    try:
        at = source.newest()
        return Survey(
            source.count("customer"),
            source.count("interaction"),
            None if at is None else _moment(at),
        )
    finally:
        source.close()


def salvage(
    path: Path,
    target: Path,
    *,
    key: str | None,
    donor: Path | None,
    clock: Clock,
    progress: Progress,
) -> list[Saved]:
    """Save into `target`, under the same password; how much of each kind came along.

    `donor` is a backup to borrow the first page from. Raises CrmError "salvage.nothing",
    "database.exists", "database.full".
    """
    if target.exists():
        raise CrmError("database.exists", path=str(target))
    must_have_room(target, path.stat().st_size * 2)
    fresh = target.with_name(f".{target.name}.salvage")
    _discard(fresh)
    source = DamagedFile(path, key, donor)
    try:
        counts = _Rescue(source, fresh, key, clock, progress).run()
        fresh.replace(target)
    finally:
        source.close()
        _discard(fresh)
    return _by_kind(counts)


class _Rescue:
    """One run, from the damaged file into the new one."""

    def __init__(
        self, source: DamagedFile, fresh: Path, key: str | None, clock: Clock, progress: Progress
    ) -> None:
        self._source, self._clock, self._progress = source, clock, progress
        self._storage = SqliteStorage(fresh, key=key)

    def run(self) -> dict[str, tuple[int, int]]:
        """Rows read and lost, by table."""
        revision = self._source.revision()
        known = revisions()
        bring_up_to_date(self._storage, revision if revision in known else known[-1])
        try:
            self._copy_all()
            if self._storage_revision() != known[-1]:
                bring_up_to_date(self._storage)
            counts = self._mend()
        finally:
            self._storage.close()
        return counts

    def _copy_all(self) -> None:
        engine = self._storage.migration_engine()  # children come before their parents
        with engine.execution_options(write=True).begin() as connection:
            tables = _tables(connection)
            self._before: dict[str, int | None] = {}
            for place, table in enumerate(tables):
                self._before[table] = self._copy(connection, table)
                self._progress(place, len(tables) + 1)
            _go_on_counting(connection, self._source, tables)
        engine.dispose()

    def _copy(self, connection: Connection, table: str) -> int | None:
        """Copy what can be read; how many rows there were, if that is known."""
        there = set(self._source.columns(table))
        columns = [row[1] for row in connection.exec_driver_sql(f'PRAGMA table_info("{table}")')]
        columns = [name for name in columns if name in there]
        if not columns:
            return 0
        names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        connection.exec_driver_sql(f'DELETE FROM "{table}"')  # noqa: S608 - what the schema began with
        insert = f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608
        for part in _parts(self._source.rows(table, columns)):
            connection.exec_driver_sql(insert, part)
            self._progress(0, 0)
        return self._source.count(table)

    def _mend(self) -> dict[str, tuple[int, int]]:
        """Take lost rows from the journal, let go what hangs in the air, compute the rest."""
        from crmdesk.models.derived.refresh import rebuild

        engine = self._storage.migration_engine()
        with engine.execution_options(write=True).begin() as connection:
            complete(connection, self._before)
            gone = let_go(connection, self._clock())
            tables = [name for name in _tables(connection) if name in self._before]
            counts = {}
            for table in tables:
                read = int(connection.scalar(text(f'SELECT count(*) FROM "{table}"')) or 0)  # noqa: S608
                before = self._before[table]
                lost = gone.get(table, 0) if before is None else max(0, before - read)
                counts[table] = (read, lost)
        engine.dispose()
        db = Database(lambda: self._storage, tuple, clock=self._clock, staff_id=1)
        rebuild(db, self._progress)
        with self._storage.engine.connect() as connection:
            if wrong := self._storage.check(connection):
                raise CrmError("salvage.unsound", detail=wrong[0])
        return counts

    def _storage_revision(self) -> str:
        with self._storage.engine.connect() as connection:
            return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def _tables(connection: Connection) -> list[str]:
    """Those that hold what people entered."""
    named = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE 'customer_fts%' AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
    )
    return [row[0] for row in named if row[0] not in _DERIVED]


def _go_on_counting(connection: Connection, source: DamagedFile, tables: Sequence[str]) -> None:
    """New rows get numbers no lost one had."""
    for table in tables:
        sql = "SELECT seq FROM sqlite_sequence WHERE name = '" + table + "'"  # noqa: S608 - our own name
        if (last := source.value(sql)) is not None and last.isdecimal():
            connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
            connection.exec_driver_sql(
                "INSERT INTO sqlite_sequence VALUES (?, ?)", (table, int(last))
            )


def _parts(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while part := list(islice(rows, _AT_ONCE)):
        yield part


def _by_kind(counts: dict[str, tuple[int, int]]) -> list[Saved]:
    found = {kind: [0, 0] for kind in KINDS}
    for table, (read, lost) in counts.items():
        sums = found[table if table in KINDS else ""]
        sums[0] += read
        sums[1] += lost
    return [Saved(kind, read, lost) for kind, (read, lost) in found.items() if read or lost]


def _moment(stored: str) -> datetime | None:
    with suppress(ValueError):
        return datetime.fromisoformat(stored).replace(tzinfo=UTC)
    return None


def _discard(fresh: Path) -> None:
    for path in fresh.parent.glob(f"{fresh.name}*"):
        path.unlink(missing_ok=True)
    for path in fresh.parent.glob(f"{fresh.stem}.before-*{fresh.suffix}"):
        path.unlink(missing_ok=True)
