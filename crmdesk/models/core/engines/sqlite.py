"""SQLite through sqlcipher3: one file, encrypted when a key is given."""

import contextlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    ExceptionContext,
    QueuePool,
    TextClause,
    create_engine,
    event,
    func,
    text,
)
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import Session

from crmdesk.models.core.disk import must_have_room
from crmdesk.models.core.engines import Insert
from crmdesk.models.core.engines.keys import use_key
from crmdesk.models.core.engines.sqlite_faults import (
    ends_connection,
    identity,
    is_torn,
    not_copied,
    told,
)
from crmdesk.models.core.engines.sqlite_opening import (
    ReadOnlyFile,
    is_writable,
    open_to_write,
    takes_writes,
)
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.quick_json import as_json

log = logging.getLogger(__name__)
_MERGE_PAGES = 2000  # some 0.1 s a step
_WAL_PAGES = 1000  # as SQLite has it
_BULK_CACHE = -65536  # KiB, negative as SQLite wants it
_PLAIN_CACHE, _ENCRYPTED_CACHE = -1500, -8000
"""Of each connection: what the system keeps of a plain file is as near as a cache of our own, but
a page of an encrypted one has to be decrypted again."""


class SqliteStorage:
    """The embedded engine. `key` is the raw key and salt as `x'…'`, None for a plain file.

    `read_only`: asked for, or found out: the file or its folder takes no writes. `damaged`: met
    a page that does not fit, since when nothing is written.
    """

    kind = "sqlite"
    shares_ids = False

    def __init__(
        self,
        path: Path,
        *,
        key: str | None = None,
        patience: float = 5.0,
        read_only: bool = False,
    ) -> None:
        """`patience`: seconds to wait for another program's write to end."""
        self.path, self._patience = path, patience
        self._locked = False
        self._use(key)
        self._met = path.exists()
        self.read_only = read_only or (self._met and not is_writable(path))
        self._tried = self.read_only
        self.damaged = False
        self.engine = self._make_engine(foreign_keys=True)

    def migration_engine(self) -> Engine:
        return self._make_engine(foreign_keys=False)

    def lock(self) -> None:
        """Close every connection; Python may keep copies of the text of the key until it needs
        their room, SQLCipher wipes its own."""
        self._let_go()
        self._use(None)

    def unlock(self, key: str | None) -> None:
        self._locked = False
        self._use(key)
        try:
            self.engine.connect().close()
        except CrmError:
            self._use(None)
            self._locked = True
            raise

    def _use(self, key: str | None) -> None:
        self.key = key
        self._cache = _PLAIN_CACHE if key is None else _ENCRYPTED_CACHE
        self._reading = ReadOnlyFile(self.path, key)

    def _make_engine(self, *, foreign_keys: bool) -> Engine:
        engine = create_engine(
            f"sqlite:///{self.path}",
            creator=lambda: self._connect(foreign_keys=foreign_keys),
            module=driver,
            poolclass=QueuePool,
            pool_use_lifo=True,  # the connection used last has the pages wanted next
        )
        event.listen(engine, "begin", self._begin)
        event.listen(engine, "connect", self._remember)
        event.listen(engine, "checkout", self._look)
        event.listen(engine, "handle_error", self._explain)
        return engine

    def _connect(self, *, foreign_keys: bool) -> Any:
        if self._locked:
            raise CrmError("database.locked")
        if self._met and not self.path.exists():  # SQLite would make another, and an empty one
            raise CrmError("database.gone", path=str(self.path))
        if not self.read_only and (connection := self._writing()) is not None:
            return self._prepared(connection, foreign_keys=foreign_keys)
        connection = self._reading.connect(self._patience)
        connection.execute(f"PRAGMA cache_size={self._cache}")
        return connection

    def _writing(self) -> Any:
        """A connection that can write; None from then on where the system allows reading only,
        as the first one finds out."""
        try:
            connection = open_to_write(self.path, self.key, self._patience)
        except CrmError as error:
            if self._tried or not self._met or not ends_connection(error):
                raise
            self._reading.connect(self._patience).close()  # or raises what is wrong
            self.read_only = True
            return None
        self.read_only = not self._tried and not takes_writes(connection)
        self._tried = self._met = True
        if not self.read_only:
            return connection
        connection.close()
        return None

    def _prepared(self, connection: Any, *, foreign_keys: bool) -> Any:
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

    def _remember(self, _connection: object, record: Any) -> None:
        record.info["file"] = identity(self.path)

    def _look(self, _connection: object, record: Any, _proxy: object) -> None:
        """A file that went away with its drive is told, and opened anew when it is back: what
        is still open leads nowhere."""
        there = identity(self.path)
        if there is None:
            raise CrmError("database.gone", path=str(self.path))
        if there != record.info.get("file"):
            raise InvalidatePoolError

    def _begin(self, connection: Connection) -> None:
        """A file found damaged is read on, but not written: that would tear it further."""
        if not connection.get_execution_options().get("write"):
            connection.exec_driver_sql("BEGIN")
            return
        if self.damaged:
            raise CrmError("database.damaged", path=str(self.path))
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def _explain(self, context: ExceptionContext) -> None:
        """Our error in place of SQLAlchemy's own."""
        original = context.original_exception
        if (found := told(original, self.path)) is None:
            return
        if is_torn(original):
            self.damaged = True
        context.is_disconnect = context.is_disconnect or ends_connection(found)
        raise found from original

    def is_empty(self, connection: Connection) -> bool:
        return not connection.scalar(text("SELECT count(*) FROM sqlite_master"))

    def copy_aside(self, name: str) -> Path | None:
        target = self.path.with_name(f"{self.path.stem}.{name}{self.path.suffix}")
        self.copy_to(target)
        return target

    def copy_to(self, target: Path) -> None:
        """A consistent copy under the same key, by SQLite's backup call (the WAL included)."""
        target.unlink(missing_ok=True)
        source = self._connect(foreign_keys=False)
        try:
            self._copy(source, target)
        except driver.Error as error:
            raise not_copied(error, self.path, target) or CrmError(
                "backup.not_written", path=str(target), detail=str(error)
            ) from error
        finally:
            source.close()

    def _copy(self, source: Any, target: Path) -> None:
        copy = driver.connect(str(target))
        try:
            use_key(copy, self.key)
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        except BaseException:
            copy.close()
            target.unlink(missing_ok=True)
            raise
        copy.close()

    def check(self, connection: Connection) -> list[str]:
        found = _wrong(connection)
        if any("fts5" in line for line in found):  # a connection in use may remember an older index
            found = self._wrong_anew()
        self.damaged = self.damaged or found != ["ok"]
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        return [line for line in found if line != "ok"] + [f"foreign key: {row}" for row in broken]

    def _wrong_anew(self) -> list[str]:
        engine = self.migration_engine()
        try:
            with engine.connect() as connection:
                return _wrong(connection)
        finally:
            engine.dispose()

    def overwrite_freed(self) -> bool:
        """Write the whole file anew and empty the WAL, which keeps old pages until then.

        Deleting leaves rows readable in freed pages and in the room within pages, and the index
        of search words keeps them in its older parts. What a disk itself keeps of a file that
        became shorter is beyond a program.
        """
        connection = self._connect(foreign_keys=False)
        try:
            if self.key is None:  # else the copy it makes would lie on disk unencrypted
                connection.execute("PRAGMA temp_store=FILE")
            connection.execute("INSERT INTO customer_fts(customer_fts) VALUES ('optimize')")
            connection.execute("VACUUM")
            busy, *_pages = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except driver.OperationalError:
            log.warning("freed pages not overwritten", exc_info=True)
            return False
        finally:
            connection.close()
        return not busy

    def begin_bulk(self, connection: Connection) -> None:
        """What many rows leave in the WAL is copied by the next bulk: nobody waits for it then."""
        with contextlib.suppress(driver.Error):  # a drive that fails here fails the write as well
            _pragmas(connection, "wal_checkpoint(PASSIVE)")
        _pragmas(
            connection,
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

    def bytes_of(self, session: Session, tables: Sequence[str]) -> int | None:
        """SQLCipher is built without the table that would tell (dbstat)."""
        return None

    def give_back(self) -> None:
        """VACUUM writes all that is left once more, first into memory, then behind the log."""
        with self.engine.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is None:
                return
            pages, free, size = (  # of an encrypted file the size of a page comes as text
                int(raw.execute(f"PRAGMA {name}").fetchone()[0])
                for name in ("page_count", "freelist_count", "page_size")
            )
            must_have_room(self.path, 2 * (pages - free) * size)
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """For good. The tables remember how they were last written, by which dialect, and with it
        all that listens to this engine: what was ever asked of a database would stay in memory."""
        self._let_go()
        if event.contains(self.engine, "handle_error", self._explain):
            event.remove(self.engine, "handle_error", self._explain)
        self.engine.clear_compiled_cache()

    def _let_go(self) -> None:
        try:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA optimize")
        except CrmError:  # a drive that is full, or gone, keeps nobody from leaving
            log.info("left without tidying", exc_info=True)
        finally:
            self._locked = True  # who asked now would leave the log beside the file
            self.engine.dispose()
            self._reading.close()


def _index(session: Session, columns: str, cells: str, rows: Sequence[tuple[int, str]]) -> None:
    """In one statement: between two, other threads would be waited for."""
    sql = f"INSERT INTO customer_fts({columns}) SELECT {cells} FROM jsonb_each(jsonb(?))"  # noqa: S608
    session.connection().exec_driver_sql(sql, (as_json(rows),))


def _wrong(connection: Connection) -> list[str]:
    """What SQLite says of the file, line by line."""
    return [str(row[0]) for row in connection.execute(text("PRAGMA quick_check"))]


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
