"""A copy of the database in one file, and what is in such a file (product K)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crmdesk.models.core.db import Database
from crmdesk.models.core.disk import full, is_no_room, say_error
from crmdesk.models.core.engines.sqlite import SqliteStorage
from crmdesk.models.core.engines.sqlite_copies import Copy, open_copy, opens
from crmdesk.models.core.errors import CrmError
from crmdesk.models.migrations.upgrade import revisions

SUFFIX = ".crmbackup"


@dataclass(frozen=True, slots=True)
class Contents:
    """What one finds in a backup: how much, and how new (None: nothing was ever written)."""

    customers: int
    interactions: int
    newest: datetime | None
    revision: str
    bytes: int


def write_backup(db: Database, target: Path) -> Contents:
    """Copy the open database into `target`, open the copy, check it, and only then call it so.

    Raises CrmError "backup.server" for a server's database, "backup.itself" where the target is
    the database, "backup.is_folder" and "backup.folder" where it is or has no folder,
    "backup.not_written" where the place takes no file, "backup.damaged" when the copy cannot be
    trusted. What lay at `target` before stays until the new copy is sound.
    """
    storage = db.storage
    if not isinstance(storage, SqliteStorage):
        raise CrmError("backup.server")
    _check_place(target, storage.path)
    fresh = target.with_name(f".{target.name}.part")
    try:
        fresh.touch()  # the system says better than SQLite why it takes no file
        storage.copy_to(fresh)
        contents = look_inside(fresh, key=storage.key)
        fresh.replace(target)
    except OSError as error:
        raise not_written(target, error) from error
    finally:
        _discard(fresh)
    return contents


def _check_place(target: Path, database: Path) -> None:
    try:
        if target.is_dir():
            raise CrmError("backup.is_folder", path=str(target))
        if not target.parent.is_dir():
            raise CrmError("backup.folder", path=str(target.parent))
        if target.exists() and target.samefile(database):
            raise CrmError("backup.itself")
    except OSError as error:
        raise not_written(target, error) from error


def look_inside(path: Path, *, key: str | None = None) -> Contents:
    """What is in a backup; nothing is written to it or beside it.

    Raises CrmError "file.missing", "backup.locked" where the key does not fit, "backup.damaged",
    "backup.not_ours", or "backup.newer" for one of a later program.
    """
    if not path.is_file():
        raise CrmError("file.missing", file=str(path))
    if not opens(path, key):
        raise CrmError("backup.locked", path=str(path))
    with open_copy(path, key) as copy:
        if problem := copy.first_problem():
            raise CrmError("backup.damaged", path=str(path), detail=problem)
        if not copy.has_table("alembic_version") or not copy.has_table("customer"):
            raise CrmError("backup.not_ours", path=str(path))
        revision = str(copy.value("SELECT version_num FROM alembic_version"))
        if revision not in revisions():
            raise CrmError("backup.newer", path=str(path), revision=revision)
        return Contents(
            customers=_number(copy, "SELECT count(*) FROM customer"),
            interactions=_number(copy, "SELECT count(*) FROM interaction"),
            newest=_moment(copy.value("SELECT at FROM change_set ORDER BY id DESC LIMIT 1")),
            revision=revision,
            bytes=path.stat().st_size,
        )


def not_written(target: Path, error: OSError) -> CrmError:
    """What to tell when the system refuses a file."""
    if is_no_room(error):
        return full(target)
    return CrmError("backup.not_written", path=str(target), detail=say_error(error))


def _number(copy: Copy, question: str) -> int:
    return int(str(copy.value(question)))


def _moment(stored: object) -> datetime | None:
    """Instants lie in the file as text in UTC without a zone."""
    return None if stored is None else datetime.fromisoformat(str(stored)).replace(tzinfo=UTC)


def _discard(fresh: Path) -> None:
    for name in (fresh.name, f"{fresh.name}-journal", f"{fresh.name}-wal", f"{fresh.name}-shm"):
        fresh.with_name(name).unlink(missing_ok=True)
