"""The sheet of orders in an export of everything: one row each line of goods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from crmdesk.models.exchange.export.blocks import Found
from crmdesk.models.exchange.stored.customers import Part, Rows, grouped
from crmdesk.models.exchange.vocabulary.choices import CHOICES
from crmdesk.models.exchange.vocabulary.fields import ORDER_FIELDS, Target
from crmdesk.models.schema import Contact, Customer, Order, OrderLine, Payment, Staff

_PAID = ("paid", "paid.on", "paid.method", "paid.note")
_EVERY_ROW = ("number", "ordered_on", "customer_number", "customer")
_GOODS = ("product", "spec", "quantity", "unit", "price", "amount", "cost")
_ONCE = ("contact", "status", "settled", "courier", "delivery", "staff", "currency", "note")
"""What is said of an order in its first row only."""
_CODES = tuple(field.code for field in ORDER_FIELDS if field.exported and not field.many)


class OrderTable:
    """Orders by day; payments stand in the first row of theirs, those on account in own rows."""

    sheet = "orders"

    def __init__(self, session: Session) -> None:
        counts = select(func.count().label("n")).group_by(Payment.order_id)
        several = counts.where(Payment.order_id.is_not(None)).subquery()
        self._paid = max(session.scalar(select(func.max(several.c.n))) or 0, 1)
        self.targets = [
            *map(Target, _CODES),
            *(Target(code, n) for n in range(1, self._paid + 1) for code in _PAID),
        ]
        self._status = CHOICES["orders.status"]()
        self._method = CHOICES["orders.paid.method"]()
        self._yes_no = CHOICES["yes_no"]()

    def load(self, session: Session, part: Part) -> tuple[list[int], Found]:
        """The customer of each row, and the cells by column."""
        lines, paid = _lines(session, part), _payments(session, part)
        owners: list[int] = []
        rows: list[list[Any]] = []
        for order in session.execute(_orders(part)).mappings():
            told = dict(order, status=self._status.get(order["status"], order["status"]))
            told["settled"] = self._yes_no["yes" if order["settled"] else "no"]
            for cells in self._order(told, lines.get(order["id"], []), paid.get(order["id"], [])):
                owners.append(order["customer_id"])
                rows.append(cells)
        for account in session.execute(_on_account(part)):
            customer, number, name, currency, *payment = account
            told = {"customer_number": number, "customer": name, "currency": currency}
            told["ordered_on"] = payment[1]
            owners.append(customer)
            rows.append(self._row(told, (*_EVERY_ROW, "currency"), None, [tuple(payment)]))
        return owners, [list(column) for column in zip(*rows, strict=True)]

    def _order(
        self, told: dict[str, Any], lines: Sequence[Any], paid: Sequence[Any]
    ) -> Iterator[list[Any]]:
        first, *others = lines or [None]
        yield self._row(told, (*_EVERY_ROW, *_ONCE), first, paid)
        for line in others:
            yield self._row(told, _EVERY_ROW, line, ())

    def _row(
        self, told: dict[str, Any], names: Sequence[str], line: Any, paid: Sequence[Any]
    ) -> list[Any]:
        known = {name: told[name] for name in names if name in told}
        if line is not None:
            name, spec, quantity, unit, price, amount, cost = line
            money = (_money(price), _money(amount), _money(cost))
            known |= zip(_GOODS, (name, spec, _quantity(quantity), unit, *money), strict=True)
        cells = [known.get(code) for code in _CODES]
        for amount, day, method, note in paid:
            cells += [_money(amount), day, self._method.get(method, method), note]
        return cells + [None] * (len(self.targets) - len(cells))


def _orders(part: Part) -> Any:
    staff = aliased(Staff)
    return (
        select(
            Order.id, Order.customer_id, Order.number, Order.ordered_on,
            Customer.number.label("customer_number"), Customer.name.label("customer"),
            Contact.name.label("contact"), Order.status, Order.settled, Order.courier,
            Order.delivery, staff.name.label("staff"), Order.currency, Order.note,
        )
        .join(Customer, Customer.id == Order.customer_id)
        .outerjoin(Contact, Contact.id == Order.contact_id)
        .outerjoin(staff, staff.id == Order.staff_id)
        .where(part.has(Order.customer_id))
        .order_by(Order.ordered_on, Order.id)
    )  # fmt: skip


def _lines(session: Session, part: Part) -> Rows:
    columns = [
        OrderLine.name, OrderLine.spec, OrderLine.quantity, OrderLine.unit, OrderLine.price,
        OrderLine.amount, OrderLine.cost,
    ]  # fmt: skip
    order = (OrderLine.position, OrderLine.id)
    theirs = part.has(OrderLine.customer_id)
    return grouped(session, OrderLine.order_id, columns, theirs, order=order)


def _payments(session: Session, part: Part) -> Rows:
    columns = [Payment.amount, Payment.paid_on, Payment.method, Payment.note]
    theirs, order = part.has(Payment.customer_id), (Payment.paid_on, Payment.id)
    ours = Payment.order_id.is_not(None)
    return grouped(session, Payment.order_id, columns, theirs, ours, order=order)


def _on_account(part: Part) -> Any:
    return (
        select(
            Payment.customer_id, Customer.number, Customer.name, Payment.currency,
            Payment.amount, Payment.paid_on, Payment.method, Payment.note,
        )
        .join(Customer, Customer.id == Payment.customer_id)
        .where(part.has(Payment.customer_id), Payment.order_id.is_(None))
        .order_by(Payment.paid_on, Payment.id)
    )  # fmt: skip


def _money(minor: int | None) -> float | None:
    """A cell of a workbook holds nothing else; two places of a double are exact."""
    return None if minor is None else minor / 100


def _quantity(thousandths: int) -> int | float:
    whole, rest = divmod(thousandths, 1000)
    return thousandths / 1000 if rest else whole
