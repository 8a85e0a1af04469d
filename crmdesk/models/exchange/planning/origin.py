"""A workbook of ours that comes back: what of the data is newer than what it knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.exchange.export.stamp import ExportStamp
from crmdesk.models.exchange.export.whom import EVERYBODY, PROBLEMS, unpack_ids
from crmdesk.models.exchange.stored.as_of import changed_since
from crmdesk.models.journal.reach import reaches_back
from crmdesk.models.journal.record import unpack
from crmdesk.models.office.settings import database_id
from crmdesk.models.schema import Change, ChangeSet, Customer, CustomerSummary


@dataclass(frozen=True, slots=True)
class Origin:
    """When the file was written and what the journal says has happened since.

    `changed` are customers, `deleted` the numbers of those who are gone; `whom` says whose rows
    stood in it.
    """

    exported_at: datetime
    change_set: int
    changed: frozenset[int]
    deleted: frozenset[str]
    whom: str

    @property
    def is_export(self) -> bool:
        """Whether it shows customers as they stood, and not rows of another file."""
        return self.whom != PROBLEMS


class Missing(NamedTuple):
    """A customer whose row is not in the file any more; `changed`: she was changed here since."""

    customer: int
    number: str
    name: str
    company: str
    phone: str
    changed: bool


def find_origin(session: Session, stamp: ExportStamp | None) -> Origin | None:
    """Where a file comes from, None where it is not a workbook of this very database."""
    if stamp is None or not stamp.database or stamp.database != database_id(session):
        return None
    if not _knows(session, stamp) or is_forgotten(session, stamp):
        return None
    return Origin(
        stamp.exported_at,
        stamp.change_set,
        changed_since(session, stamp.change_set),
        _deleted_since(session, stamp.change_set),
        stamp.whom,
    )


def is_forgotten(session: Session, stamp: ExportStamp | None) -> bool:
    """Whether a workbook of this database is older than what the journal still holds."""
    if stamp is None or not stamp.database or stamp.database != database_id(session):
        return False
    return not reaches_back(session, stamp.change_set)


def _knows(session: Session, stamp: ExportStamp) -> bool:
    """Whether the journal still is the one the file was written from: a database brought back to
    an earlier day has gone another way since."""
    if not stamp.change_set:
        return True
    at = session.scalar(select(ChangeSet.at).where(ChangeSet.id == stamp.change_set))
    return at is not None and at <= stamp.exported_at


def find_missing(session: Session, origin: Origin, present: frozenset[int]) -> list[Missing]:
    """Customers the file held and holds no more, by number; `present` are those it means."""
    if origin.whom in ("", PROBLEMS):
        return []
    if origin.whom == EVERYBODY:
        later = _created_since(session, origin.change_set)
        wanted = None
    else:
        later, wanted = _Ids(), unpack_ids(origin.whom)
    query = (
        select(Customer.id, Customer.number, Customer.name, Customer.company, CustomerSummary.phone)
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .order_by(Customer.number)
    )
    return [
        Missing(key, number, name, company or "", phone or "", key in origin.changed)
        for key, number, name, company, phone in session.execute(query)
        if key not in present and (wanted is None or key in wanted) and key not in later
    ]


class _Ids:
    """Ids one by one and in ranges."""

    def __init__(self) -> None:
        self.single: set[int] = set()
        self.ranges: list[range] = []

    def __contains__(self, key: int) -> bool:
        return key in self.single or any(key in part for part in self.ranges)


def _created_since(session: Session, change_set: int) -> _Ids:
    found = _Ids()
    query = select(Change.kind, Change.row_id, Change.last_id).where(
        Change.change_set_id > change_set,
        Change.table_name == "customer",
        Change.kind.in_(("c", "C")),
    )
    for kind, row_id, last_id in session.execute(query):
        if kind == "c":
            found.single.add(row_id)
        else:
            found.ranges.append(range(row_id, (last_id or row_id) + 1))
    return found


def _deleted_since(session: Session, change_set: int) -> frozenset[str]:
    query = select(Change).where(
        Change.change_set_id > change_set,
        Change.table_name == "customer",
        Change.kind.in_(("d", "D")),
    )
    found: set[str] = set()
    for change in session.scalars(query):
        rows = [change.before or {}] if change.kind == "d" else unpack(change.packed or b"")
        found |= {str(row["number"]) for row in rows if row.get("number")}
    return frozenset(found)
