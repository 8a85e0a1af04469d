"""The owner's five numbers (product E4), and the lists behind them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from crmdesk.models.schema import (
    Complaint,
    Customer,
    CustomerSales,
    CustomerSummary,
    Order,
    Promise,
    Staff,
)
from crmdesk.models.schema.order import CANCELLED

NUMBERS = ("sales", "complaints", "promises", "owed", "silent")
BIG = 0.05
"""The share of those with an order in the year that counts as big."""
FEWEST, MOST_BIG = 3, 1000
SILENT = timedelta(days=60)
_YEAR = timedelta(days=365)
MOST = 200
"""So many rows a list behind a number shows."""


@dataclass(frozen=True, slots=True)
class Number:
    """How many, and how much money by currency where it is about money."""

    count: int = 0
    amounts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Behind:
    """A row of the list behind a number: whom, and of her what is known.

    `source` and `id` name what is opened: order, complaint, promise or customer.
    """

    source: str
    id: int
    customer_id: int
    name: str
    company: str
    text: str = ""
    staff: str = ""
    amount: int | None = None
    currency: str = ""
    on: date | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """Which day it is for whom."""

    today: date
    zone: tzinfo

    @property
    def yesterday(self) -> date:
        return self.today - timedelta(days=1)

    def began(self, day: date) -> datetime:
        """The first instant of a day."""
        return datetime.combine(day, time(), self.zone).astimezone(UTC)


def load_numbers(session: Session, day: Day) -> dict[str, Number]:
    """All five by name."""
    return {
        "sales": _money(session, _sales(day)),
        "complaints": Number(_count(session, _complaints(day))),
        "promises": Number(_count(session, _promises(day))),
        "owed": _money(session, _owed()),
        "silent": Number(len(_silent(session, day))),
    }


def load_behind(session: Session, number: str, day: Day) -> Sequence[Behind]:
    """The rows a number counts, the weightiest first; of very many the first MOST."""
    return _LISTS[number](session, day)


def _money(session: Session, parts: Select[str, int, int]) -> Number:
    rows = session.execute(parts).all()
    return Number(
        sum(count for _currency, count, _amount in rows),
        {currency: int(amount) for currency, _count, amount in rows},
    )


def _count(session: Session, conditions: Sequence[Any]) -> int:
    return session.scalar(select(func.count()).where(*conditions)) or 0


def _sales(day: Day) -> Select[str, int, int]:
    return (
        select(Order.currency, func.count(), func.sum(Order.amount))
        .where(Order.ordered_on == day.yesterday, Order.status != CANCELLED)
        .group_by(Order.currency)
    )


def _complaints(day: Day) -> Sequence[Any]:
    """Those of yesterday and of today so far."""
    return (Complaint.opened_at >= day.began(day.yesterday),)


def _promises(day: Day) -> Sequence[Any]:
    return (Promise.status == "open", Promise.due_on < day.today)


def _owed() -> Select[str, int, int]:
    return (
        select(CustomerSales.currency, func.count(), func.sum(CustomerSales.owed))
        .where(CustomerSales.owed > 0)
        .group_by(CustomerSales.currency)
    )


def _silent(session: Session, day: Day) -> dict[int, int]:
    """Customer -> what she bought in twelve months, the biggest first; of those with an order in
    that time the biggest, as far as nobody spoke to them for two months.
    """
    bought = func.sum(Order.amount)
    query = (
        select(Order.customer_id, bought.label("bought"))
        .where(
            Order.ordered_on > day.today - _YEAR,
            Order.ordered_on <= day.today,
            Order.status != CANCELLED,
        )
        .group_by(Order.customer_id)
        .having(bought > 0)
    )
    buyers = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    count = min(max(FEWEST, int(buyers * BIG)), MOST_BIG)
    biggest = query.order_by(bought.desc(), Order.customer_id).limit(count)
    big = {row.customer_id: int(row.bought) for row in session.execute(biggest)}
    quiet = select(CustomerSummary.customer_id).where(
        CustomerSummary.customer_id.in_(big),
        CustomerSummary.last_contact < day.began(day.today) - SILENT,
    )
    silent = set(session.scalars(quiet))
    return {customer: amount for customer, amount in big.items() if customer in silent}


def _rows(source: str, table: Any, *columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(
            table.id, table.customer_id, Customer.name,
            func.coalesce(Customer.company, "").label("company"),
            func.coalesce(Staff.name, "").label("staff"), *columns,
        )
        .select_from(table)
        .join(Customer, Customer.id == table.customer_id)
        .outerjoin(Staff, Staff.id == (
            table.handler_id if source == "complaint" else table.staff_id))
        .limit(MOST)
    )  # fmt: skip


def _list_sales(session: Session, day: Day) -> list[Behind]:
    query = (
        _rows("order", Order, Order.number, Order.amount, Order.currency, Order.ordered_on)
        .where(Order.ordered_on == day.yesterday, Order.status != CANCELLED)
        .order_by(Order.amount.desc(), Order.id)
    )
    return [
        Behind("order", row.id, row.customer_id, row.name, row.company, row.number, row.staff,
               row.amount, row.currency, row.ordered_on)
        for row in session.execute(query)
    ]  # fmt: skip


def _list_complaints(session: Session, day: Day) -> list[Behind]:
    query = (
        _rows("complaint", Complaint, Complaint.subject, Complaint.opened_at)
        .where(*_complaints(day))
        .order_by(Complaint.opened_at.desc(), Complaint.id)
    )
    return [
        Behind("complaint", row.id, row.customer_id, row.name, row.company, row.subject,
               row.staff, at=row.opened_at)
        for row in session.execute(query)
    ]  # fmt: skip


def _list_promises(session: Session, day: Day) -> list[Behind]:
    query = (
        _rows("promise", Promise, Promise.text, Promise.due_on)
        .where(*_promises(day))
        .order_by(Promise.due_on, Promise.id)
    )
    return [
        Behind("promise", row.id, row.customer_id, row.name, row.company, row.text, row.staff,
               on=row.due_on)
        for row in session.execute(query)
    ]  # fmt: skip


def _list_owed(session: Session, _day: Day) -> list[Behind]:
    query = (
        _customers(CustomerSales.owed, CustomerSales.currency, CustomerSales.last_order)
        .join(CustomerSales, CustomerSales.customer_id == Customer.id)
        .where(CustomerSales.owed > 0)
        .order_by(CustomerSales.owed.desc(), Customer.id)
        .limit(MOST)
    )
    return [
        Behind("customer", row.id, row.id, row.name, row.company, "", row.staff, row.owed,
               row.currency, row.last_order)
        for row in session.execute(query)
    ]  # fmt: skip


def _list_silent(session: Session, day: Day) -> list[Behind]:
    silent = dict(list(_silent(session, day).items())[:MOST])
    query = (
        _customers(CustomerSummary.last_contact, CustomerSales.currency)
        .join(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .outerjoin(CustomerSales, CustomerSales.customer_id == Customer.id)
    )
    rows = {row.id: row for row in session.execute(query.where(Customer.id.in_(silent)))}
    return [
        Behind("customer", key, key, rows[key].name, rows[key].company, "", rows[key].staff,
               amount, rows[key].currency or "", at=rows[key].last_contact)
        for key, amount in silent.items() if key in rows
    ]  # fmt: skip


def _customers(*columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Customer.id, Customer.name, func.coalesce(Customer.company, "").label("company"),
            func.coalesce(Staff.name, "").label("staff"), *columns,
        )
        .select_from(Customer)
        .outerjoin(Staff, Staff.id == Customer.owner_id)
    )  # fmt: skip


_LISTS: Mapping[str, Callable[[Session, Day], Sequence[Behind]]] = {
    "sales": _list_sales,
    "complaints": _list_complaints,
    "promises": _list_promises,
    "owed": _list_owed,
    "silent": _list_silent,
}
