"""What is wrong with the place the database lies in, or with the clock it is written by."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from crmdesk.models.backups.conflict_copies import conflict_copies
from crmdesk.models.core.db import Database
from crmdesk.models.core.disk import LEAST, MB, room_at
from crmdesk.models.core.engines.sqlite import SqliteStorage
from crmdesk.models.core.i18n import N_, _

_AHEAD = timedelta(days=1)
TROUBLES = {
    "gone": N_("{file} is not there any more. Connect the drive again; what you typed stays here."),
    "damaged": N_("{file} is damaged. It can only be read until it is mended."),
    "read_only": N_("This file can only be read: it, or its folder, is write-protected. ({file})"),
    "full": N_(
        "The drive is almost full: {free} MB are free, {need} MB should be. Soon nothing can be "
        "saved."
    ),
    "clock": N_(
        "The clock of this computer may be wrong: the newest change here was made on {day}, which "
        "is still to come."
    ),
    "conflict": N_(
        "A synchronised folder has made a second copy of the database: {copy}. What was entered "
        "on another computer may be in there."
    ),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing to tell; `once`: it may be put away for good."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)
    once: bool = False

    def sentence(self) -> str:
        """In the user's language."""
        return _(TROUBLES[self.code]).format(**self.params)


def find_trouble(db: Database, path: Path, now: datetime) -> Trouble | None:
    """The gravest there is; None where all is well."""
    name = path.name
    storage = db.storage
    if not path.exists():
        return Trouble("gone", {"file": str(path)})
    if isinstance(storage, SqliteStorage) and storage.damaged:
        return Trouble("damaged", {"file": name})
    if storage.read_only:
        return Trouble("read_only", {"file": name})
    if (room := room_at(path)) < LEAST:
        return Trouble("full", {"free": room // MB, "need": LEAST // MB})
    return _of_clock(db, now) or _of_copies(path)


def _of_clock(db: Database, now: datetime) -> Trouble | None:
    with db.read() as session:
        stored = session.scalar(text("SELECT at FROM change_set ORDER BY id DESC LIMIT 1"))
    newest = stored if isinstance(stored, datetime) or stored is None else _moment(stored)
    if newest is None or newest.replace(tzinfo=UTC) <= now + _AHEAD:
        return None
    return Trouble("clock", {"day": f"{newest:%Y-%m-%d}"}, once=True)


def _moment(stored: object) -> datetime:
    return datetime.fromisoformat(str(stored))


def _of_copies(path: Path) -> Trouble | None:
    copies = conflict_copies(path)
    return Trouble("conflict", {"copy": copies[-1].name}, once=True) if copies else None
