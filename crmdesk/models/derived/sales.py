"""customer_sales: what each customer with orders bought and owes, recomputed as orders change."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, case, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from crmdesk.models.derived.summary import batches
from crmdesk.models.schema import Customer, CustomerSales, Order, Payment
from crmdesk.models.schema.order import CANCELLED


def refresh_sales(session: Session, ids: Iterable[int]) -> None:
    """Recompute the sales of these customers; one without orders has none."""
    for part in batches(ids):
        session.execute(delete(CustomerSales).where(CustomerSales.customer_id.in_(part)))
        if rows := list(_sales(session, part)):
            session.execute(insert(CustomerSales), rows)


def _sales(session: Session, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """In the currency of the last order: amounts of different currencies do not add up."""
    paid: dict[tuple[int, str], int] = {
        (customer, currency): amount for customer, currency, amount in session.execute(_paid(ids))
    }
    latest: dict[int, Any] = {}
    counts: dict[int, list[Any]] = {}
    for row in session.execute(_ordered(ids)):
        known = latest.get(row.customer_id)
        if known is None or (row.last, row.currency) > (known.last, known.currency):
            latest[row.customer_id] = row
        counts.setdefault(row.customer_id, []).append(row)
    for customer, row in latest.items():
        yield {
            "customer_id": customer,
            "orders": sum(one.orders for one in counts[customer]),
            "first_order": min(one.first for one in counts[customer]),
            "last_order": row.last,
            "currency": row.currency,
            "sales": row.sales,
            "owed": row.unsettled - paid.get((customer, row.currency), 0),
        }


def _ordered(ids: Sequence[int]) -> Select[int, str, int, date, date, int, int]:
    """Per customer and currency; the join leaves out who is gone."""
    unsettled = case((Order.settled, 0), else_=Order.amount)
    return (
        select(
            Order.customer_id,
            Order.currency,
            func.count().label("orders"),
            func.min(Order.ordered_on).label("first"),
            func.max(Order.ordered_on).label("last"),
            func.sum(Order.amount).label("sales"),
            func.sum(unsettled).label("unsettled"),
        )
        .join(Customer, Customer.id == Order.customer_id)
        .where(Order.customer_id.in_(ids), Order.status != CANCELLED)
        .group_by(Order.customer_id, Order.currency)
    )


def _paid(ids: Sequence[int]) -> Select[int, str, int]:
    """What was paid for orders that are not settled anyway, and on account."""
    counts = or_(Payment.order_id.is_(None), ~Order.settled)
    return (
        select(Payment.customer_id, Payment.currency, func.sum(Payment.amount))
        .outerjoin(Order, Order.id == Payment.order_id)
        .where(Payment.customer_id.in_(ids), counts)
        .group_by(Payment.customer_id, Payment.currency)
    )
