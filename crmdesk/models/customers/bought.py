"""What one wants to know of her orders while she is on the phone (product A4)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.orm import Session

from crmdesk.models.schema import CustomerSales, Order, OrderLine
from crmdesk.models.schema.order import CANCELLED

_HER: BindParameter[int] = bindparam("customer")
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Bought:
    """Orders, and what she bought last; money in minor units (分) of `currency`.

    `price` is that of one unit, None where it was not written; `year` what the last twelve months
    amount to.
    """

    orders: int
    last_on: date
    goods: str
    unit: str
    price: int | None
    currency: str
    year: int
    owed: int


def load_bought(session: Session, customer_id: int, today: date) -> Bought | None:
    """None for a customer without orders."""
    her: dict[str, Any] = {"customer": customer_id, "since": today - _YEAR}
    sales = session.execute(_sales(), her).first()
    if sales is None:
        return None
    line = session.execute(_last_line(), her).first()
    her["currency"] = sales.currency
    name, spec, unit, price = line or ("", "", "", None)
    return Bought(
        orders=sales.orders,
        last_on=sales.last_order,
        goods=" ".join(filter(None, (name, spec))),
        unit=unit,
        price=price,
        currency=sales.currency,
        year=int(session.scalar(_year(), her) or 0),
        owed=sales.owed,
    )


def prepare_bought(session: Session) -> None:
    """Ask all three questions once about nobody."""
    nobody = {"customer": 0, "since": date.min, "currency": ""}
    for query in (_sales(), _last_line(), _year()):
        session.execute(query, nobody).all()


@cache
def _sales() -> Select[int, date, str, int]:
    return select(
        CustomerSales.orders, CustomerSales.last_order, CustomerSales.currency, CustomerSales.owed
    ).where(CustomerSales.customer_id == _HER)


@cache
def _last_line() -> Select[str, str, str, int | None]:
    """The dearest goods of the last order in which something was sold."""
    return (
        select(OrderLine.name, OrderLine.spec, OrderLine.unit, OrderLine.price)
        .join(Order, Order.id == OrderLine.order_id)
        .where(Order.customer_id == _HER, Order.status != CANCELLED, OrderLine.quantity > 0)
        .order_by(
            Order.ordered_on.desc(), Order.id.desc(), OrderLine.amount.desc(), OrderLine.position
        )
        .limit(1)
    )


@cache
def _year() -> Select[int | None]:
    return select(func.sum(Order.amount)).where(
        Order.customer_id == _HER,
        Order.status != CANCELLED,
        Order.currency == bindparam("currency"),
        Order.ordered_on > bindparam("since"),
    )
