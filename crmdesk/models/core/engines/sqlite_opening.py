"""Opening a file of SQLite: to be written, or, where nobody may write there, to be read."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from crmdesk.models.core.engines.keys import use_key
from crmdesk.models.core.engines.sqlite_faults import told_at_opening
from crmdesk.models.core.errors import CrmError

_READ_ONLY = 8  # SQLITE_READONLY


def open_to_write(path: Path, key: str | None, patience: float) -> Any:
    """A connection that has read the file once; raises CrmError where it cannot."""
    return _opened(str(path), path, key, patience, uri=False)


def is_writable(path: Path) -> bool:
    """Whether the system lets us write the file and beside it, as far as it tells beforehand."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def takes_writes(connection: Any) -> bool:
    """Whether SQLite would write: it opens for reading only where the system allows no more."""
    patience = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except driver.OperationalError as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF != _READ_ONLY
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")
    return True


class ReadOnlyFile:
    """A file that is only read, whatever stands beside it; `forgiving`: a damaged one, too, as
    far as SQLite lets us."""

    def __init__(self, path: Path, key: str | None, *, forgiving: bool = False) -> None:
        self._path, self._key, self._forgiving = path, key, forgiving
        self._copy: tempfile.TemporaryDirectory[str] | None = None

    def connect(self, patience: float) -> Any:
        """A connection that can write nothing; raises CrmError where even reading fails."""
        try:
            connection = self._as("mode=ro", self._place(), patience)
        except CrmError as error:
            if error.code not in ("database.drive", "database.unreachable"):
                raise
            connection = self._without_index(patience)
        connection.execute("PRAGMA query_only = ON")
        return connection

    def close(self) -> None:
        """Drop the copy, if there had to be one."""
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None

    def _without_index(self, patience: float) -> Any:
        """Where the file `-shm` cannot be made: what a killed program left in `-wal` is read from
        a copy, else the file is taken as unchanging."""
        beside = self._path.with_name(f"{self._path.name}-wal")
        if not beside.exists() or not beside.stat().st_size:
            return self._as("mode=ro&immutable=1", self._path, patience)
        self._copy = tempfile.TemporaryDirectory(prefix="crmdesk-", ignore_cleanup_errors=True)
        for file in (self._path, beside):
            shutil.copyfile(file, Path(self._copy.name) / file.name)
        return self._as("mode=ro", self._place(), patience)

    def _place(self) -> Path:
        return self._path if self._copy is None else Path(self._copy.name) / self._path.name

    def _as(self, mode: str, place: Path, patience: float) -> Any:
        uri = f"{place.absolute().as_uri()}?{mode}"
        return _opened(uri, self._path, self._key, patience, uri=True, forgiving=self._forgiving)


def _opened(
    name: str, path: Path, key: str | None, patience: float, *, uri: bool, forgiving: bool = False
) -> Any:
    try:
        connection = driver.connect(
            name, isolation_level=None, check_same_thread=False, timeout=patience, uri=uri
        )
    except driver.OperationalError as error:
        raise CrmError("database.unreachable", path=str(path)) from error
    try:
        use_key(connection, key)
        if forgiving:  # a file shorter than it says is read as far as it goes
            connection.execute("PRAGMA writable_schema = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.DatabaseError as error:
        connection.close()
        raise told_at_opening(error, path, key) from error
    return connection
