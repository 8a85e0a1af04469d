"""Customers as they stood when a change set was the newest: the journal, read backwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any

from sqlalchemy import Table, or_, select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.changes import values_from_plain
from crmdesk.models.customers.phones import PhoneValue
from crmdesk.models.exchange.records import customers as records
from crmdesk.models.exchange.records.customers import ContactRecord, CustomerRecord, Person
from crmdesk.models.exchange.stored.customers import Part
from crmdesk.models.exchange.stored.dossier import CONTACT_PLAIN, PLAIN, Dossier
from crmdesk.models.exchange.stored.rows import BIRTHDAY
from crmdesk.models.journal.record import unpack
from crmdesk.models.schema import Base, Change, Customer, CustomField, Source, Staff, Tag

_TABLES = (
    "customer", "contact", "phone", "email", "address", "channel", "invoice", "anniversary",
    "customer_tag", "custom_value",
)  # fmt: skip
Row = dict[str, Any]
Rows = dict[str, dict[int, Row]]
"""Table → id → its columns."""


def changed_since(session: Session, change_set: int) -> frozenset[int]:
    """The customers of whom the journal knows something newer."""
    query = select(Change.customer_id).where(
        Change.change_set_id > change_set,
        Change.customer_id.is_not(None),
        Change.table_name.in_(_TABLES),
    )
    return frozenset(session.scalars(query.distinct()))


def records_as_of(
    session: Session, dossiers: Mapping[int, Dossier], change_set: int
) -> dict[int, CustomerRecord]:
    """These customers as they were then; one that did not exist yet is left out."""
    if not dossiers:
        return {}
    part = Part(list(dossiers))
    rows = _present(session, part)
    related = {key: (row["parent_id"], row["referrer_id"]) for key, row in rows["customer"].items()}
    for change in _backwards(session, part, change_set):
        _take_back(rows, change, part)
    return dict(_Then(session, rows, related).records(dossiers))


def _present(session: Session, part: Part) -> Rows:
    found: Rows = {}
    for name in _TABLES:
        table = Base.metadata.tables[name]
        owner = table.c.id if name == "customer" else table.c.customer_id
        rows = session.execute(select(table).where(part.has(owner))).mappings()
        found[name] = {row["id"]: dict(row) for row in rows}
    return found


def _backwards(session: Session, part: Part, change_set: int) -> Iterator[Change]:
    theirs = or_(part.has(Change.customer_id), Change.kind.in_(("C", "D")))
    query = select(Change).where(
        Change.change_set_id > change_set, Change.table_name.in_(_TABLES), theirs
    )
    yield from session.scalars(query.order_by(Change.id.desc()))


def _take_back(rows: Rows, change: Change, part: Part) -> None:
    table = Base.metadata.tables[change.table_name]
    there = rows[change.table_name]
    if change.kind == "u":
        if change.row_id in there:
            there[change.row_id] |= values_from_plain(table, change.before or {})
    elif change.kind == "c":
        there.pop(change.row_id, None)
    elif change.kind == "d":
        there[change.row_id] = values_from_plain(table, change.before or {})
    elif change.kind == "C":
        last = change.last_id or change.row_id
        for row_id in [row_id for row_id in there if change.row_id <= row_id <= last]:
            del there[row_id]
    else:
        _bring_back(there, table, unpack(change.packed or b""), set(part.ids))


def _bring_back(
    there: dict[int, Row], table: Table, rows: Iterable[Row], customers: set[int]
) -> None:
    owner = "id" if table.name == "customer" else "customer_id"
    for row in rows:
        if row[owner] in customers:
            there[row["id"]] = values_from_plain(table, row)


class _Then:
    """Makes records of rows."""

    def __init__(
        self, session: Session, rows: Rows, related: Mapping[int, tuple[int | None, int | None]]
    ) -> None:
        self._rows, self._related_now = rows, related
        self._staff = _names(session, Staff)
        self._sources = _names(session, Source)
        self._tags = _names(session, Tag)
        self._fields = _names(session, CustomField)
        self._relatives = _called(session, rows["customer"].values())

    def records(self, dossiers: Mapping[int, Dossier]) -> Iterator[tuple[int, CustomerRecord]]:
        owned = {name: self._by_owner(name) for name in _TABLES if name != "customer"}
        for customer, dossier in dossiers.items():
            row = self._rows["customer"].get(customer)
            if row is not None:
                yield customer, self._record(customer, dossier, row, owned)

    def _by_owner(self, name: str) -> dict[tuple[int, int | None], list[Row]]:
        found: dict[tuple[int, int | None], list[Row]] = {}
        for row in sorted(self._rows[name].values(), key=_in_order):
            found.setdefault((row["customer_id"], row.get("contact_id")), []).append(row)
        return found

    def _record(
        self,
        customer: int,
        dossier: Dossier,
        row: Row,
        owned: Mapping[str, Mapping[tuple[int, int | None], Sequence[Row]]],
    ) -> CustomerRecord:
        then = copy(dossier.record)
        for name in PLAIN:
            setattr(then, name, row[name])
        then.birthday = _birthday(row)
        then.company = row["company"] or ""
        then.owner = self._staff.get(row["owner_id"], "")
        then.source = self._sources.get(row["source_id"], "")
        self._relate(then, row)
        own = {name: found.get((customer, None), ()) for name, found in owned.items()}
        self._reach(then, own)
        then.invoices = tuple(_tuple(records.Invoice, one) for one in own["invoice"])
        then.anniversaries = tuple(
            records.Anniversary(
                one["label"],
                Birthday(one["calendar"], one["year"], one["month"], one["day"], one["leap"]),
            )
            for one in own["anniversary"]
        )
        then.tags = tuple(
            filter(None, (self._tags.get(one["tag_id"]) for one in own["customer_tag"]))
        )
        then.custom = tuple(
            (self._fields[one["field_id"]], one["value"])
            for one in own["custom_value"]
            if one["field_id"] in self._fields
        )
        then.contacts = tuple(
            self._contact(
                one, {name: found.get((customer, one["id"]), ()) for name, found in owned.items()}
            )
            for one in own["contact"]
        )
        return then

    def _relate(self, then: CustomerRecord, row: Row) -> None:
        """Whom she belonged to; where that is as now, it is called as now."""
        parent, referrer = self._related_now.get(row["id"], (None, None))
        if row["parent_id"] != parent:
            then.parent = self._relatives.get(row["parent_id"], "")
        if row["referrer_id"] != referrer:
            then.referrer = self._relatives.get(row["referrer_id"], "")

    def _contact(self, row: Row, own: Mapping[str, Sequence[Row]]) -> ContactRecord:
        contact = ContactRecord(**{name: row[name] for name in CONTACT_PLAIN})
        contact.birthday = _birthday(row)
        self._reach(contact, own)
        return contact

    def _reach(self, person: Person, own: Mapping[str, Sequence[Row]]) -> None:
        person.phones = tuple(
            PhoneValue(
                one["label"], one["raw"], one["e164"] or None, one["extension"], one["suspect"]
            )
            for one in own["phone"]
        )
        person.emails = tuple(_tuple(records.Email, one) for one in own["email"])
        person.addresses = tuple(_tuple(records.Address, one) for one in own["address"])
        person.channels = tuple(
            records.Channel(
                one["kind"], one["value"], one["label"], one["nickname"], one["remark"],
                one["our_phone"], self._staff.get(one["staff_id"], ""),
            )
            for one in own["channel"]
        )  # fmt: skip


def _names(session: Session, table: Any) -> dict[int, str]:
    return {found.id: found.name for found in session.execute(select(table.id, table.name))}


def _called(session: Session, customers: Iterable[Row]) -> dict[int, str]:
    ids = {row[name] for row in customers for name in ("parent_id", "referrer_id") if row[name]}
    query = select(Customer.id, Customer.name).where(Part(list(ids)).has(Customer.id))
    return {found.id: found.name for found in session.execute(query)} if ids else {}


def _in_order(row: Row) -> tuple[int, int]:
    return row.get("position", 0), row["id"]


def _tuple(make: Any, row: Row) -> Any:
    return make(*(row[name] for name in make._fields))


def _birthday(row: Row) -> Birthday | None:
    calendar, year, month, day, leap = (row[name] for name in BIRTHDAY)
    return Birthday(calendar, year, month, day, leap) if calendar and month and day else None
