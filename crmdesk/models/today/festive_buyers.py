"""Whom to ask before a festival: who bought for it two years running, and what."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Customer, FollowUp, Interaction, Order, OrderLine
from crmdesk.models.schema.order import CANCELLED
from crmdesk.models.today.festive_years import WEEKS, Years
from crmdesk.models.today.rows import Ask

MORE = 1.5
"""Times what was bought in the weeks before: less is how she always buys, not for the festival."""
_SELLING = ("sales", "new_product", "reminder")
_GOODS = 3


def buyers(years: Years, ask: Ask) -> Any:
    """Of those not asked yet and without an order this time; the biggest of last year first."""
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


def goods_of(session: Session, day: date, customers: Sequence[int]) -> dict[int, str]:
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


def _bought(first: date, last: date) -> ColumnElement[int]:
    """SQL: what she bought for from one day to the day before another."""
    within = (Order.ordered_on >= first) & (Order.ordered_on < last)
    return func.coalesce(func.sum(case((within, Order.amount), else_=0)), 0)


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
