"""The orders a customer list can be in. Empty values come last, upwards and downwards."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, Text, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from crmdesk.models.core.memory import give_back
from crmdesk.models.customers.rules import KINDS, STAGES
from crmdesk.models.derived.hanzi import sort_key
from crmdesk.models.schema import (
    Customer,
    CustomerSales,
    CustomerSummary,
    CustomValue,
    Source,
    Staff,
)

SUMMARY_COLUMNS: dict[str, InstrumentedAttribute[Any]] = {
    "name": CustomerSummary.sort_name,
    "phone": CustomerSummary.phone,
    "last_contact": CustomerSummary.last_contact,
    "follow_up": CustomerSummary.next_follow_up,
    "complaints": CustomerSummary.open_complaints,
    "interactions": CustomerSummary.interactions,
}
"""Orders that an index of customer_summary, or a glance at its row, gives."""

CUSTOMER_COLUMNS: dict[str, InstrumentedAttribute[Any]] = {
    "number": Customer.number,
    "created": Customer.created_at,
}

SALES_COLUMNS: dict[str, InstrumentedAttribute[Any]] = {
    "last_order": CustomerSales.last_order,
    "sales": CustomerSales.sales,
    "owed": CustomerSales.owed,
}
"""Who never bought comes last."""

WORDS: dict[str, InstrumentedAttribute[Any]] = {
    "company": Customer.company,
    "salutation": Customer.salutation,
    "title": Customer.title,
    "region": Customer.region,
    "industry": Customer.industry,
    "owner": Staff.name,
    "source": Source.name,
    "stage": Customer.stage,
    "kind": Customer.kind,
}
"""Orders by pinyin (stage and kind by rank) that the database cannot give: sorted here."""

_MANY = 10_000
MOST_IN = 1000
"""So many customers are asked for one by one; of more the whole column is read."""

FIELD = "field:"
"""Begins the order by a custom field, its id follows."""


def ordered_ids(session: Session, query: Select[int], sort: str, *, descending: bool) -> list[int]:
    """The ids of a query over customer_summary (with its customer joined for CUSTOMER_COLUMNS).

    An order that is not known means by name.
    """
    if sort in WORDS or sort.startswith(FIELD):
        ids = ordered_ids(session, query, "name", descending=False)
        return _by_words(ids, _values(session, ids, sort), sort, descending=descending)
    if sort in SALES_COLUMNS:
        joined = CustomerSales.customer_id == CustomerSummary.customer_id
        query, column = query.outerjoin(CustomerSales, joined), SALES_COLUMNS[sort]
    elif sort in CUSTOMER_COLUMNS:
        column = CUSTOMER_COLUMNS[sort]
    else:
        column = SUMMARY_COLUMNS.get(sort, CustomerSummary.sort_name)
    order = [column, CustomerSummary.customer_id]
    turned = [part.desc() if descending else part.asc() for part in order]
    empty = {"follow_up": column.is_(None), "phone": column == ""}
    if sort in SALES_COLUMNS:
        turned.insert(0, column.is_(None).asc())
    elif sort in empty:
        turned.insert(0, empty[sort].asc())
    return _ids(session, query.order_by(*turned))


def _by_words(
    ids: Sequence[int], values: Mapping[int, str], sort: str, *, descending: bool
) -> list[int]:
    """Ids of one word stay in their order; few words of many customers are sorted, not these."""
    of_word: dict[str, list[int]] = defaultdict(list)
    for key in ids:
        of_word[values.get(key, "")].append(key)
    without = of_word.pop("", [])
    keys = _keys(sort, set(of_word))
    words = sorted(of_word, key=keys.__getitem__, reverse=descending)
    return [key for word in words for key in of_word[word]] + without


def _values(session: Session, ids: Sequence[int], sort: str) -> dict[int, str]:
    """The word of each customer to sort by; those without one are absent."""
    owner: InstrumentedAttribute[int] = Customer.id
    word: InstrumentedAttribute[Any] = CustomValue.value
    if sort.startswith(FIELD):
        owner = CustomValue.customer_id
        field = int(sort.removeprefix(FIELD))
        query = select(word, _joined(owner)).where(CustomValue.field_id == field)
    else:
        word = WORDS[sort]
        query = select(word, _joined(owner)).select_from(Customer)
        if sort == "owner":
            query = query.join(Staff, Staff.id == Customer.owner_id)
        elif sort == "source":
            query = query.join(Source, Source.id == Customer.source_id)
    if len(ids) <= MOST_IN:
        query = query.where(owner.in_(ids))
    found: dict[int, str] = {}
    for value, joined in session.execute(query.group_by(word)):
        if value:
            found |= dict.fromkeys(json.loads(f"[{joined}]"), value)
    return found


def _ids(session: Session, query: Select[int]) -> list[int]:
    """The ids of an ordered query, joined to one text by the database.

    100 000 rows take three times as long, and their garbage stops every thread. Numbers read as
    JSON need no string each. What the database sorted them with, some megabytes, is given back.
    """
    inner = query.subquery()  # neither engine merges a subquery that is ordered into an aggregate
    joined = session.scalar(select(_joined(inner.c.customer_id)))
    found: list[int] = json.loads(f"[{joined or ''}]")
    if len(found) > _MANY:
        give_back()
    return found


def _joined(ids: Any) -> Any:
    return func.aggregate_strings(cast(ids, Text), ",")


def _keys(sort: str, values: set[str]) -> dict[str, Any]:
    if sort in _RANKS:
        return {value: _rank(_RANKS[sort], value) for value in values}
    if sort.startswith(FIELD):
        return {
            value: (0, number, "")
            if (number := _number(value)) is not None
            else (1, 0, sort_key(value))
            for value in values
        }
    return {value: sort_key(value, person=False) for value in values}


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _rank(order: Sequence[str], value: str) -> int:
    return order.index(value) if value in order else len(order)


_RANKS = {"stage": STAGES, "kind": KINDS}
