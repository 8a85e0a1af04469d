"""Reading what can still be read of a damaged file, around its bad pages; it is never written.

A page that SQLite (or, of an encrypted file, its checksum) refuses takes the rows on it along: the
next row behind it is looked for by its number, in steps that double and then halve.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from crmdesk.models.core.engines.keys import is_encrypted
from crmdesk.models.core.engines.sqlite_opening import ReadOnlyFile
from crmdesk.models.core.errors import CrmError

PAGE = 4096
_HEADER = 100  # bytes of the first page that say what the file is
_FARTHEST = 1 << 40
_INNER = 5  # the kind of a page of a table that has others below it
_PLAIN_HEADER = (
    b"SQLite format 3\0" + PAGE.to_bytes(2, "big") + b"\2\2\0\x40\x20\x20" + b"\0\0\0\1"
)  # 4096 bytes a page, write-ahead log, nothing reserved
_REST_OF_HEADER = (
    b"\0\0\0\0" * 2
    + b"\0\0\0\1"
    + b"\0\0\0\4"
    + b"\0" * 8
    + b"\0\0\0\1"
    + b"\0" * 32
    + b"\0\0\0\1"
    + b"\0\0\0\0"
)  # no free pages, a schema of format 4, UTF-8, and the change counter once more


class DamagedFile:
    """A file to be salvaged. `donor` is a backup of it: where the pages that name the tables are
    gone, its own may do, since pages keep their places in a backup."""

    def __init__(self, path: Path, key: str | None, donor: Path | None = None) -> None:
        """Raises CrmError "salvage.nothing" where not even the names of tables can be read."""
        self._path, self._key = path, key
        self._folder = tempfile.TemporaryDirectory(prefix="crmdesk-", ignore_cleanup_errors=True)
        found = self._connect(path)
        if found is None and key is None:
            found = self._connect(self._copy({1: self._header()}))
        if found is None and donor is not None and donor.is_file():
            found = self._connect(self._copy(_schema_of(donor)))
        if found is None:
            self._folder.cleanup()
            raise CrmError("salvage.nothing", path=str(path))
        self._reading, self._connection = found
        self._connection.text_factory = lambda stored: stored.decode("utf-8", "replace")

    def close(self) -> None:
        """Let go of the file and of copies made."""
        self._connection.close()
        self._reading.close()
        self._folder.cleanup()

    def revision(self) -> str | None:
        """That of its schema; None where nobody knows."""
        return self._value("SELECT version_num FROM alembic_version")

    def columns(self, table: str) -> Sequence[str]:
        """Of a table; none where there is no such table."""
        return [row[1] for row in self._connection.execute(f'PRAGMA table_info("{table}")')]

    def count(self, table: str) -> int | None:
        """How many rows there were; None where that cannot be told."""
        found = self._value(f'SELECT count(*) FROM "{table}"')  # noqa: S608
        return None if found is None else int(found)

    def newest(self) -> str | None:
        """When something was changed last."""
        return self._value("SELECT at FROM change_set ORDER BY id DESC LIMIT 1")

    def value(self, question: str) -> str | None:
        """The first cell of an answer, None where it cannot be read."""
        return self._value(question)

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Every row that can be read, the lowest number first."""
        names = ", ".join(f'"{name}"' for name in columns)
        sql = f'SELECT rowid, {names} FROM "{table}" WHERE rowid >= ? ORDER BY rowid'  # noqa: S608
        start: int | None = -_FARTHEST
        while start is not None:
            last = start - 1
            try:
                for number, *cells in self._connection.execute(sql, (start,)):
                    last = number
                    yield tuple(cells)
            except driver.Error:
                start = self._behind(sql, last + 1)
            else:
                return

    def _behind(self, sql: str, bad: int) -> int | None:
        """The first number from which on a row can be read, behind the bad ones."""
        step, good = 1, None
        while good is None and step < _FARTHEST * 4:
            if self._reads(sql, bad + step):
                good = bad + step
            step *= 2
        if good is None:
            return None
        while good - bad > 1:
            middle = (bad + good) // 2
            if self._reads(sql, middle):
                good = middle
            else:
                bad = middle
        return good

    def _reads(self, sql: str, start: int) -> bool:
        try:
            self._connection.execute(f"{sql} LIMIT 1", (start,)).fetchone()
        except driver.Error:
            return False
        return True

    def _value(self, question: str) -> str | None:
        with contextlib.suppress(driver.Error):
            row = self._connection.execute(question).fetchone()
            return None if row is None or row[0] is None else str(row[0])
        return None

    def _connect(self, path: Path) -> tuple[ReadOnlyFile, Any] | None:
        """None where the table of tables cannot be read."""
        reading = ReadOnlyFile(path, self._key, forgiving=True)
        try:
            connection = reading.connect(1.0)
        except (CrmError, driver.Error):
            return None
        with contextlib.suppress(driver.Error):
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            if "customer" in names:
                return reading, connection
        connection.close()
        return None

    def _copy(self, pages: Mapping[int, bytes]) -> Path:
        copy = Path(self._folder.name) / "copy.db"
        shutil.copyfile(self._path, copy)
        beside = self._path.with_name(f"{self._path.name}-wal")
        if beside.exists():
            shutil.copyfile(beside, copy.with_name("copy.db-wal"))
        with copy.open("rb+") as file:
            for number, page in pages.items():
                file.seek((number - 1) * PAGE)
                file.write(page)
        return copy

    def _header(self) -> bytes:
        """A sound header for a plain file of this size."""
        pages = self._path.stat().st_size // PAGE
        return _PLAIN_HEADER + pages.to_bytes(4, "big") + _REST_OF_HEADER


def _schema_of(donor: Path) -> dict[int, bytes]:
    """The pages of a sound file that say what tables there are; of an encrypted one the first."""
    found: dict[int, bytes] = {}
    with donor.open("rb") as file:
        wanted = [1]
        while wanted:
            number = wanted.pop()
            file.seek((number - 1) * PAGE)
            found[number] = file.read(PAGE)
            if not is_encrypted(donor):
                wanted += [child for child in _children(found[number], number) if child > 1]
    return found


def _children(page: bytes, number: int) -> list[int]:
    """Of an inner page of a table: the pages below it."""
    start = _HEADER if number == 1 else 0
    if page[start] != _INNER:
        return []
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    places = (start + 12 + 2 * at for at in range(count))
    cells = [int.from_bytes(page[place : place + 2], "big") for place in places]
    below = [int.from_bytes(page[cell : cell + 4], "big") for cell in cells]
    return [*below, int.from_bytes(page[start + 8 : start + 12], "big")]
