"""Until when something is under warranty, as far as the office's own records tell."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.months import last_day
from crmdesk.models.schema import Order, OrderLine, ServiceContract, ServiceOrder
from crmdesk.models.schema.order import CANCELLED
from crmdesk.models.service.targets import load_service_targets


def warranty_of(session: Session, customer_id: int, product: str, serial: str) -> date | None:
    """What an earlier service order of this device noted, else counted from when it was bought."""
    known = _noted(session, customer_id, product.strip(), serial.strip())
    if known is not None:
        return known
    months = load_service_targets(session).warranty_months
    bought = bought_on(session, customer_id, product) if months else None
    return None if bought is None else last_day(bought, months)


def bought_on(session: Session, customer_id: int, product: str) -> date | None:
    """The last day this customer bought a product of that name (with its spec, or without)."""
    name = product.strip()
    if not name:
        return None
    query = (
        select(Order.ordered_on)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .where(
            Order.customer_id == customer_id,
            Order.status != CANCELLED,
            OrderLine.quantity > 0,
            (OrderLine.name == name) | (OrderLine.name + " " + OrderLine.spec == name),
        )
        .order_by(Order.ordered_on.desc())
        .limit(1)
    )
    day: date | None = session.scalar(query)
    return day


def running_contract(session: Session, customer_id: int, today: date) -> int | None:
    """The contract that counts for this customer today; the one that ends last of several."""
    query = (
        select(ServiceContract.id)
        .where(
            ServiceContract.customer_id == customer_id,
            ServiceContract.status != "ended",
            ServiceContract.starts_on <= today,
            ServiceContract.ends_on >= today,
        )
        .order_by(ServiceContract.ends_on.desc(), ServiceContract.id.desc())
        .limit(1)
    )
    found: int | None = session.scalar(query)
    return found


def _noted(session: Session, customer_id: int, product: str, serial: str) -> date | None:
    if not serial:
        return None
    query = (
        select(ServiceOrder.warranty_until)
        .where(
            ServiceOrder.customer_id == customer_id,
            ServiceOrder.serial == serial,
            ServiceOrder.warranty_until.is_not(None),
        )
        .order_by(ServiceOrder.opened_at.desc(), ServiceOrder.id.desc())
        .limit(1)
    )
    if product:
        query = query.where(ServiceOrder.product.in_((product, "")))
    day: date | None = session.scalar(query)
    return day
