"""One line of the customer list with everything a column may show."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, select
from sqlalchemy.orm import Session

from crmdesk.models.customers.phones import digits_to_copy, format_phone, label_text
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import (
    NEVER,
    Contact,
    Customer,
    CustomerSummary,
    CustomerTag,
    CustomValue,
    Phone,
    Source,
    Staff,
    Tag,
)


@dataclass(frozen=True, slots=True)
class RowPhone:
    """A number as read aloud and as a telephone takes it; `of` is the contact it belongs to."""

    text: str
    digits: str
    label: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class RowTag:
    """A tag and the colour the office gave it."""

    name: str
    color: str = ""


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """`contact` is a company's first person, last_contact None = never; `fields` by field id."""

    id: int
    number: str
    kind: str
    name: str
    salutation: str
    title: str
    company: str
    contact: str
    stage: str
    region: str
    industry: str
    owner: str
    source: str
    warning: str
    created: datetime
    last_contact: datetime | None
    interactions: int
    next_follow_up: date | None
    open_complaints: int
    phones: tuple[RowPhone, ...] = ()
    tags: tuple[RowTag, ...] = ()
    fields: Mapping[int, str] = field(default_factory=dict)


def load_rows(session: Session, ids: Sequence[int]) -> dict[int, CustomerRow]:
    """List rows for `ids` (some hundred at most); an id deleted meanwhile is simply absent."""
    people = _first_contacts(session, ids)
    phones, tags, values = _phones(session, ids, people), _tags(session, ids), _values(session, ids)
    return {
        row["id"]: CustomerRow(
            **_columns(row),
            contact=next(iter(people.get(row["id"], {}).values()), ""),
            phones=tuple(phones.get(row["id"], ())),
            tags=tuple(tags.get(row["id"], ())),
            fields=values.get(row["id"], {}),
        )
        for row in session.execute(_rows(ids)).mappings()
    }


_WORDS = (
    "number", "kind", "name", "salutation", "title", "company", "stage", "region", "industry",
    "owner", "source", "warning",
)  # fmt: skip
_OTHERS = ("id", "created", "interactions", "next_follow_up", "open_complaints")


def _columns(row: RowMapping) -> dict[str, Any]:
    words = {name: row[name] or "" for name in _WORDS}
    at = None if row["last_contact"] == NEVER else row["last_contact"]
    return words | {name: row[name] for name in _OTHERS} | {"last_contact": at}


def _rows(ids: Sequence[int]) -> Select[Any]:
    columns = [getattr(Customer, name) for name in _WORDS if name not in ("owner", "source")]
    return (
        select(
            Customer.id,
            *columns,
            Staff.name.label("owner"),
            Source.name.label("source"),
            Customer.created_at.label("created"),
            CustomerSummary.last_contact,
            CustomerSummary.interactions,
            CustomerSummary.next_follow_up,
            CustomerSummary.open_complaints,
        )
        .join(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .outerjoin(Staff, Staff.id == Customer.owner_id)
        .outerjoin(Source, Source.id == Customer.source_id)
        .where(Customer.id.in_(ids))
    )


def _first_contacts(session: Session, ids: Sequence[int]) -> dict[int, dict[int, str]]:
    """Names of contacts by customer, then by their id, in the user's order."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    query = select(Contact.customer_id, Contact.id, Contact.name)
    query = query.where(Contact.customer_id.in_(ids)).order_by(Contact.position, Contact.id)
    for customer_id, contact_id, name in session.execute(query):
        found[customer_id][contact_id] = name
    return found


def _phones(
    session: Session, ids: Sequence[int], people: Mapping[int, Mapping[int, str]]
) -> dict[int, list[RowPhone]]:
    """The customer's own numbers before those of its contacts."""
    country = load_office(session).country
    found: dict[int, list[RowPhone]] = defaultdict(list)
    query = select(Phone.customer_id, Phone.contact_id, Phone.label, Phone.raw, Phone.e164)
    query = query.add_columns(Phone.extension).where(Phone.customer_id.in_(ids))
    order = (Phone.contact_id.is_not(None), Phone.position, Phone.id)
    for row in session.execute(query.order_by(*order)):
        text = format_phone(row.e164 or None, row.extension, country, row.raw)
        digits = digits_to_copy(row.e164 or None, row.raw, country)
        of = people.get(row.customer_id, {}).get(row.contact_id, "")
        found[row.customer_id].append(RowPhone(text, digits, label_text(row.label), of))
    return found


def _tags(session: Session, ids: Sequence[int]) -> dict[int, list[RowTag]]:
    found: dict[int, list[RowTag]] = defaultdict(list)
    query = select(CustomerTag.customer_id, Tag.name, Tag.color)
    query = query.join(Tag, Tag.id == CustomerTag.tag_id).order_by(CustomerTag.id)
    for customer_id, name, color in session.execute(query.where(CustomerTag.customer_id.in_(ids))):
        found[customer_id].append(RowTag(name, color))
    return found


def _values(session: Session, ids: Sequence[int]) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = defaultdict(dict)
    query = select(CustomValue.customer_id, CustomValue.field_id, CustomValue.value)
    for customer_id, field_id, value in session.execute(
        query.where(CustomValue.customer_id.in_(ids))
    ):
        found[customer_id][field_id] = value
    return found
