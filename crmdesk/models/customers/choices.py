"""Customers as a field offers them that finds while one types."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.derived.search import find
from crmdesk.models.schema import Contact, Customer, CustomerSummary

_SHOWN_CONTACTS = 3


@dataclass(frozen=True, slots=True)
class CustomerChoice:
    """Enough to tell two customers of one name apart."""

    id: int
    name: str
    company: str
    phone: str
    kind: str
    contacts: tuple[str, ...] = ()
    """Who of a company may have been meant, the first few."""


def find_choices(session: Session, text: str, *, limit: int = 8) -> list[CustomerChoice]:
    """The best matches of `text`; of no text, those contacted last."""
    if text.strip():
        return load_choices(session, find(session, text).ids[:limit])
    latest = (
        select(CustomerSummary.customer_id)
        .order_by(CustomerSummary.last_contact.desc(), CustomerSummary.customer_id.desc())
        .limit(limit)
    )
    return load_choices(session, session.scalars(latest).all())


def load_choices(session: Session, ids: Sequence[int]) -> list[CustomerChoice]:
    """The customers `ids` in that order; one deleted meanwhile is left out."""
    query = (
        select(Customer.id, Customer.name, Customer.company, CustomerSummary.phone, Customer.kind)
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .where(Customer.id.in_(ids))
    )
    people = _contacts(session, ids)
    found = {
        row.id: CustomerChoice(
            row.id, row.name, row.company or "", row.phone or "", row.kind, people.get(row.id, ())
        )
        for row in session.execute(query)
    }
    return [found[customer_id] for customer_id in ids if customer_id in found]


def _contacts(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    query = (
        select(Contact.customer_id, Contact.name)
        .where(Contact.customer_id.in_(ids))
        .order_by(Contact.position, Contact.id)
    )
    people: dict[int, tuple[str, ...]] = {}
    for row in session.execute(query):
        people[row.customer_id] = (*people.get(row.customer_id, ()), row.name)[:_SHOWN_CONTACTS]
    return people


def load_contact_names(session: Session, customer_id: int) -> list[tuple[int, str]]:
    """The contacts of a company as (id, name), in the user's order."""
    query = (
        select(Contact.id, Contact.name)
        .where(Contact.customer_id == customer_id)
        .order_by(Contact.position, Contact.id)
    )
    return [(row.id, row.name) for row in session.execute(query)]


def load_contact_owners(session: Session, ids: Sequence[int]) -> list[tuple[str, str]]:
    """(name, name of her customer) of these contacts, by name."""
    query = (
        select(Contact.name, Customer.name)
        .join(Customer, Customer.id == Contact.customer_id)
        .where(Contact.id.in_(ids))
        .order_by(Contact.name, Contact.id)
    )
    return [(name, customer) for name, customer in session.execute(query)]
