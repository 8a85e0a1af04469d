"""The orders of a customer as JSON, for scripts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Contact, Order, OrderLine, Payment, Staff

_LINE = ("name", "spec", "unit")


def orders_json(session: Session, customer_id: int) -> list[dict[str, Any]]:
    """Newest first; money in units of the currency, absent = null."""
    query = (
        select(Order, Contact.name, Staff.name)
        .outerjoin(Contact, Contact.id == Order.contact_id)
        .outerjoin(Staff, Staff.id == Order.staff_id)
        .where(Order.customer_id == customer_id)
        .order_by(Order.ordered_on.desc(), Order.id.desc())
    )
    lines, paid = _lines(session, customer_id), _paid(session, customer_id)
    return [
        {
            "number": order.number,
            "date": order.ordered_on.isoformat(),
            "status": order.status or None,
            "amount": _money(order.amount),
            "cost": _money(order.cost),
            "currency": order.currency or None,
            "settled": order.settled,
            "contact": contact,
            "staff": staff,
            "delivery": order.delivery or None,
            "courier": order.courier or None,
            "note": order.note or None,
            "lines": lines.get(order.id, []),
            "payments": paid.get(order.id, []),
        }
        for order, contact, staff in session.execute(query)
    ]


def _lines(session: Session, customer_id: int) -> dict[int, list[dict[str, Any]]]:
    query = select(OrderLine).where(OrderLine.customer_id == customer_id)
    found: dict[int, list[dict[str, Any]]] = {}
    for line in session.scalars(query.order_by(OrderLine.position, OrderLine.id)):
        told = {name: getattr(line, name) or None for name in _LINE}
        told["product"] = told.pop("name")
        told |= {"quantity": line.quantity / 1000, "price": _money(line.price)}
        told |= {"amount": _money(line.amount), "cost": _money(line.cost)}
        found.setdefault(line.order_id, []).append(told)
    return found


def _paid(session: Session, customer_id: int) -> dict[int | None, list[dict[str, Any]]]:
    query = select(Payment).where(Payment.customer_id == customer_id)
    found: dict[int | None, list[dict[str, Any]]] = {}
    for paid in session.scalars(query.order_by(Payment.paid_on, Payment.id)):
        told = {"date": paid.paid_on.isoformat(), "amount": _money(paid.amount)}
        told |= {"method": paid.method or None, "note": paid.note or None}
        found.setdefault(paid.order_id, []).append(told)
    return found


def _money(minor: int | None) -> float | None:
    return None if minor is None else minor / 100
