"""Everything that identifies a customer, gathered for the search index."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from crmdesk.models.derived.terms import SearchSource
from crmdesk.models.schema import (
    Address,
    Channel,
    Contact,
    Customer,
    CustomerTag,
    CustomValue,
    Email,
    Phone,
    Tag,
)

_NUMBER = func.coalesce(func.nullif(Phone.e164, ""), Phone.raw)

SEARCHED_TABLES = frozenset(
    {"customer", "contact", "phone", "email", "address", "channel", "customer_tag", "custom_value"}
)
"""A change of one of these may change a customer's search terms."""


def load_sources(session: Session, ids: Sequence[int]) -> dict[int, SearchSource]:
    """The search source of each existing customer among `ids`."""
    found = _named(session, ids)
    for attribute, rows in _lists(session, ids):
        for customer_id, value in rows:
            if value and customer_id in found:
                getattr(found[customer_id], attribute).append(value)
    return found


def load_names_and_phones(session: Session, ids: Sequence[int]) -> dict[int, SearchSource]:
    """The part of the sources that most questions are about, by two quick queries."""
    found = _named(session, ids)
    query = select(Phone.customer_id, _NUMBER).where(Phone.customer_id.in_(ids))
    for customer_id, number in session.execute(query):
        if customer_id in found:
            found[customer_id].phones.append(number)
    return found


def _named(session: Session, ids: Sequence[int]) -> dict[int, SearchSource]:
    query = select(Customer.id, Customer.number, Customer.kind, Customer.name, Customer.company)
    found: dict[int, SearchSource] = {}
    for customer_id, number, kind, name, company in session.execute(
        query.where(Customer.id.in_(ids))
    ):
        source = found[customer_id] = SearchSource(number=number)
        (source.companies if kind == "company" else source.names).append(name)
        if company:
            source.companies.append(company)
    return found


def _lists(session: Session, ids: Sequence[int]) -> Iterator[tuple[str, Any]]:
    queries: list[tuple[str, Select[Any, Any]]] = [
        ("names", select(Contact.customer_id, Contact.name)),
        ("channels", select(Channel.customer_id, Channel.value)),
        ("channels", select(Channel.customer_id, Channel.nickname)),
        ("channels", select(Channel.customer_id, Channel.remark)),
        ("addresses", select(Address.customer_id, Address.raw)),
        ("phones", select(Phone.customer_id, _NUMBER)),
        ("emails", select(Email.customer_id, Email.address)),
        ("fields", select(CustomValue.customer_id, CustomValue.value)),
    ]
    for attribute, query in queries:
        owner = query.selected_columns[0]
        yield attribute, session.execute(query.where(owner.in_(ids)))
    tags = select(CustomerTag.customer_id, Tag.name).join(Tag, Tag.id == CustomerTag.tag_id)
    yield "tags", session.execute(tags.where(CustomerTag.customer_id.in_(ids)))
