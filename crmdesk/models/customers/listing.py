"""The customer list: which customers, in which order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from crmdesk.models.core.clock import office_zone
from crmdesk.models.customers.conditions import asks_customer, conditions
from crmdesk.models.customers.filters import CustomerFilter
from crmdesk.models.customers.orders import CUSTOMER_COLUMNS, MOST_IN, ordered_ids
from crmdesk.models.derived.hanzi import sort_key
from crmdesk.models.derived.search import find, find_all
from crmdesk.models.derived.summary import batches
from crmdesk.models.office.entries import Named
from crmdesk.models.office.queries import load_sources, load_staff, load_tags
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Customer, CustomerSummary, CustomerTag


@dataclass(frozen=True, slots=True)
class Found:
    """Ids in the order to show them; `capped`: there are more."""

    ids: list[int]
    capped: bool = False


def find_list(
    session: Session,
    chosen: CustomerFilter,
    sort: str = "",
    *,
    descending: bool = False,
    now: datetime,
) -> Found:
    """What a list shows while one types: a search for words alone ends after some hits."""
    if chosen.text.strip() and chosen.only_text() and not sort:
        hits = find(session, chosen.text)
        return Found(hits.ids, hits.capped)
    return Found(find_ids(session, chosen, sort, descending=descending, now=now))


def find_ids(
    session: Session,
    chosen: CustomerFilter,
    sort: str = "",
    *,
    descending: bool = False,
    now: datetime,
) -> list[int]:
    """Every customer the filter lets through, however many.

    `sort` is a key of `orders`; without it names go by pinyin, and hits of a search by how well
    they match.
    """
    query = _query(session, chosen, now, joined=asks_customer(chosen) or sort in CUSTOMER_COLUMNS)
    if not chosen.text.strip():
        return ordered_ids(session, query, sort, descending=descending)
    hits = find(session, chosen.text)
    matched = find_all(session, chosen.text) if hits.capped else hits.ids
    if chosen.only_text() and not sort:
        return matched
    allowed = set(matched)
    if len(matched) <= MOST_IN:
        query = query.where(CustomerSummary.customer_id.in_(matched))
    ids = [
        key for key in ordered_ids(session, query, sort, descending=descending) if key in allowed
    ]
    if sort:
        return ids
    left = set(ids)
    return [key for key in matched if key in left]


def count_customers(session: Session) -> int:
    """How many customers there are at all."""
    return session.scalar(select(func.count()).select_from(CustomerSummary)) or 0


def count_values(
    session: Session, part: str, chosen: CustomerFilter, *, now: datetime
) -> dict[Any, int]:
    """How many customers each value of a part of the filter ("kinds", "owners" …) would show.

    `chosen` is the filter without that part. Values are as columns hold them: None for no owner.
    Empty where a search has too many hits to count quickly.
    """
    column = _VALUES[part]
    where = list(_conditions(session, chosen, now))
    if chosen.text.strip():
        hits = find(session, chosen.text)
        if hits.capped:
            return {}
        where.append(Customer.id.in_(hits.ids))
    query = select(column, func.count()).select_from(Customer)
    query = query.join(CustomerSummary, CustomerSummary.customer_id == Customer.id)
    if part == "tags":
        query = query.join(CustomerTag, CustomerTag.customer_id == Customer.id)
    rows = session.execute(query.where(*where).group_by(column))
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True, slots=True)
class FilterValues:
    """What can be chosen where the office's lists decide."""

    tags: tuple[Named, ...] = ()
    owners: tuple[Named, ...] = ()
    sources: tuple[Named, ...] = ()
    regions: tuple[str, ...] = ()


def load_filter_values(session: Session) -> FilterValues:
    """Tags, staff and sources as the office lists them, regions as customers have them."""
    regions = session.scalars(select(Customer.region).distinct())
    return FilterValues(
        tuple(load_tags(session)),
        tuple(load_staff(session, everyone=True)),
        tuple(load_sources(session)),
        tuple(sorted(filter(None, regions), key=sort_key)),
    )


def tag_counts(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """How many of these customers bear each tag."""
    found: Counter[int] = Counter()
    for part in batches(ids, MOST_IN):
        query = select(CustomerTag.tag_id, func.count()).group_by(CustomerTag.tag_id)
        rows = session.execute(query.where(CustomerTag.customer_id.in_(part)))
        found.update({row[0]: row[1] for row in rows})
    return found


_VALUES: dict[str, InstrumentedAttribute[Any]] = {
    "kinds": Customer.kind,
    "stages": Customer.stage,
    "tags": CustomerTag.tag_id,
    "owners": Customer.owner_id,
    "regions": Customer.region,
    "sources": Customer.source_id,
}


def _query(session: Session, chosen: CustomerFilter, now: datetime, *, joined: bool) -> Select[int]:
    query = select(CustomerSummary.customer_id)
    if joined:
        query = query.join(Customer, Customer.id == CustomerSummary.customer_id)
    return query.where(*_conditions(session, chosen, now))


def _conditions(
    session: Session, chosen: CustomerFilter, now: datetime
) -> Sequence[ColumnElement[bool]]:
    if chosen.without_text().is_empty():
        return ()
    zone = office_zone(load_office(session).zone)
    return tuple(conditions(chosen, now=now, zone=zone))
