"""Stored customers as the records an import makes: one shape on both sides of the border."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.customers.phones import PhoneValue
from crmdesk.models.exchange.records import customers as records
from crmdesk.models.exchange.records.customers import ContactRecord, CustomerRecord, Person
from crmdesk.models.exchange.stored.customers import Part, Rows, grouped, relatives
from crmdesk.models.schema import (
    NEVER,
    Address,
    Anniversary,
    Channel,
    Consent,
    Contact,
    Customer,
    CustomerSummary,
    CustomerTag,
    CustomField,
    CustomValue,
    Email,
    Invoice,
    Phone,
    Source,
    Staff,
    Tag,
)

PLAIN = (
    "number", "kind", "name", "salutation", "gender", "title", "stage", "stage_since", "industry",
    "country", "region", "size", "hobbies", "diet", "gift_taste", "preferred_channel",
    "preferred_hour", "occupation", "education", "income", "bereaved_on", "warning", "note",
    "private_note",
)  # fmt: skip
"""Columns of `customer` that a record holds under the same name."""

CONTACT_PLAIN = ("name", "salutation", "gender", "title", "department", "role", "note")
_BIRTHDAY = tuple(f"birthday_{part}" for part in ("calendar", "year", "month", "day", "leap"))


@dataclass(slots=True)
class Dossier:
    """A stored customer; `contact_ids` go with the record's contacts."""

    id: int
    record: CustomerRecord
    company: str | None
    last_contact: datetime | None
    contact_ids: list[int] = field(default_factory=list)


def load_dossiers(session: Session, part: Part) -> dict[int, Dossier]:
    """The dossiers of these customers, in their order; one that is gone is left out."""
    reach = _Reach(session, part)
    contacts = _contacts(session, part)
    owned = {
        "invoices": _owned(session, part, Invoice, records.Invoice),
        "tags": _tags(session, part),
        "custom": _customs(session, part),
        "anniversaries": _anniversaries(session, part),
        "consents": _consents(session, part),
    }
    found: dict[int, Dossier] = {}
    for dossier in _customers(session, part):
        own = dossier.record
        reach.give(own, dossier.id)
        for name, rows in owned.items():
            setattr(own, name, tuple(rows.get(dossier.id, ())))
        people = contacts.get(dossier.id, [])
        dossier.contact_ids = [contact for contact, _ in people]
        for contact, person in people:
            reach.give(person, contact, of_contacts=True)
        own.contacts = tuple(person for _, person in people)
        found[dossier.id] = dossier
    return {customer: found[customer] for customer in part.ids if customer in found}


def _customers(session: Session, part: Part) -> Iterator[Dossier]:
    owner = aliased(Staff)
    columns = [getattr(Customer, name) for name in (*PLAIN, *_BIRTHDAY)]
    query = (
        select(
            Customer.id, Customer.company, CustomerSummary.last_contact, owner.name, Source.name,
            Customer.parent_id, Customer.referrer_id, *columns,
        )
        .outerjoin(owner, owner.id == Customer.owner_id)
        .outerjoin(Source, Source.id == Customer.source_id)
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .where(part.has(Customer.id))
    )  # fmt: skip
    parents = relatives(session, Customer.parent_id)
    referrers = relatives(session, Customer.referrer_id)
    for customer, company, at, owner_name, source, parent, referrer, *cells in session.execute(
        query
    ):
        plain = dict(zip(PLAIN, cells, strict=False))
        record = CustomerRecord(
            **plain,
            birthday=_birthday(cells[len(PLAIN) :]),
            company=company or "",
            owner=owner_name or "",
            source=source or "",
            parent=parents.get(parent, ""),
            referrer=referrers.get(referrer, ""),
        )
        yield Dossier(customer, record, company, None if at in (None, NEVER) else at)


class _Reach:
    """Phones, e-mails, channels and addresses, of customers and of contacts."""

    def __init__(self, session: Session, part: Part) -> None:
        phone = [Phone.label, Phone.raw, Phone.e164, Phone.extension, Phone.suspect]
        staff = select(Staff.name).where(Staff.id == Channel.staff_id).scalar_subquery()
        channel = [
            Channel.kind, Channel.value, Channel.label, Channel.nickname, Channel.remark,
            Channel.our_phone, staff,
        ]  # fmt: skip
        tables: dict[str, tuple[Any, Sequence[Any], Any]] = {
            "phones": (Phone, phone, _phone),
            "emails": (Email, [Email.label, Email.address], records.Email),
            "channels": (Channel, channel, _channel),
            "addresses": (
                Address,
                [getattr(Address, name) for name in records.Address._fields],
                records.Address,
            ),
        }
        self._rows: dict[str, dict[tuple[int | None, int], list[Any]]] = {}
        for name, (table, columns, make) in tables.items():
            found = self._rows[name] = {}
            query = select(table.customer_id, table.contact_id, *columns)
            query = query.where(part.has(table.customer_id)).order_by(table.position, table.id)
            for customer, contact, *cells in session.execute(query):
                key = (contact is not None, contact or customer)
                found.setdefault(key, []).append(make(*cells))

    def give(self, person: Person, owner: int, *, of_contacts: bool = False) -> None:
        """Put what belongs to a customer or contact into her record."""
        for name, rows in self._rows.items():
            setattr(person, name, tuple(rows.get((of_contacts, owner), ())))


def _phone(label: str, raw: str, e164: str, extension: str, suspect: bool) -> PhoneValue:  # noqa: FBT001
    return PhoneValue(label, raw, e164 or None, extension, suspect)


def _channel(kind: str, value: str, *told: Any) -> records.Channel:
    label, nickname, remark, our_phone, staff = told
    return records.Channel(kind, value, label, nickname, remark, our_phone, staff or "")


def _contacts(session: Session, part: Part) -> dict[int, list[tuple[int, ContactRecord]]]:
    columns = [getattr(Contact, name) for name in (*CONTACT_PLAIN, *_BIRTHDAY)]
    query = select(Contact.customer_id, Contact.id, *columns).where(part.has(Contact.customer_id))
    found: dict[int, list[tuple[int, ContactRecord]]] = {}
    for customer, contact, *cells in session.execute(query.order_by(Contact.position, Contact.id)):
        own = dict(zip(CONTACT_PLAIN, cells, strict=False))
        person = ContactRecord(**own, birthday=_birthday(cells[len(CONTACT_PLAIN) :]))
        found.setdefault(customer, []).append((contact, person))
    return found


def _owned(session: Session, part: Part, table: Any, make: Any) -> dict[int, list[Any]]:
    columns = [getattr(table, name) for name in make._fields]
    owner = table.customer_id
    rows = grouped(session, owner, columns, part.has(owner), order=(table.position, table.id))
    return {key: [make(*row) for row in several] for key, several in rows.items()}


def _tags(session: Session, part: Part) -> dict[int, list[str]]:
    query = (
        select(CustomerTag.customer_id, Tag.name)
        .join(Tag, Tag.id == CustomerTag.tag_id)
        .where(part.has(CustomerTag.customer_id))
        .order_by(CustomerTag.id)
    )
    found: dict[int, list[str]] = {}
    for customer, name in session.execute(query):
        found.setdefault(customer, []).append(name)
    return found


def _customs(session: Session, part: Part) -> Rows:
    query = (
        select(CustomValue.customer_id, CustomField.name, CustomValue.value)
        .join(CustomField, CustomField.id == CustomValue.field_id)
        .where(part.has(CustomValue.customer_id))
        .order_by(CustomField.position, CustomField.id)
    )
    found: Rows = {}
    for customer, name, value in session.execute(query):
        found.setdefault(customer, []).append((name, value))
    return found


def _anniversaries(session: Session, part: Part) -> dict[int, list[records.Anniversary]]:
    columns = [
        Anniversary.label, Anniversary.calendar, Anniversary.year, Anniversary.month,
        Anniversary.day, Anniversary.leap,
    ]  # fmt: skip
    owner = Anniversary.customer_id
    rows = grouped(session, owner, columns, part.has(owner), order=(Anniversary.id,))
    return {
        key: [records.Anniversary(label, Birthday(*day)) for label, *day in several]
        for key, several in rows.items()
    }


def _consents(session: Session, part: Part) -> dict[int, list[records.Consent]]:
    """The newest of each channel; instants stay aware."""
    staff = select(Staff.name).where(Staff.id == Consent.staff_id).scalar_subquery()
    columns = [Consent.channel, Consent.given, Consent.at, Consent.how, staff]
    owner = Consent.customer_id
    rows = grouped(session, owner, columns, part.has(owner), order=(Consent.at, Consent.id))
    found: dict[int, list[records.Consent]] = {}
    for customer, several in rows.items():
        newest = {
            channel: records.Consent(channel, given, at, how, taken_by or "")
            for channel, given, at, how, taken_by in several
        }
        found[customer] = list(newest.values())
    return found


def _birthday(cells: Sequence[Any]) -> Birthday | None:
    calendar, year, month, day, leap = cells
    return Birthday(calendar, year, month, day, leap) if calendar and month and day else None
