"""A customer's orders as they are listed and changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError
from crmdesk.models.orders.drafts import LineDraft, OrderDraft
from crmdesk.models.schema import CustomerSales, Order, OrderLine, Payment, Staff

PAGE = 100


@dataclass(frozen=True, slots=True)
class LineRow:
    """Goods of an order; quantity in thousandths, money in minor units (分)."""

    name: str
    spec: str
    unit: str
    quantity: int
    price: int | None
    amount: int


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """Money received for an order."""

    id: int
    day: date
    amount: int
    method: str


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order of a list; `owed` is 0 where it is settled or paid."""

    id: int
    number: str
    day: date
    status: str
    amount: int
    paid: int
    owed: int
    currency: str
    staff: str
    courier: str
    delivery: str
    note: str
    lines: tuple[LineRow, ...]
    payments: tuple[PaymentRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """All orders of a customer together; `on_account` was paid for none of them."""

    orders: int
    sales: int
    owed: int
    on_account: int
    currency: str


@dataclass(frozen=True, slots=True)
class StoredOrder:
    """An order to be changed: its draft, and what it amounts to and what of it was paid."""

    id: int
    draft: OrderDraft
    currency: str
    paid: int


def load_orders(session: Session, customer_id: int, limit: int = PAGE) -> list[OrderRow]:
    """The newest orders of a customer with their lines."""
    query = (
        select(Order, func.coalesce(Staff.name, ""))
        .outerjoin(Staff, Staff.id == Order.staff_id)
        .where(Order.customer_id == customer_id)
        .order_by(Order.ordered_on.desc(), Order.id.desc())
        .limit(limit)
    )
    found = session.execute(query).all()
    ids = [order.id for order, _staff in found]
    lines, payments = load_lines(session, ids), _payments(session, ids)
    paid = {order: sum(one.amount for one in several) for order, several in payments.items()}
    return [
        OrderRow(
            id=order.id, number=order.number, day=order.ordered_on, status=order.status,
            amount=order.amount, paid=paid.get(order.id, 0),
            owed=0 if order.settled else order.amount - paid.get(order.id, 0),
            currency=order.currency, staff=staff, courier=order.courier,
            delivery=order.delivery, note=order.note, lines=lines.get(order.id, ()),
            payments=payments.get(order.id, ()),
        )
        for order, staff in found
    ]  # fmt: skip


def load_lines(session: Session, order_ids: Sequence[int]) -> dict[int, tuple[LineRow, ...]]:
    """The goods of these orders, as they stand in them."""
    query = (
        select(
            OrderLine.order_id, OrderLine.name, OrderLine.spec, OrderLine.unit,
            OrderLine.quantity, OrderLine.price, OrderLine.amount,
        )
        .where(OrderLine.order_id.in_(order_ids))
        .order_by(OrderLine.order_id, OrderLine.position, OrderLine.id)
    )  # fmt: skip
    found: dict[int, tuple[LineRow, ...]] = {}
    for row in session.execute(query):
        line = LineRow(row.name, row.spec, row.unit, row.quantity, row.price, row.amount)
        found[row.order_id] = (*found.get(row.order_id, ()), line)
    return found


def _payments(session: Session, order_ids: Sequence[int]) -> dict[int, tuple[PaymentRow, ...]]:
    query = (
        select(Payment.order_id, Payment.id, Payment.paid_on, Payment.amount, Payment.method)
        .where(Payment.order_id.in_(order_ids))
        .order_by(Payment.paid_on, Payment.id)
    )
    found: dict[int, tuple[PaymentRow, ...]] = {}
    for row in session.execute(query):
        one = PaymentRow(row.id, row.paid_on, row.amount, row.method)
        found[row.order_id or 0] = (*found.get(row.order_id or 0, ()), one)
    return found


def load_paid(session: Session, order_ids: Sequence[int]) -> dict[int, int]:
    """What was paid for these orders."""
    query = (
        select(Payment.order_id, func.sum(Payment.amount))
        .where(Payment.order_id.in_(order_ids))
        .group_by(Payment.order_id)
    )
    return {order: int(amount) for order, amount in session.execute(query) if order is not None}


def load_account(session: Session, customer_id: int) -> Account | None:
    """What a customer bought and owes in all; None for one without orders."""
    sales = session.get(CustomerSales, customer_id)
    if sales is None:
        return None
    paid = select(func.sum(Payment.amount)).where(
        Payment.customer_id == customer_id,
        Payment.order_id.is_(None),
        Payment.currency == sales.currency,
    )
    on_account = int(session.scalar(paid) or 0)
    return Account(sales.orders, sales.sales, sales.owed, on_account, sales.currency)


def load_order(session: Session, order_id: int) -> StoredOrder:
    """Raises CrmError "order.gone" when it was deleted meanwhile."""
    order = session.get(Order, order_id)
    if order is None:
        raise CrmError("order.gone")
    costs = select(OrderLine).where(OrderLine.order_id == order_id)
    lines = tuple(
        LineDraft(row.name, row.spec, row.unit, row.quantity, row.price, row.amount, row.cost)
        for row in session.scalars(costs.order_by(OrderLine.position, OrderLine.id))
    )
    draft = OrderDraft(
        order.customer_id, order.ordered_on, lines, order.number, order.contact_id,
        order.staff_id, order.status, order.delivery, order.courier, order.note, order.settled,
        delivered_on=order.delivered_on,
    )  # fmt: skip
    return StoredOrder(
        order_id, draft, order.currency, load_paid(session, [order_id]).get(order_id, 0)
    )
