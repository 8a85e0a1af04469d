"""SQLite through sqlcipher3: one file, encrypted when a key is given."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    QueuePool,
    TextClause,
    create_engine,
    event,
    func,
    text,
)
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from crmdesk.models.core.engines import Insert
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.quick_json import as_json

_MERGE_PAGES = 2000  # some 0.1 s a step
_WAL_PAGES = 1000  # as SQLite has it
_BULK_CACHE = -65536  # KiB, negative as SQLite wants it
_PLAIN_CACHE, _ENCRYPTED_CACHE = -1500, -8000
"""Of each connection: what the system keeps of a plain file is as near as a cache of our own, but
a page of an encrypted one has to be decrypted again."""


class SqliteStorage:
    """The embedded engine. `key` is the raw key and salt as `x'…'`, None for a plain file."""

    kind = "sqlite"
    shares_ids = False
    failures = driver.Error

    def __init__(self, path: Path, *, key: str | None = None, patience: float = 5.0) -> None:
        """`patience`: seconds to wait for another program's write to end."""
        self.path, self.key, self._patience = path, key, patience
        self._cache = _PLAIN_CACHE if key is None else _ENCRYPTED_CACHE
        self.engine = self._make_engine(foreign_keys=True)

    def migration_engine(self) -> Engine:
        return self._make_engine(foreign_keys=False)

    def _make_engine(self, *, foreign_keys: bool) -> Engine:
        engine = create_engine(
            f"sqlite:///{self.path}",
            creator=lambda: self._connect(foreign_keys=foreign_keys),
            module=driver,
            poolclass=QueuePool,
            pool_use_lifo=True,  # the connection used last has the pages wanted next
        )
        event.listen(engine, "begin", _begin)
        return engine

    def _connect(self, *, foreign_keys: bool) -> Any:
        try:
            connection = driver.connect(
                str(self.path),
                isolation_level=None,
                check_same_thread=False,
                timeout=self._patience,
            )
        except driver.OperationalError as error:
            raise CrmError("database.unreachable", path=str(self.path)) from error
        if self.key is not None:
            connection.execute(f'PRAGMA key="{self.key}"')
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except driver.DatabaseError as error:
            connection.close()
            code = "database.not_ours" if self.key is None else "database.password"
            raise CrmError(code, path=str(self.path)) from error
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
            f"busy_timeout={round(self._patience * 1000)}",
            f"cache_size={self._cache}",
            "temp_store=MEMORY",
            f"journal_size_limit={64 << 20}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def is_empty(self, connection: Connection) -> bool:
        return not connection.scalar(text("SELECT count(*) FROM sqlite_master"))

    def copy_aside(self, name: str) -> Path | None:
        target = self.path.with_name(f"{self.path.stem}.{name}{self.path.suffix}")
        self.copy_to(target)
        return target

    def copy_to(self, target: Path) -> None:
        """A consistent copy under the same key, by SQLite's backup call (the WAL included)."""
        target.unlink(missing_ok=True)
        source, copy = self._connect(foreign_keys=False), driver.connect(str(target))
        try:
            if self.key is not None:
                copy.execute(f'PRAGMA key="{self.key}"')
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        finally:
            source.close()
            copy.close()

    def check(self, connection: Connection) -> list[str]:
        found = [str(row[0]) for row in connection.execute(text("PRAGMA quick_check"))]
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        return [line for line in found if line != "ok"] + [f"foreign key: {row}" for row in broken]

    def begin_bulk(self, connection: Connection) -> None:
        """What many rows leave in the WAL is copied by the next bulk: nobody waits for it then."""
        _pragmas(
            connection,
            "wal_checkpoint(PASSIVE)",
            f"cache_size={_BULK_CACHE}",
            "synchronous=NORMAL",
            "wal_autocheckpoint=0",
        )

    def end_bulk(self, connection: Connection) -> None:
        _pragmas(
            connection,
            f"cache_size={self._cache}",
            "synchronous=FULL",
            f"wal_autocheckpoint={_WAL_PAGES}",
        )

    def reserve_ids(self, session: Session, table: str, count: int) -> range:
        last = session.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :n"), {"n": table})
        first = (last or 0) + 1
        return range(first, first + count)

    def insert_rows(
        self,
        session: Session,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[object]],
        constants: Mapping[str, object],
        *,
        first_id: int | None = None,
    ) -> None:
        self.prepared(table, columns, rows, constants, first_id)(session)

    def prepared(
        self,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[object]],
        constants: Mapping[str, object],
        first_id: int | None,
    ) -> Insert:
        """As JSON in one statement: twice as fast as one statement a row, and other threads run."""
        same = [_stored(value) for value in constants.values()]
        numbered = () if first_id is None else ("id",)
        names = ", ".join(f'"{name}"' for name in (*numbered, *constants, *columns))
        cells = ", ".join(
            [*("key + ?" for _ in numbered), *"?" * len(same)]
            + [f"value ->> {at}" for at in range(len(columns))]
        )
        sql = f'INSERT INTO "{table}" ({names}) SELECT {cells} FROM jsonb_each(jsonb(?))'  # noqa: S608
        text = as_json(rows, _stored)
        first = () if first_id is None else (first_id,)

        def insert(session: Session) -> None:
            session.connection().exec_driver_sql(sql, (*first, *same, text))

        return insert

    def gathered(self, column: ColumnElement[Any]) -> ColumnElement[str]:
        return func.json_group_array(column)

    def keep_ids(self, session: Session, table: str) -> None:
        """Nothing to do: AUTOINCREMENT remembers the highest id ever given."""

    def join_terms(self, terms: Iterable[str]) -> str:
        return " ".join(sorted(terms))

    def index_terms(self, session: Session, rows: Sequence[tuple[int, str, str]]) -> None:
        gone = [(customer, old) for customer, old, _ in rows if old]
        come = [(customer, new) for customer, _, new in rows if new]
        if gone:
            _index(
                session, "customer_fts, rowid, words", "'delete', value ->> 0, value ->> 1", gone
            )
        if come:
            _index(session, "rowid, words", "value ->> 0, value ->> 1", come)

    def tidy_index(self, session: Session, *, first: bool) -> bool:
        connection = session.connection()
        changes = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
        merge = "INSERT INTO customer_fts(customer_fts, rank) VALUES ('merge', ?)"
        connection.exec_driver_sql(merge, (-_MERGE_PAGES if first else _MERGE_PAGES,))
        after = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
        return bool(after - changes >= 2)

    def matching(self) -> TextClause:
        return text(
            "SELECT rowid AS customer_id FROM customer_fts WHERE customer_fts MATCH :query"
            " ORDER BY rowid DESC LIMIT :limit"
        )

    def matching_by_contact(self) -> TextClause:
        return text(
            "SELECT customer_id FROM customer_summary WHERE customer_id IN"
            " (SELECT rowid FROM customer_fts WHERE customer_fts MATCH :query"
            " ORDER BY rowid DESC LIMIT :limit) ORDER BY last_contact DESC, customer_id"
        )

    def query(self, terms: Sequence[tuple[str, bool]]) -> str:
        return " AND ".join(
            '"{}"{}'.format(term.replace('"', '""'), "*" if prefix else "")
            for term, prefix in terms
        )

    def close(self) -> None:
        with self.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA optimize")
        self.engine.dispose()


def _index(session: Session, columns: str, cells: str, rows: Sequence[tuple[int, str]]) -> None:
    """In one statement: between two, other threads would be waited for."""
    sql = f"INSERT INTO customer_fts({columns}) SELECT {cells} FROM jsonb_each(jsonb(?))"  # noqa: S608
    session.connection().exec_driver_sql(sql, (as_json(rows),))


def _stored(value: object) -> object:
    """A day or instant as the column types write it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else value


def _pragmas(connection: Connection, *pragmas: str) -> None:
    raw = connection.connection.driver_connection  # outside any transaction, as pragmas want it
    if raw is not None:
        for pragma in pragmas:
            raw.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("write")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
    except OperationalError as error:  # another program writes for longer than the busy timeout
        raise CrmError("database.busy") from error
