"""Who bought for the same festival two years running, asked before the third."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.festivals import Festival, festivals
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Customer, FollowUp, Interaction, Order, OrderLine
from crmdesk.models.schema.order import CANCELLED
from crmdesk.models.today.rows import Ask, Part, TodayRow

WEEKS = timedelta(weeks=4)
"""So long before a festival one buys for it, and is asked."""
BOUGHT_FOR = ("new_year", "spring", "dragon", "moon")
MORE = 1.5
"""Times what was bought in the weeks before: less is how she always buys, not for the festival."""
_SELLING = ("sales", "new_product", "reminder")
_GOODS = 3


@dataclass(frozen=True, slots=True)
class _Years:
    """A festival to come, and the days it fell on a year and two years ago."""

    festival: Festival
    last: date
    before: date


def find(ask: Ask) -> Iterator[Part]:
    """Those not asked yet and without an order this time; the biggest of last year first."""
    due = _due(load_office(ask.session).country, ask.today)
    rows: list[TodayRow] = []
    total = 0
    for years in due:
        found = ask.session.execute(_buyers(years, ask)).all()
        total += len(found)
        shown = [row.id for row in found[: max(0, ask.limit("festive_orders") - len(rows))]]
        goods = _goods(ask.session, years.last, shown)
        rows += [_row(customer, years.festival, goods.get(customer, "")) for customer in shown]
    yield Part("festive_orders", total, rows)


def _due(country: str, today: date) -> list[_Years]:
    """The festivals of the coming weeks one buys for."""
    coming = [*festivals(country, today.year), *festivals(country, today.year + 1)]
    found: list[_Years] = []
    for one in coming:
        if one.code in BOUGHT_FOR and today < one.day <= today + WEEKS:
            last, before = (_day(country, one, back) for back in (1, 2))
            if last is not None and before is not None:
                found.append(_Years(one, last, before))
    return found


def _day(country: str, festival: Festival, back: int) -> date | None:
    then = festivals(country, festival.day.year - back)
    return next((one.day for one in then if one.code == festival.code), None)


def _bought(first: date, last: date) -> ColumnElement[int]:
    """SQL: what she bought for from one day to the day before another."""
    within = (Order.ordered_on >= first) & (Order.ordered_on < last)
    return func.coalesce(func.sum(case((within, Order.amount), else_=0)), 0)


def _buyers(years: _Years, ask: Ask) -> Any:
    spans = or_(
        *(
            (Order.ordered_on >= day - 2 * WEEKS) & (Order.ordered_on < day)
            for day in (years.last, years.before)
        )
    )
    sums = [
        (_bought(day - WEEKS, day), _bought(day - 2 * WEEKS, day - WEEKS))
        for day in (years.last, years.before)
    ]
    much = (
        select(Order.customer_id, sums[0][0].label("amount"))
        .where(spans, Order.status != CANCELLED)
        .group_by(Order.customer_id)
        .having(*(festive > MORE * usual for festive, usual in sums))
        .subquery()
    )
    first = years.festival.day - WEEKS
    return (
        select(Customer.id)
        .join(much, much.c.customer_id == Customer.id)
        .where(~_asked(first, ask.zone), ~_ordered(first, ask.today), *ask.whose(Customer.owner_id))
        .order_by(much.c.amount.desc(), Customer.id)
    )


def _asked(first: date, zone: tzinfo) -> ColumnElement[bool]:
    since = datetime.combine(first, time.min, zone).astimezone(UTC)
    talked = exists().where(
        Interaction.customer_id == Customer.id,
        Interaction.at >= since,
        Interaction.purpose.in_(_SELLING),
    )
    planned = exists().where(
        FollowUp.customer_id == Customer.id,
        FollowUp.status == "open",
        FollowUp.created_at >= since,
    )
    return or_(talked, planned)


def _ordered(first: date, today: date) -> ColumnElement[bool]:
    return exists().where(
        Order.customer_id == Customer.id,
        Order.ordered_on >= first,
        Order.ordered_on <= today,
        Order.status != CANCELLED,
    )


def _goods(session: Session, day: date, customers: Sequence[int]) -> dict[int, str]:
    """What each bought last year, the most expensive first: 茶叶礼盒 20 盒."""
    query = (
        select(
            OrderLine.customer_id, OrderLine.name, OrderLine.unit,
            func.sum(OrderLine.quantity).label("quantity"),
        )
        .join(Order, Order.id == OrderLine.order_id)
        .where(
            OrderLine.customer_id.in_(customers),
            Order.ordered_on >= day - WEEKS,
            Order.ordered_on < day,
            Order.status != CANCELLED,
        )
        .group_by(OrderLine.customer_id, OrderLine.name, OrderLine.unit)
        .order_by(func.sum(OrderLine.amount).desc(), OrderLine.name)
    )  # fmt: skip
    found: dict[int, list[str]] = {}
    for row in session.execute(query) if customers else ():
        count = f"{row.quantity / 1000:g}{row.unit}"
        found.setdefault(row.customer_id, []).append(f"{row.name} {count}")
    return {customer: " · ".join(goods[:_GOODS]) for customer, goods in found.items()}


def _row(customer: int, festival: Festival, goods: str) -> TodayRow:
    return TodayRow(
        section="festive_orders",
        source="festive_order",
        id=customer,
        customer_id=customer,
        text=goods,
        due_on=festival.day,
        code=festival.code,
        suggests="call",
        words="festive_order",
    )
