"""Customers as JSON, for scripts (architecture §5): keys always present, absent = null or []."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.phones import PhoneValue
from crmdesk.models.exchange.export.order_json import orders_json
from crmdesk.models.exchange.records.customers import Address, Channel, Email, Invoice, Person
from crmdesk.models.exchange.stored.customers import parts
from crmdesk.models.exchange.stored.dossier import Dossier, load_dossiers
from crmdesk.models.schema import Complaint, Contact, Customer, FormerNumber, Interaction, Staff

_PART = 500
_INTERACTION = ("kind", "direction", "purpose", "outcome", "minutes", "currency", "text")
_COMPLAINT = (
    "number", "status", "step", "subject", "product", "channel", "words", "mood", "facts",
    "severity", "compensation", "currency", "cause", "improvement", "closing",
)  # fmt: skip


def list_json(session: Session, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """One object for each customer, in the order of `ids`."""
    for part in parts(session, ids, _PART):
        yield from map(_customer, load_dossiers(session, part).values())


def show_json(session: Session, customer_id: int) -> dict[str, Any]:
    """The same, and what happened with the customer, newest first."""
    (found,) = list_json(session, [customer_id])
    return found | {
        "interactions": _interactions(session, customer_id),
        "complaints": _complaints(session, customer_id),
        "orders": orders_json(session, customer_id),
    }


def _customer(dossier: Dossier) -> dict[str, Any]:
    record = dossier.record
    return {
        "number": record.number,
        "kind": record.kind,
        "name": record.name,
        "salutation": record.salutation or None,
        "gender": record.gender or None,
        "company": dossier.company or None,
        "stage": record.stage or None,
        **_reached(record),
        "channels": [_channel(channel) for channel in record.channels],
        "addresses": [_address(address) for address in record.addresses],
        "contacts": [
            {
                "name": contact.name,
                "title": contact.title or None,
                "role": contact.role or None,
                **_reached(contact),
            }
            for contact in record.contacts
        ],
        "birthday": _birthday(record.birthday),
        "invoices": [_invoice(invoice) for invoice in record.invoices],
        "tags": list(record.tags),
        "fields": dict(record.custom),
        "owner": record.owner or None,
        "source": record.source or None,
        "note": record.note or None,
        "tier": None,
        "last_contact": _instant(dossier.last_contact),
    }


def _reached(person: Person) -> dict[str, Any]:
    return {
        "phones": [_phone(phone) for phone in person.phones],
        "emails": [_email(email) for email in person.emails],
    }


def _phone(phone: PhoneValue) -> dict[str, Any]:
    return {
        "label": phone.label or None,
        "number": phone.e164,
        "extension": phone.extension or None,
        "raw": phone.raw,
    }


def _email(email: Email) -> dict[str, Any]:
    return {"label": email.label or None, "address": email.address}


def _channel(channel: Channel) -> dict[str, Any]:
    return {"kind": channel.kind, "label": channel.label or None, "value": channel.value or None}


def _address(address: Address) -> dict[str, Any]:
    order = ("label", "country", "region", "city", "street", "postcode", "raw")
    return {name: getattr(address, name) or None for name in order}


def _invoice(invoice: Invoice) -> dict[str, Any]:
    return {name: value or None for name, value in invoice._asdict().items()}


def _birthday(day: Birthday | None) -> dict[str, Any] | None:
    if day is None:
        return None
    return {
        "calendar": day.calendar,
        "year": day.year,
        "month": day.month,
        "day": day.day,
        "leap": day.leap,
    }


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat()


def _interactions(session: Session, customer_id: int) -> list[dict[str, Any]]:
    columns = [getattr(Interaction, name) for name in _INTERACTION]
    query = (
        select(Interaction.at, Interaction.cost, Contact.name, Staff.name, *columns)
        .outerjoin(Contact, Contact.id == Interaction.contact_id)
        .outerjoin(Staff, Staff.id == Interaction.staff_id)
        .where(Interaction.customer_id == customer_id)
        .order_by(Interaction.at.desc(), Interaction.id.desc())
    )
    return [
        {"at": _instant(at)}
        | _told(_INTERACTION, cells)
        | {"cost": _money(cost), "contact": contact, "staff": staff}
        for at, cost, contact, staff, *cells in session.execute(query)
    ]


def _complaints(session: Session, customer_id: int) -> list[dict[str, Any]]:
    handler = aliased(Staff)
    columns = [getattr(Complaint, name) for name in _COMPLAINT]
    query = (
        select(
            Complaint.opened_at, Complaint.closed_at, Complaint.cost, Contact.name, handler.name,
            *columns,
        )
        .outerjoin(Contact, Contact.id == Complaint.contact_id)
        .outerjoin(handler, handler.id == Complaint.handler_id)
        .where(Complaint.customer_id == customer_id)
        .order_by(Complaint.opened_at.desc(), Complaint.id.desc())
    )  # fmt: skip
    return [
        {"opened_at": _instant(opened), "closed_at": _instant(closed)}
        | _told(_COMPLAINT, cells)
        | {"cost": _money(cost), "contact": contact, "handler": name}
        for opened, closed, cost, contact, name, *cells in session.execute(query)
    ]


def _told(names: Sequence[str], cells: Sequence[Any]) -> dict[str, Any]:
    return {name: None if cell == "" else cell for name, cell in zip(names, cells, strict=True)}


def _money(minor: int | None) -> float | None:
    return None if minor is None else minor / 100


def customer_by_number(session: Session, number: str) -> int:
    """The customer who bears this number, or bore it before a merge.

    Raises CrmError "customer.number.unknown".
    """
    found = session.scalar(select(Customer.id).where(Customer.number == number))
    if found is None:
        former = select(FormerNumber.customer_id).where(FormerNumber.number == number)
        found = session.scalar(former)
    if found is None:
        raise CrmError("customer.number.unknown", number=number)
    return found
