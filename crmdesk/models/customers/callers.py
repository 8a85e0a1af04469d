"""Whose number it is that calls."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.customers.phones import parse_phones
from crmdesk.models.derived.search import find
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Phone


@dataclass(frozen=True, slots=True)
class Caller:
    """A customer, and who of it where a contact's number calls."""

    customer_id: int
    contact_id: int | None = None


def find_callers(session: Session, number: str) -> list[Caller]:
    """The customers who may be calling: those with just this number, else those it is part of.

    A customer is there once, her own number before those of her contacts.
    """
    office = load_office(session)
    read = parse_phones(number, area_code=office.area_code, country=office.country)
    known = [phone.e164 for phone in read if phone.e164]
    query = (
        select(Phone.customer_id, Phone.contact_id)
        .where(Phone.e164.in_(known))
        .order_by(Phone.contact_id.is_not(None), Phone.id)
    )
    exact: dict[int, Caller] = {}
    for row in session.execute(query):
        exact.setdefault(row.customer_id, Caller(row.customer_id, row.contact_id))
    return list(exact.values()) or [Caller(found) for found in find(session, number).ids]
