"""What a workbook of ours says about itself: from which database, and as of when.

It stands among the properties of the file, which Excel, WPS and LibreOffice keep when they save
it: an edited export that comes back can be told from the database as it was then.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.exchange.export.whom import pack_ids
from crmdesk.models.journal.reach import pruned_through
from crmdesk.models.journal.records import changes_something
from crmdesk.models.office.settings import database_id
from crmdesk.models.schema import ChangeSet

_AT, _DATABASE, _CHANGE_SET = (
    "crmdesk-exported-at",
    "crmdesk-database",
    "crmdesk-change-set",
)
_WHOM = "crmdesk-customers-"
_LONGEST = 250
"""Characters of a property: Excel keeps no more than 255."""
_MEMBER = "docProps/custom.xml"
_LARGEST = 64 * 1024
_UNREADABLE = (
    OSError, BadZipFile, KeyError, ValueError, RuntimeError, NotImplementedError, EOFError,
    zlib.error, ElementTree.ParseError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExportStamp:
    """When an export was made, of which database, and the newest change set it knew of (0 = none).

    All that the file shows was so at that moment; what is newer in the journal it cannot know.
    `whom` are the customers it holds, as `pack_ids` tells them; "" where that is not known.
    """

    exported_at: datetime
    database: str
    change_set: int
    whom: str = ""

    def properties(self) -> dict[str, str]:
        """The same as the words that stand in the file."""
        pieces = [self.whom[at : at + _LONGEST] for at in range(0, len(self.whom), _LONGEST)]
        return {
            _AT: self.exported_at.isoformat(),
            _DATABASE: self.database,
            _CHANGE_SET: str(self.change_set),
            **{f"{_WHOM}{number}": piece for number, piece in enumerate(pieces, 1)},
        }


def stamp_now(session: Session, now: datetime, ids: Sequence[int] | None = None) -> ExportStamp:
    """What an export of these customers (None: of all) read from this session knows; `now` was
    taken before it began to read."""
    newest = session.scalar(select(func.max(ChangeSet.id)).where(changes_something())) or 0
    known = max(newest, pruned_through(session))
    return ExportStamp(now, database_id(session), known, pack_ids(ids))


def read_stamp(path: Path) -> ExportStamp | None:
    """The stamp of a workbook, None where it is none of ours, or nobody can read it.

    Opens no more of the file than this: safe and quick, whatever the file is.
    """
    try:
        with ZipFile(path) as book:
            info = book.getinfo(_MEMBER)
            if info.file_size > _LARGEST:
                return None
            with book.open(info) as member:
                text = member.read(_LARGEST)
        return _stamp(_properties(text))
    except _UNREADABLE:
        return None


def _properties(text: bytes) -> dict[str, str]:
    if b"<!DOCTYPE" in text or b"\x00" in text:  # nothing but harm could come of entities
        raise ValueError(_MEMBER)
    root = ElementTree.fromstring(text)
    return {found.get("name", ""): "".join(found.itertext()).strip() for found in root}


def _stamp(told: Mapping[str, str]) -> ExportStamp:
    at = datetime.fromisoformat(told[_AT])
    if at.tzinfo is None:
        raise ValueError(_AT)
    pieces = sum(1 for name in told if name.startswith(_WHOM))
    whom = "".join(told.get(f"{_WHOM}{number}", "") for number in range(1, pieces + 1))
    return ExportStamp(at, told[_DATABASE], int(told.get(_CHANGE_SET) or 0), whom)
