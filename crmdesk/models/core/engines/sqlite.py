"""SQLite through sqlcipher3: one file, encrypted when a key is given."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import (
    Connection,
    Engine,
    ExceptionContext,
    QueuePool,
    create_engine,
    event,
    text,
)
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import Session

from crmdesk.models.core.disk import must_have_room
from crmdesk.models.core.engines.keys import use_key
from crmdesk.models.core.engines.sqlite_bulk import BulkRows
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
from crmdesk.models.core.engines.sqlite_search import SearchIndex
from crmdesk.models.core.errors import CrmError

log = logging.getLogger(__name__)
_STATEMENTS = 300  # remembered as SQL, 40 KB each: more than a day at the desk asks
_PLAIN_CACHE, _ENCRYPTED_CACHE = -600, -8000
"""Of each connection: what the system keeps of a plain file is as near as a cache of our own, but
a page of an encrypted one has to be decrypted again."""


class SqliteStorage(SearchIndex, BulkRows):
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
            query_cache_size=_STATEMENTS,
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


def _wrong(connection: Connection) -> list[str]:
    """What SQLite says of the file, line by line."""
    return [str(row[0]) for row in connection.execute(text("PRAGMA quick_check"))]
