"""One line of the customer list with everything a column may show."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.orm import Session

from crmdesk.models.customers.phones import format_phone, label_text
from crmdesk.models.masking import veil
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import (
    NEVER,
    Contact,
    Customer,
    CustomerSales,
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
    """A number of a list line; `of` is the contact it belongs to. Said only when somebody looks,
    and then as it may be shown.
    """

    customer_id: int
    e164: str
    extension: str
    raw: str
    label_code: str
    of: str
    country: str

    @property
    def text(self) -> str:
        """As read aloud, masked where it must be."""
        shown = format_phone(self.e164 or None, self.extension, self.country, self.raw)
        return veil.phone(self.customer_id, self.e164 or self.raw, shown, self.extension)

    @property
    def label(self) -> str:
        return label_text(self.label_code)


@dataclass(frozen=True, slots=True)
class RowTag:
    """A tag and the colour the office gave it."""

    name: str
    color: str = ""


@dataclass(frozen=True, slots=True)
class RowSales:
    """What she bought and owes, in minor units (分) of `currency`."""

    last_order: date
    sales: int
    owed: int
    currency: str


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
    contact: str = ""
    phones: tuple[RowPhone, ...] = ()
    tags: tuple[RowTag, ...] = ()
    fields: Mapping[int, str] = field(default_factory=dict)
    bought: RowSales | None = None


def load_rows(session: Session, ids: Sequence[int]) -> dict[int, CustomerRow]:
    """List rows for `ids` (some hundred at most); an id deleted meanwhile is simply absent."""
    of_these = {"ids": list(ids)}
    people: dict[int, dict[int, str]] = defaultdict(dict)
    for customer_id, contact_id, name in session.execute(_CONTACTS, of_these):
        people[customer_id][contact_id] = name
    phones = _phones(session, of_these, people)
    tags: dict[int, list[RowTag]] = defaultdict(list)
    for customer_id, name, color in session.execute(_TAGS, of_these):
        tags[customer_id].append(RowTag(name, color))
    values: dict[int, dict[int, str]] = defaultdict(dict)
    for customer_id, field_id, value in session.execute(_VALUES, of_these):
        values[customer_id][field_id] = value
    bought = {
        row.customer_id: RowSales(row.last_order, row.sales, row.owed, row.currency)
        for row in session.execute(_SALES, of_these)
    }
    found: dict[int, CustomerRow] = {}
    for key, *columns, at, count, due, complaints in session.execute(_ROWS, of_these):
        told: tuple[Any, ...] = (
            *(key, *columns, None if at == NEVER else at, count, due, complaints),
            next(iter(people[key].values()), "") if key in people else "",
            tuple(phones.get(key, ())),
            tuple(tags.get(key, ())),
            values.get(key, {}),
            bought.get(key),
        )
        found[key] = CustomerRow(*told)
    return found


def _phones(
    session: Session, of_these: dict[str, list[int]], people: Mapping[int, Mapping[int, str]]
) -> dict[int, list[RowPhone]]:
    """The customer's own numbers before those of its contacts."""
    country = load_office(session).country
    found: dict[int, list[RowPhone]] = defaultdict(list)
    for customer_id, contact_id, *number in session.execute(_PHONES, of_these):
        of = people[customer_id].get(contact_id, "") if contact_id else ""
        told: tuple[Any, ...] = (customer_id, *number, of, country)
        found[customer_id].append(RowPhone(*told))
    return found


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_ROWS = (
    select(
        *(Customer.id, Customer.number, Customer.kind, Customer.name, Customer.salutation),
        *(Customer.title, func.coalesce(Customer.company, ""), Customer.stage, Customer.region),
        *(Customer.industry, func.coalesce(Staff.name, ""), func.coalesce(Source.name, "")),
        *(Customer.warning, Customer.created_at, CustomerSummary.last_contact),
        CustomerSummary.interactions,
        CustomerSummary.next_follow_up,
        CustomerSummary.open_complaints,
    )
    .join(CustomerSummary, CustomerSummary.customer_id == Customer.id)
    .outerjoin(Staff, Staff.id == Customer.owner_id)
    .outerjoin(Source, Source.id == Customer.source_id)
    .where(Customer.id.in_(_IDS))
)
_SALES = select(
    CustomerSales.customer_id,
    CustomerSales.last_order,
    CustomerSales.sales,
    CustomerSales.owed,
    CustomerSales.currency,
).where(CustomerSales.customer_id.in_(_IDS))
_CONTACTS = (
    select(Contact.customer_id, Contact.id, Contact.name)
    .where(Contact.customer_id.in_(_IDS))
    .order_by(Contact.position, Contact.id)
)
_PHONES = (
    select(
        *(Phone.customer_id, Phone.contact_id),
        *(Phone.e164, Phone.extension, Phone.raw, Phone.label),
    )
    .where(Phone.customer_id.in_(_IDS))
    .order_by(Phone.contact_id.is_not(None), Phone.position, Phone.id)
)
_TAGS = (
    select(CustomerTag.customer_id, Tag.name, Tag.color)
    .join(Tag, Tag.id == CustomerTag.tag_id)
    .where(CustomerTag.customer_id.in_(_IDS))
    .order_by(CustomerTag.id)
)
_VALUES = select(CustomValue.customer_id, CustomValue.field_id, CustomValue.value).where(
    CustomValue.customer_id.in_(_IDS)
)
