"""Everything by which one person can be told in texts: read from her rows and from the journal."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.customers.refusals import Traces
from crmdesk.models.journal.record import unpack
from crmdesk.models.schema import (
    Base,
    Change,
    ChangeSet,
    Channel,
    Contact,
    Customer,
    Email,
    FormerNumber,
    Phone,
)

_TELLING = {
    "customer": {"name": 2},
    "contact": {"name": 2},
    "invoice": {"title": 2},
    "phone": {"raw": 5, "e164": 5},
    "email": {"address": 5},
    "channel": {"value": 4, "nickname": 4, "remark": 4},
    "address": {"raw": 8},
}
"""From how many characters on a value tells one person: shorter ones ("没有", "上海") are words
that others use too, and what others wrote is not to suffer."""
_STORED = (Customer, Contact, Phone, Email, Channel)


@dataclass(slots=True)
class Known:
    """`ids` are hers and those of records merged into hers; `words` all that tells her in a
    text; `files` the hashes of files she had."""

    ids: set[int]
    name: str = ""
    number: str = ""
    company: str = ""
    words: set[str] = field(default_factory=set)
    phones: dict[str, None] = field(default_factory=dict)
    emails: dict[str, None] = field(default_factory=dict)
    wechats: dict[str, None] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    def traces(self) -> Traces:
        """By what an import would know her again, former numbers of hers included."""
        return Traces(
            self.name, self.company, self.number,
            tuple(self.phones), tuple(self.emails), tuple(self.wechats),
        )  # fmt: skip

    def take(self, table: str, row: Mapping[str, Any], *, whole: bool = True) -> None:
        """Learn from a row, or from the columns of it that a change holds."""
        for column, shortest in _TELLING.get(table, {}).items():
            text = str(row.get(column) or "").strip()
            if len(text) >= shortest:
                self.words.add(text)
        if table == "phone" and (e164 := row.get("e164")):
            self.phones.setdefault(str(e164))
        elif table == "email" and (address := row.get("address")):
            self.emails.setdefault(str(address))
        elif table == "channel" and row.get("kind") in ("wechat", "wecom", "line"):
            self.wechats.setdefault(str(row.get("value") or ""))
        elif table == "attachment" and (digest := row.get("sha256")):
            self.files.add(str(digest))
        elif table == "customer" and whole and row.get("name"):
            self._take_customer(row)

    def _take_customer(self, row: Mapping[str, Any]) -> None:
        if not self.name:
            self.name, self.number = str(row["name"]), str(row.get("number") or "")
            company = row.get("company") if row.get("kind") != "company" else row["name"]
            self.company = str(company or "")


def get_known(session: Session, customer_id: int) -> Known:
    """What is known of a customer, stored or deleted."""
    known = Known({customer_id} | set(_merged_into(session, customer_id)))
    for name in ("customer", "contact", "phone", "email", "channel", "address", "invoice",
                 "attachment"):  # fmt: skip
        table = Base.metadata.tables[name]
        owner = table.c.id if name == "customer" else table.c.customer_id
        for row in session.execute(select(table).where(owner == customer_id)).mappings():
            known.take(name, dict(row))
    for table_name, values in journaled(session, known.ids):
        known.take(table_name, values, whole="kind" in values)
    known.words |= {phone.removeprefix("+86") for phone in known.phones}
    known.words.discard("")
    return known


def journaled(session: Session, ids: Collection[int]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(table, values) of every line of the journal about these customers, newest first."""
    lines = select(Change).where(Change.customer_id.in_(ids)).order_by(Change.id.desc())
    for change in session.scalars(lines.execution_options(yield_per=500)):
        yield from ((change.table_name, v) for v in (change.after, change.before) if v)
    for change, rows in packed(session):
        yield from ((change.table_name, row) for row in rows if owner_of(change, row) in ids)


def packed(session: Session) -> Iterator[tuple[Change, list[dict[str, Any]]]]:
    """Every line that keeps rows deleted many at a time, with those rows."""
    ids = session.scalars(select(Change.id).where(Change.kind == "D")).all()
    for change_id in ids:
        change = session.get_one(Change, change_id)
        yield change, unpack(change.packed or b"")
        if change not in session.dirty and change not in session.deleted:
            session.expunge(change)


def owner_of(change: Change, row: Mapping[str, Any]) -> Any:
    """Whose row it was."""
    return row.get("id") if change.table_name == "customer" else row.get("customer_id")


def _merged_into(session: Session, customer_id: int) -> Iterator[int]:
    """The ids of records merged into this one: their lines of the journal are about her."""
    numbers = set(
        session.scalars(select(FormerNumber.number).where(FormerNumber.customer_id == customer_id))
    )
    if not numbers:
        return
    deleted = (
        select(Change.row_id, Change.before)
        .join(ChangeSet, ChangeSet.id == Change.change_set_id)
        .where(Change.table_name == "customer", Change.kind == "d")
        .where(ChangeSet.action.startswith("customers.merge"))
    )
    for row_id, before in session.execute(deleted):
        if before and before.get("number") in numbers:
            yield row_id
