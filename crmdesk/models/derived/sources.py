"""Everything that identifies a customer, gathered for the search index."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from crmdesk.models.derived.terms import SearchSource
from crmdesk.models.schema import (
    Address,
    Channel,
    Contact,
    Customer,
    CustomerTag,
    CustomValue,
    Email,
    FormerNumber,
    Phone,
    Tag,
)

SEARCHED_TABLES = frozenset(
    {"customer", "contact", "phone", "email", "address", "channel", "customer_tag", "custom_value"}
    | {"former_number"}
)
"""A change of one of these may change a customer's search terms."""


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def _of(owner: InstrumentedAttribute[int], value: Any) -> Select[Any, Any]:
    return select(owner, value).where(owner.in_(_IDS))


_NAMED = select(Customer.id, Customer.number, Customer.kind, Customer.name, Customer.company).where(
    Customer.id.in_(_IDS)
)
_PHONES = _of(Phone.customer_id, func.coalesce(func.nullif(Phone.e164, ""), Phone.raw))
_LISTS: tuple[tuple[str, Select[Any, Any]], ...] = (
    ("names", _of(Contact.customer_id, Contact.name)),
    ("channels", _of(Channel.customer_id, Channel.value)),
    ("channels", _of(Channel.customer_id, Channel.nickname)),
    ("channels", _of(Channel.customer_id, Channel.remark)),
    ("addresses", _of(Address.customer_id, Address.raw)),
    ("phones", _PHONES),
    ("emails", _of(Email.customer_id, Email.address)),
    ("fields", _of(CustomValue.customer_id, CustomValue.value)),
    ("fields", _of(FormerNumber.customer_id, FormerNumber.number)),
    ("tags", _of(CustomerTag.customer_id, Tag.name).join(Tag, Tag.id == CustomerTag.tag_id)),
)
"""Made once: putting a statement together takes longer than asking it about one customer."""


def load_sources(session: Session, ids: Sequence[int]) -> dict[int, SearchSource]:
    """The search source of each existing customer among `ids`."""
    found = _named(session, ids)
    for attribute, query in _LISTS:
        _collect(session, ids, query, found, attribute)
    return found


def load_names_and_phones(session: Session, ids: Sequence[int]) -> dict[int, SearchSource]:
    """The part of the sources that most questions are about, by two quick queries."""
    found = _named(session, ids)
    _collect(session, ids, _PHONES, found, "phones")
    return found


def _named(session: Session, ids: Sequence[int]) -> dict[int, SearchSource]:
    found: dict[int, SearchSource] = {}
    rows = session.connection().execute(_NAMED, {"ids": ids})
    for customer_id, number, kind, name, company in rows:
        source = found[customer_id] = SearchSource(number=number, is_company=kind == "company")
        (source.companies if kind == "company" else source.names).append(name)
        if company:
            source.companies.append(company)
    return found


def _collect(
    session: Session,
    ids: Sequence[int],
    query: Select[Any, Any],
    found: dict[int, SearchSource],
    attribute: str,
) -> None:
    for customer_id, value in session.connection().execute(query, {"ids": ids}):
        if value and customer_id in found:
            getattr(found[customer_id], attribute).append(value)
