"""The orders of a plan, written in bulk: in the journal as ranges of ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import note_bulk
from crmdesk.models.core.db import context_of, storage_of
from crmdesk.models.derived.names import same_name_key
from crmdesk.models.exchange.applying.logs import contacts_of
from crmdesk.models.exchange.applying.writing import RowWriter
from crmdesk.models.exchange.planning.match import Ref
from crmdesk.models.exchange.planning.plan import NewOrder, Plan
from crmdesk.models.exchange.stored.rows import Names
from crmdesk.models.office.settings import counter, raise_counter
from crmdesk.models.orders.actions import COUNTER, PREFIX, own_number
from crmdesk.models.orders.products import product_ids
from crmdesk.models.schema import Order

_STEP = 5000
_OWN_NUMBER = re.compile(PREFIX + r"(\d{6,18})")
_ORDER = (
    "id", "customer_id", "number", "ordered_on", "contact_id", "staff_id", "status", "settled",
    "delivery", "courier", "currency", "amount", "cost", "note",
)  # fmt: skip
_LINE = (
    "id", "customer_id", "order_id", "product_id", "name", "spec", "unit", "quantity", "price",
    "amount", "cost", "position",
)  # fmt: skip
_PAYMENT = (
    "id", "customer_id", "order_id", "paid_on", "amount", "currency", "method", "note",
)  # fmt: skip
_Rows = list[tuple[Any, ...]]


def write_orders(session: Session, plan: Plan, ids: Sequence[int], names: Names) -> None:
    """Add the new orders of a plan whose new customers have `ids`."""
    orders = plan.new_orders
    if not orders:
        return
    goods = (
        ((line.name, line.spec), line.unit, line.price) for order in orders for line in order.lines
    )
    products = product_ids(session, goods)
    customers = [_id_of(order.ref, ids) for order in orders]
    asked = zip(customers, (order.contact for order in orders), strict=True)
    contacts = contacts_of(session, {customer for customer, name in asked if name})
    numbers = _numbers(session, orders)
    rows = _Numbered(session, orders)
    same = {"staff_id": context_of(session).staff_id, "created_at": names.now}
    with RowWriter(session) as writer:
        for start in range(0, len(orders), _STEP):
            part = slice(start, start + _STEP)
            whom = zip(orders[part], customers[part], numbers[part], strict=True)
            found: tuple[_Rows, _Rows, _Rows] = ([], [], [])
            for order, customer, number in whom:
                contact = contacts.get((customer, same_name_key(order.contact)))
                staff = names.staff.get(order.staff)
                rows.add(found, order, (customer, number, contact, staff), products)
            writer.add("order", _ORDER, found[0], {"created_at": names.now})
            writer.add("order_line", _LINE, found[1], {})
            writer.add("payment", _PAYMENT, found[2], same)
    rows.note(session)


class _Numbered:
    """Makes the rows of orders, under ids reserved for all of them."""

    def __init__(self, session: Session, orders: Sequence[NewOrder]) -> None:
        real = sum(1 for order in orders if order.is_order)
        lines = sum(len(order.lines) for order in orders)
        paid = sum(len(order.payments) for order in orders)
        storage = storage_of(session)
        self._ids = {
            name: storage.reserve_ids(session, name, count)
            for name, count in (("order", real), ("order_line", lines), ("payment", paid))
        }
        self._next: dict[str, Iterator[int]] = {name: iter(ids) for name, ids in self._ids.items()}

    def add(
        self,
        rows: tuple[_Rows, _Rows, _Rows],
        order: NewOrder,
        told: tuple[int, str, int | None, int | None],
        products: dict[tuple[str, str], int],
    ) -> None:
        """Put one order, its lines and payments into their tables."""
        customer, number, contact, staff = told
        id_ = next(self._next["order"]) if order.is_order else None
        if id_ is not None:
            rows[0].append((
                id_, customer, number, order.day, contact, staff, order.status, order.settled,
                order.delivery, order.courier, order.currency, order.amount, order.cost,
                order.note,
            ))  # fmt: skip
        for position, line in enumerate(order.lines):
            rows[1].append((
                next(self._next["order_line"]), customer, id_,
                products.get((line.name, line.spec)), *line, position,
            ))  # fmt: skip
        for paid in order.payments:
            note = paid.note if id_ is not None else paid.note or order.note
            rows[2].append((
                next(self._next["payment"]), customer, id_, paid.day, paid.amount,
                order.currency, paid.method, note,
            ))  # fmt: skip

    def note(self, session: Session) -> None:
        for name, ids in self._ids.items():
            note_bulk(session, name, ids)


def _numbers(session: Session, orders: Sequence[NewOrder]) -> list[str]:
    """Each order's own number, or the next one of ours that nobody bears."""
    taken = set(session.scalars(select(Order.number).where(Order.number.startswith(PREFIX))))
    taken |= {order.number for order in orders}
    own = _free(counter(session, COUNTER), taken)
    numbers = [order.number or (next(own) if order.is_order else "") for order in orders]
    ours = [int(found[1]) for number in numbers if (found := _OWN_NUMBER.fullmatch(number))]
    raise_counter(session, COUNTER, max(ours, default=0))
    return numbers


def _free(last: int, taken: Iterable[str]) -> Iterator[str]:
    known = set(taken)
    while True:
        last += 1
        if (number := own_number(last)) not in known:
            yield number


def _id_of(ref: Ref, ids: Sequence[int]) -> int:
    return ref if ref > 0 else ids[-ref - 1]
