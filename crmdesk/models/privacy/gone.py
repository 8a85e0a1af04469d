"""Customers deleted in the ordinary way, whom the journal could still bring back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.journal.record import unpack
from crmdesk.models.schema import Change, ChangeSet, Customer

MOST = 500


@dataclass(frozen=True, slots=True)
class GoneCustomer:
    """Somebody who is no more, as the journal knows her."""

    id: int
    number: str
    name: str
    at: datetime


def load_gone(session: Session, *, most: int = MOST) -> list[GoneCustomer]:
    """Those deleted last first; merged ones live on in another and are not among them."""
    query = (
        select(Change.id, ChangeSet.at)
        .join(ChangeSet, ChangeSet.id == Change.change_set_id)
        .where(Change.table_name == "customer", Change.kind.in_(("d", "D")))
        .where(~ChangeSet.action.startswith("customers.merge"))
        .order_by(Change.id.desc())
    )
    found: dict[int, GoneCustomer] = {}
    for change_id, at in session.execute(query).all():
        for row in _rows(session.get_one(Change, change_id)):
            key = int(row["id"])
            found.setdefault(key, GoneCustomer(key, row["number"], row["name"], at))
        if len(found) >= most * 2:
            break
    there = set(session.scalars(select(Customer.id).where(Customer.id.in_(found))))
    return [one for key, one in found.items() if key not in there][:most]


def _rows(change: Change) -> Iterator[Mapping[str, Any]]:
    if change.kind == "D":
        yield from unpack(change.packed or b"")
    elif change.before and change.before.get("name"):
        yield {**change.before, "id": change.row_id}
