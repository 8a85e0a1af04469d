"""Putting a backup in the place of the database, which is kept beside it."""

import os
import shutil
from datetime import datetime
from pathlib import Path

from crmdesk.models.backups.carried import carry_refusals
from crmdesk.models.backups.copies import look_inside
from crmdesk.models.core.disk import full, is_no_room, say_error
from crmdesk.models.core.engines.sqlite_copies import fitting, is_open_elsewhere
from crmdesk.models.core.errors import CrmError

_BESIDE = ("-wal", "-shm")


def restore(
    backup: Path,
    database: Path,
    *,
    now: datetime,
    key: str | None = None,
    until_now: str | None = None,
) -> Path | None:
    """Make the closed `database` what `backup` is; where the state until now was put aside.

    `key` opens the backup; what opened the database `until_now`, where that was another, lets the
    refusals written since go on in it. None when there was no database yet. Raises the codes of
    `look_inside`, CrmError "database.in_use" while another program has the database open,
    "database.full", and "backup.not_restored"; then everything is as it was.
    """
    look_inside(backup, key=key)
    fresh = database.with_name(f".{database.name}.restoring")
    aside = _free(database, f"{database.stem}.before-restore-{now:%Y%m%d-%H%M%S}")
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        _copy(backup, fresh)
        look_inside(fresh, key=key)  # what was read may not be what was written
        _put_aside(database, aside)  # first of all: to look who has it open may change it
        before = fitting(database, (until_now, key)) if database.exists() else None
        if is_open_elsewhere(database, before):
            _remove_all(aside)
            raise CrmError("database.in_use", path=str(database))
        _carry(database, before, fresh, key, aside)
        _remove_beside(database)
        fresh.replace(database)
    except OSError as error:
        if is_no_room(error):
            raise full(database, need=2 * backup.stat().st_size) from error
        raise CrmError("backup.not_restored", path=str(backup), detail=say_error(error)) from error
    finally:
        fresh.unlink(missing_ok=True)
    return aside if aside.exists() else None


def _carry(database: Path, before: str | None, fresh: Path, key: str | None, aside: Path) -> None:
    try:
        carry_refusals(database, before, fresh, key)
    except CrmError:
        _remove_all(aside)
        raise
    _remove_beside(fresh)


def _free(database: Path, stem: str) -> Path:
    """A name no other state has: two restores may fall into one second."""
    number, path = 1, database.with_name(f"{stem}.db")
    while path.exists():
        number += 1
        path = database.with_name(f"{stem}-{number}.db")
    return path


def _put_aside(database: Path, aside: Path) -> None:
    """The database, and what a killed program left beside it; all of it or nothing."""
    try:
        for ending in ("", *_BESIDE):
            source = database.with_name(f"{database.name}{ending}")
            if source.exists():
                _copy(source, aside.with_name(f"{aside.name}{ending}"))
    except OSError:
        _remove_all(aside)
        raise


def _remove_all(database: Path) -> None:
    database.unlink(missing_ok=True)
    _remove_beside(database)


def _remove_beside(database: Path) -> None:
    for ending in _BESIDE:
        database.with_name(f"{database.name}{ending}").unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    """The whole file, on the drive and not only on its way there."""
    shutil.copyfile(source, target)
    with target.open("rb+") as written:
        os.fsync(written.fileno())
