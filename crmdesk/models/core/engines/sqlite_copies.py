"""Looking into a file of SQLite that nobody else may change, without leaving a trace beside it."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from crmdesk.models.core.engines.keys import is_encrypted, use_key
from crmdesk.models.core.engines.sqlite_faults import key_fits, not_copied
from crmdesk.models.core.errors import CrmError

_READERS = 0x40000002, 510  # where SQLite locks: first byte, and how many


class Copy:
    """A file opened for reading only."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def first_problem(self) -> str:
        """What SQLite's quick check objects to first; empty when the file is sound."""
        found = str(self.value("PRAGMA quick_check(1)"))
        return "" if found == "ok" else found

    def has_table(self, name: str) -> bool:
        """Whether there is a table of that name."""
        asked = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
        return bool(self._connection.execute(asked, (name,)).fetchone()[0])

    def rows_of_tables(self) -> dict[str, int]:
        """How many rows each table has."""
        named = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        names = [row[0] for row in self._connection.execute(named)]
        return {name: int(str(self.value(f'SELECT count(*) FROM "{name}"'))) for name in names}  # noqa: S608

    def rows(self, question: str) -> list[tuple[object, ...]]:
        """The whole answer."""
        return list(self._connection.execute(question))

    def value(self, question: str) -> object:
        """The first cell of the answer; None where there is none."""
        row = self._connection.execute(question).fetchone()
        return None if row is None else row[0]


def is_open_elsewhere(path: Path, key: str | None) -> bool:
    """Whether another program has the database open.

    The last to close a database takes the file `-wal` away; one that a killed program left goes
    when we open and close it. What the key does not open, or is damaged, stays as it is.
    """
    beside = path.with_name(f"{path.name}-wal")
    if not beside.exists():
        return False
    connection = driver.connect(str(path))
    try:
        use_key(connection, key)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.Error:
        return _is_held(path)
    finally:
        connection.close()
    return beside.exists()


def _is_held(path: Path) -> bool:
    """Asked of the system, where SQLite cannot read: whoever has it open with a WAL keeps the lock
    of a reader. For a file this program has closed: what it holds itself is not seen."""
    if not os.access(path, os.W_OK):
        return False
    first, many = _READERS
    with path.open("rb+") as file:
        try:
            if sys.platform == "win32":
                import msvcrt

                file.seek(first)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, many)
            else:
                import fcntl

                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, many, first)
        except OSError:
            return True
    return False


def fitting(path: Path, keys: Iterable[str | None]) -> str | None:
    """The first of the keys that opens the file; None where it needs none, or none does."""
    if not is_encrypted(path):
        return None
    return next((key for key in keys if opens(path, key)), None)


def write_under(source: Path, key: str | None, target: Path, new: str | None) -> None:
    """The whole of a closed database once more, in a file with another key or none (SQLCipher's
    sqlcipher_export); raises CrmError "backup.damaged" where the source cannot be read, and
    "database.full"."""
    connection = driver.connect(str(source), isolation_level=None)
    try:
        use_key(connection, key)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(target), new or ""))
        connection.execute("SELECT sqlcipher_export('fresh')")
        connection.execute(f"PRAGMA fresh.user_version = {int(version)}")
        connection.execute("DETACH DATABASE fresh")
    except driver.Error as error:
        found = not_copied(error, source, target)
        raise found or CrmError("backup.damaged", path=str(source), detail=str(error)) from error
    finally:
        connection.close()


def put_row(path: Path, key: str | None, table: str, values: dict[str, str]) -> None:
    """Write a row into a closed database that is not in its place yet, over one of the same key;
    raises CrmError "backup.damaged" and "database.full"."""
    connection = driver.connect(str(path), isolation_level=None)
    try:
        use_key(connection, key)
        names, places = ", ".join(values), ", ".join("?" * len(values))
        told = f'INSERT OR REPLACE INTO "{table}" ({names}) VALUES ({places})'  # noqa: S608
        connection.execute(told, tuple(values.values()))
    except driver.Error as error:
        found = not_copied(error, path, path)
        raise found or CrmError("backup.damaged", path=str(path), detail=str(error)) from error
    finally:
        connection.close()


def opens(path: Path, key: str | None) -> bool:
    """Whether the key fits, though the file may be damaged; of one without, that it needs none."""
    if not is_encrypted(path):
        return True
    if key is None:
        return False
    try:
        with open_copy(path, key) as copy:
            copy.value("SELECT count(*) FROM sqlite_master")
    except CrmError as error:
        return key_fits(error.__cause__)
    return True


@contextmanager
def open_copy(path: Path, key: str | None) -> Iterator[Copy]:
    """Open for reading; whatever SQLite finds wrong while it is used is "backup.damaged"."""
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = driver.connect(uri, uri=True)
    except driver.Error as error:
        raise CrmError("backup.damaged", path=str(path), detail=str(error)) from error
    try:
        use_key(connection, key)
        yield Copy(connection)
    except driver.Error as error:
        raise CrmError("backup.damaged", path=str(path), detail=str(error)) from error
    finally:
        connection.close()
