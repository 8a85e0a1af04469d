"""Looking into a file of SQLite that nobody else may change, without leaving a trace beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from crmdesk.models.core.errors import CrmError


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

    def value(self, question: str) -> object:
        """The first cell of the answer; None where there is none."""
        row = self._connection.execute(question).fetchone()
        return None if row is None else row[0]


def is_open_elsewhere(path: Path, key: str | None) -> bool:
    """Whether another program has the database open.

    The last to close a database takes the file `-wal` away; one that a killed program left goes
    when we open and close it. Of a file that cannot be read nobody knows, and it counts as free.
    """
    beside = path.with_name(f"{path.name}-wal")
    if not beside.exists():
        return False
    connection = driver.connect(str(path))
    try:
        if key is not None:
            connection.execute(f'PRAGMA key="{key}"')
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.Error:
        return False
    finally:
        connection.close()
    return beside.exists()


@contextmanager
def open_copy(path: Path, key: str | None) -> Iterator[Copy]:
    """Open for reading; whatever SQLite finds wrong while it is used is "backup.damaged"."""
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = driver.connect(uri, uri=True)
    except driver.Error as error:
        raise CrmError("backup.damaged", path=str(path), detail=str(error)) from error
    try:
        if key is not None:
            connection.execute(f'PRAGMA key="{key}"')
        yield Copy(connection)
    except driver.Error as error:
        raise CrmError("backup.damaged", path=str(path), detail=str(error)) from error
    finally:
        connection.close()
