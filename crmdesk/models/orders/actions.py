"""Taking an order, changing and deleting it, and taking money for it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.office.settings import load_office, next_counter
from crmdesk.models.orders.drafts import LineDraft, OrderDraft, PaymentDraft
from crmdesk.models.orders.products import product_ids
from crmdesk.models.schema import Contact, Customer, Order, OrderLine, Payment

COUNTER = "order"
PREFIX = "D"


def place_order(session: Session, draft: OrderDraft, *, now: datetime) -> int:
    """Store a new order with its lines, and what was paid at once; return its id.

    Raises Invalid when the draft has problems, CrmError "customer.gone", and
    "order.number.taken" for a number another order bears.
    """
    if problems := draft.problems():
        raise Invalid(problems)
    if session.get(Customer, draft.customer_id) is None:
        raise CrmError("customer.gone")
    order = Order(
        customer_id=draft.customer_id,
        number=_number(session, draft.number, None),
        currency=load_office(session).currency,
        created_at=now,
    )
    _fill(session, order, draft)
    session.add(order)
    session.flush()
    _write_lines(session, order, draft.lines)
    if draft.paid:
        paid = PaymentDraft(draft.customer_id, draft.paid, draft.ordered_on, order.id, draft.method)
        take_payment(session, paid, now=now)
    return order.id


def edit_order(session: Session, order_id: int, draft: OrderDraft) -> None:
    """Change an order; what was paid for it stays. Raises as `place_order`, and "order.gone"."""
    if problems := draft.problems():
        raise Invalid(problems)
    order = _existing(session, order_id)
    order.number = _number(session, draft.number, order)
    _fill(session, order, draft)
    _write_lines(session, order, draft.lines)


def delete_order(session: Session, order_id: int) -> None:
    """Delete an order with its lines and what was paid for it. Raises CrmError "order.gone"."""
    order = _existing(session, order_id)
    for table in (OrderLine, Payment):
        for row in session.scalars(select(table).where(table.order_id == order_id)):
            session.delete(row)
    session.flush()
    session.delete(order)
    session.flush()


def take_payment(session: Session, draft: PaymentDraft, *, now: datetime) -> int:
    """Note money received; returns the id of the payment.

    Raises Invalid for no amount, CrmError "customer.gone", and "order.gone" for an order that
    is not (any more) one of this customer.
    """
    if problems := draft.problems():
        raise Invalid(problems)
    if session.get(Customer, draft.customer_id) is None:
        raise CrmError("customer.gone")
    order = None if draft.order_id is None else _existing(session, draft.order_id)
    if order is not None and order.customer_id != draft.customer_id:
        raise CrmError("order.gone")
    payment = Payment(
        customer_id=draft.customer_id,
        order_id=draft.order_id,
        paid_on=draft.paid_on,
        amount=draft.amount,
        currency=order.currency if order else load_office(session).currency,
        method=draft.method.strip(),
        note=draft.note.strip(),
        staff_id=context_of(session).staff_id,
        created_at=now,
    )
    session.add(payment)
    session.flush()
    return payment.id


def delete_payment(session: Session, payment_id: int) -> None:
    """Take a payment away again. Raises CrmError "payment.gone"."""
    payment = session.get(Payment, payment_id)
    if payment is None:
        raise CrmError("payment.gone")
    session.delete(payment)


def _existing(session: Session, order_id: int) -> Order:
    order = session.get(Order, order_id)
    if order is None:
        raise CrmError("order.gone")
    return order


def _number(session: Session, typed: str, order: Order | None) -> str:
    """The number typed where it is free, the order's own, or the next free one of ours."""
    number = typed.strip()
    if order is not None and number in ("", order.number):
        return order.number
    if number:
        if session.scalar(select(Order.id).where(Order.number == number)) is not None:
            raise CrmError("order.number.taken", number=number)
        return number
    while True:
        number = own_number(next_counter(session, COUNTER))
        if session.scalar(select(Order.id).where(Order.number == number)) is None:
            return number


def own_number(count: int) -> str:
    """The office's own number of an order: D000001."""
    return f"{PREFIX}{count:06d}"


def _fill(session: Session, order: Order, draft: OrderDraft) -> None:
    contact = None if draft.contact_id is None else session.get(Contact, draft.contact_id)
    theirs = contact is not None and contact.customer_id == draft.customer_id
    order.contact_id = draft.contact_id if theirs else None
    order.staff_id = draft.staff_id or order.staff_id or context_of(session).staff_id
    order.ordered_on, order.status = draft.ordered_on, draft.status.strip()
    order.delivery, order.courier = draft.delivery.strip(), draft.courier.strip()
    order.note, order.settled = draft.note.strip(), draft.settled
    order.delivered_on = draft.delivered_on
    order.amount = draft.total()
    costs = [line.cost for line in draft.lines]
    known = [cost for cost in costs if cost is not None]
    order.cost = sum(known) if known else None


def _write_lines(session: Session, order: Order, lines: Sequence[LineDraft]) -> None:
    """The first line typed changes the first stored, and so on; those too many go."""
    stored = list(
        session.scalars(
            select(OrderLine)
            .where(OrderLine.order_id == order.id)
            .order_by(OrderLine.position, OrderLine.id)
        )
    )
    products = product_ids(
        session, [((line.name.strip(), line.spec.strip()), line.unit, line.price) for line in lines]
    )
    for position, line in enumerate(lines):
        if position < len(stored):
            row = stored[position]
        else:
            row = OrderLine(customer_id=order.customer_id, order_id=order.id)
            session.add(row)
        row.name, row.spec, row.unit = line.name.strip(), line.spec.strip(), line.unit.strip()
        row.product_id = products.get((row.name, row.spec))
        row.quantity, row.price = line.quantity, line.price
        row.amount, row.cost, row.position = line.total(), line.cost, position
    for row in stored[len(lines) :]:
        session.delete(row)
    session.flush()
