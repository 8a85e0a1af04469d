"""What the disk did to a file of SQLite, in codes the user can act on."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from crmdesk.models.core.disk import full, room_at
from crmdesk.models.core.errors import CrmError

_BUSY, _LOCKED, _READ_ONLY, _IO, _CORRUPT, _FULL, _CANNOT_OPEN, _NOT_ONE = (
    5,
    6,
    8,
    10,
    11,
    13,
    14,
    26,
)
_MOVED = 4  # of _READ_ONLY: the file was moved or deleted while it was open
_ROOM = 1 << 20  # bytes: with less free, a failed write is a full drive
_OURS = b"alembic_version"
_LOOKED = 1 << 20  # bytes of a file in which the names of its tables stand


def told(error: BaseException | None, path: Path) -> CrmError | None:
    """The failure in our words; None where it is no fault of file or drive."""
    if not isinstance(error, driver.Error):
        return None
    code = getattr(error, "sqlite_errorcode", 0)
    kind, detail = code & 0xFF, code >> 8
    where = str(path)
    if kind in (_BUSY, _LOCKED):
        return CrmError("database.busy")
    if kind in (_IO, _CANNOT_OPEN) or (kind == _READ_ONLY and detail == _MOVED):
        return _of_drive(path)
    if kind == _READ_ONLY:
        return CrmError("database.read_only", path=where)
    if kind == _FULL:
        return full(path)
    if kind in (_CORRUPT, _NOT_ONE) or "decode to UTF-8" in str(error):
        return CrmError("database.damaged", path=where)
    return None


def not_copied(error: driver.Error, source: Path, target: Path) -> CrmError | None:
    """Why a file could not be written beside or elsewhere: its own drive is full, or what is
    copied is damaged. SQLite's backup says neither by number."""
    size = source.stat().st_size
    found = told(error, target)
    if "is full" in str(error) or (found is not None and found.code == "database.full"):
        return full(target, size)
    if room_at(target) < size // 2:
        return full(target, size)
    if found is not None and found.code == "database.damaged":
        return CrmError("database.damaged", path=str(source))
    return None


def told_at_opening(error: driver.Error, path: Path, key: str | None) -> CrmError:
    """The same of the first look into a file, which may be no database of ours at all."""
    found = told(error, path) or CrmError("database.unreachable", path=str(path))
    if found.code != "database.damaged":
        return found
    if key is not None:
        return found if key_fits(error) else CrmError("database.password", path=str(path))
    return found if was_ours(path) else CrmError("database.not_ours", path=str(path))


def key_fits(error: BaseException | None) -> bool:
    """Whether it is the rest of an encrypted file that is damaged: with a wrong key not even its
    first page is one of a database."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == _CORRUPT


def was_ours(path: Path) -> bool:
    """Whether a file no database can be read from still bears the names of our tables."""
    with path.open("rb") as file:
        return _OURS in file.read(_LOOKED)


def ends_connection(error: CrmError) -> bool:
    """Whether a connection leads nowhere any more, because its drive went away."""
    return error.code in ("database.gone", "database.drive")


def is_torn(error: BaseException | None) -> bool:
    """Whether pages do not fit together: whoever writes on makes it worse."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (_CORRUPT, _NOT_ONE)


def identity(path: Path) -> Any:
    """What tells this file from another put in its place; None where there is none."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_dev, seen.st_ino


def _of_drive(path: Path) -> CrmError:
    where = str(path)
    if not path.exists():
        return CrmError("database.gone", path=where)
    shortage = full(path)
    if int(str(shortage.params["room"])) < _ROOM:
        return shortage
    return CrmError("database.drive", path=where)
