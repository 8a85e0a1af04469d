"""A whole office in one file, handed from one computer to another by its user."""

import json
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from sqlalchemy import func, select

from crmdesk.models.backups.copies import SUFFIX, Contents, look_inside, write_backup
from crmdesk.models.core.db import Database
from crmdesk.models.core.engines.sqlite_copies import open_copy
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.file_names import safe_name
from crmdesk.models.core.i18n import _
from crmdesk.models.journal.records import keep_record
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import ChangeSet, Customer, Interaction

_LONGEST = 60  # characters of the office's name: paths on Windows are short


@dataclass(frozen=True, slots=True)
class Luggage:
    """What is in such a file, or here: whose it is, how much, and how new."""

    office: str
    customers: int
    interactions: int
    newest: datetime | None


def hand_over(db: Database, folder: Path, *, now: datetime, zone: tzinfo) -> tuple[Path, Luggage]:
    """Write the file, checked, into that folder; never over another one. The journal, and the one
    in the file, say that it left.

    Raises CrmError "backup.folder" where the drive is gone, and the codes of `write_backup`.
    """
    if not folder.is_dir():
        raise CrmError("backup.folder", path=str(folder))
    with db.read() as session:
        office = load_office(session).name
    name = " ".join(safe_name(office, " ").split()) if office.strip(" .") else _("Customer book")
    stem = name[:_LONGEST].rstrip(" .")
    path = _free(folder, f"{stem}-{now.astimezone(zone):%Y-%m-%d}")
    keep_record(db, "record.backup", file=path.name)
    return path, _told(write_backup(db, path), office)


def look_at(path: Path, *, key: str | None = None) -> Luggage:
    """What a file brings along; raises the codes of `look_inside`."""
    contents = look_inside(path, key=key)
    with open_copy(path, key) as copy:
        stored = copy.value("SELECT value FROM setting WHERE key = 'name'")
    office = str(json.loads(str(stored)).get("value", "")) if stored is not None else ""
    return _told(contents, office)


def what_is_here(db: Database) -> Luggage:
    """The same of the database that is open."""
    with db.read() as session:
        return Luggage(
            load_office(session).name,
            session.scalar(select(func.count()).select_from(Customer)) or 0,
            session.scalar(select(func.count()).select_from(Interaction)) or 0,
            session.scalar(select(ChangeSet.at).order_by(ChangeSet.id.desc()).limit(1)),
        )


def _told(contents: Contents, office: str) -> Luggage:
    return Luggage(office, contents.customers, contents.interactions, contents.newest)


def _free(folder: Path, stem: str) -> Path:
    number, path = 1, folder / f"{stem}{SUFFIX}"
    while path.exists():
        number += 1
        path = folder / f"{stem} ({number}){SUFFIX}"
    return path
