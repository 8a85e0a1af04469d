"""Everything by which one contact of a customer can be told, and which rows were hers alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.reach import TABLES
from crmdesk.models.customers.refusals import Traces
from crmdesk.models.privacy.known import Known, owner_of, packed
from crmdesk.models.schema import Base, Change, Contact, Customer

REACHES = frozenset(table.__tablename__ for table in TABLES.values())


@dataclass(slots=True)
class KnownContact:
    """`known` tells her in texts, and no other in the same customer; `rows` are the ids of her
    rows by table, removed ones included."""

    id: int
    customer_id: int
    company: str
    number: str
    known: Known
    rows: dict[str, set[int]] = field(default_factory=dict)

    def is_hers(self, table: str, row_id: Any) -> bool:
        """Whether that row is about her alone."""
        return row_id in self.rows.get(table, ())

    def traces(self) -> Traces:
        """By what an import would know her again: her own numbers, not those of the company."""
        known = self.known
        return Traces(
            known.name,
            phones=tuple(known.phones),
            emails=tuple(known.emails),
            wechats=tuple(known.wechats),
        )


def get_known_contact(session: Session, contact_id: int) -> KnownContact:
    """What is known of a stored contact; raises CrmError "contact.gone"."""
    contact = session.get(Contact, contact_id)
    if contact is None:
        raise CrmError("contact.gone")
    customer = session.get_one(Customer, contact.customer_id)
    known = Known(set(), name=contact.name.strip())
    hers = KnownContact(contact.id, customer.id, customer.name, customer.number, known)
    lines = list(_journaled(session, customer.id))
    hers.rows = {"contact": {contact_id}} | _her_reaches(session, contact_id, lines)
    others = _take(session, hers, lines)
    _leave_to_others(known, others)
    return hers


Line = tuple[str, Any, Mapping[str, Any]]
"""Table, id of the row, its values or those that changed."""


def _journaled(session: Session, customer_id: int) -> Iterator[Line]:
    lines = select(Change).where(Change.customer_id == customer_id).order_by(Change.id.desc())
    for change in session.scalars(lines.execution_options(yield_per=500)):
        if change.table_name == "contact" or change.table_name in REACHES:
            for values in (change.after, change.before):
                if values:
                    yield change.table_name, change.row_id, values
    for change, rows in packed(session):
        if change.table_name == "contact" or change.table_name in REACHES:
            for row in rows:
                if owner_of(change, row) == customer_id:
                    yield change.table_name, row.get("id"), row


def _her_reaches(session: Session, contact_id: int, lines: list[Line]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for name in REACHES:
        table = Base.metadata.tables[name]
        stored = select(table.c.id).where(table.c.contact_id == contact_id)
        found[name] = set(session.scalars(stored))
    for name, row_id, values in lines:
        if name in REACHES and values.get("contact_id") == contact_id:
            found[name].add(row_id)
    return found


def _take(session: Session, hers: KnownContact, lines: list[Line]) -> Known:
    """Learn what tells her; what tells others in the same customer is returned."""
    others = Known(set())
    others.words |= {hers.company, hers.number}
    for name in ("contact", *sorted(REACHES)):
        table = Base.metadata.tables[name]
        stored = select(table).where(table.c.customer_id == hers.customer_id)
        for row in session.execute(stored).mappings():
            whose = hers.known if hers.is_hers(name, row["id"]) else others
            whose.take(name, dict(row))
    for name, row_id, values in lines:
        if hers.is_hers(name, row_id):
            hers.known.take(name, values)
    hers.known.words |= {phone.removeprefix("+86") for phone in hers.known.phones}
    return others


def _leave_to_others(known: Known, others: Known) -> None:
    """A number she shares, or a name that is a part of another's, goes on telling that one."""
    kept = "\n".join(others.words | set(others.phones) | set(others.emails))
    known.words = {word for word in known.words if word and word not in kept}
    for mine, theirs in (
        (known.phones, others.phones),
        (known.emails, others.emails),
        (known.wechats, others.wechats),
    ):
        for shared in set(mine) & set(theirs):
            del mine[shared]
