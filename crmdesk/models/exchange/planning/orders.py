"""What sheets of orders would add: rows become orders with lines and payments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.exchange.planning import refused
from crmdesk.models.exchange.planning.buyers import Buyers
from crmdesk.models.exchange.planning.match import Keys, Ref
from crmdesk.models.exchange.planning.order_lines import read_order
from crmdesk.models.exchange.planning.plan import NewOrder, Plan, PlannedRow
from crmdesk.models.exchange.planning.problems import Whereabouts
from crmdesk.models.exchange.records.orders import OrderRecord
from crmdesk.models.exchange.records.understood import Understanding
from crmdesk.models.exchange.stored.customers import parts
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Order, OrderLine, Payment


@dataclass(slots=True)
class _Group:
    """The rows of one order."""

    ref: Ref
    number: str
    day: date | None = None
    rows: list[PlannedRow] = field(default_factory=list)
    records: list[OrderRecord] = field(default_factory=list)


def plan_orders(
    session: Session,
    plan: Plan,
    keys: Keys,
    buyers: Buyers,
    understanding: Understanding,
    where: Whereabouts,
) -> None:
    """Fill the plan's orders."""
    records = understanding.orders
    if not records:
        return
    _number_repeated(records)
    planner = _OrderPlanner(session, plan, keys, where)
    for record in records:
        buyer = buyers.of(record)
        if buyer is not None and buyer.refused:
            planner.turn_away(record)
        else:
            planner.take(record, buyer.ref if buyer else None)
    planner.finish()


def _number_repeated(records: Sequence[OrderRecord]) -> None:
    """Two equal rows of a file are two lines; the second has a fingerprint of its own."""
    seen: Counter[str] = Counter()
    for record in records:
        seen[record.digest] += 1
        if (times := seen[record.digest]) > 1:
            record.digest = f"{record.digest}#{times}"


class _OrderPlanner:
    def __init__(self, session: Session, plan: Plan, keys: Keys, where: Whereabouts) -> None:
        self._session, self._plan, self._keys, self._where = session, plan, keys, where
        self._groups: dict[tuple[Any, ...], _Group] = {}
        self._currency = load_office(session).currency
        self._unread = {
            (problem.sheet, problem.row) for problem in plan.problems if problem.code == "cell.date"
        }

    def take(self, record: OrderRecord, ref: Ref | None) -> None:
        """Put a row to its order; `ref` None: it names nobody, 0: several fit."""
        row = PlannedRow(record.sheet, record.row, "create", record.customer or record.company)
        row.record, row.ref = record, ref or 0
        self._plan.orders.append(row)
        if not ref:
            row.action, row.reason = "skip", "ambiguous"
            if ref is None:
                row.reason = "anybody" if record.customer or record.company else "nobody"
                self._tell(record, "customer", f"order.{row.reason}")
        elif not record.number and record.digest in self._keys.digests:
            row.action, row.reason = "skip", "known"
        elif not record.number and record.ordered_on is None:
            self._undated(row, record)
        else:
            by = (record.number, ref) if record.number else (ref, record.ordered_on, "")
            group = self._groups.setdefault(by, _Group(ref, record.number, record.ordered_on))
            group.day = group.day or record.ordered_on
            group.rows.append(row)
            group.records.append(record)

    def turn_away(self, record: OrderRecord) -> None:
        """An order of somebody who asked to be erased."""
        row = PlannedRow(record.sheet, record.row, "skip", record.customer or record.company)
        row.record, row.reason = record, refused.REASON
        self._plan.orders.append(row)
        self._tell(record, "customer", refused.CODE)

    def finish(self) -> None:
        """Orders that are there already are left alone; the others are new."""
        stored = self._stored_numbers()
        known = self._stored_unnumbered()
        on_account = self._stored_on_account()
        given: dict[str, Ref] = {}
        for group in self._groups.values():
            first = group.records[0]
            if group.number in stored:
                self._meet(group, *stored[group.number])
                continue
            if group.day is None:
                for row, record in zip(group.rows, group.records, strict=True):
                    self._undated(row, record)
                continue
            if given.setdefault(group.number, group.ref) != group.ref and group.number:
                self._tell(first, "number", "order.number.taken", number=group.number)
                group.number = ""
            order = self._read(group, group.day)
            if not order.is_order:
                _leave_out(order, on_account)
            if not order.lines and not order.payments:
                _skip(group, "known" if group.records[0].payments else "empty")
                continue
            if not group.number and _entry(order) in known:
                _skip(group, "known")
                continue
            self._plan.new_orders.append(order)
            for row in group.rows[1:]:
                row.action = "merge"
            digests = [(record.digest, group.ref) for record in group.records]
            self._plan.digests += digests

    def _read(self, group: _Group, day: date) -> NewOrder:
        order, problems = read_order(group.records, group.ref, group.number, day)
        order.currency = order.currency or self._currency
        for record, name, value, code, params in problems:
            self._where.tell(record.sheet, record.row, name, value, code, **params)
        return order

    def _meet(self, group: _Group, customer: int, amount: int) -> None:
        """An order of this number is stored: it stays as it is, and what differs is told."""
        first = group.records[0]
        _skip(group, "known")
        if customer != group.ref:
            self._tell(first, "number", "order.number.taken", number=group.number)
        elif group.day is not None and any(record.has_goods for record in group.records):
            order, _problems = read_order(group.records, group.ref, group.number, group.day)
            if order.amount != amount:
                self._tell(first, "amount", "order.differs", number=group.number)

    def _undated(self, row: PlannedRow, record: OrderRecord) -> None:
        row.action, row.reason = "skip", "undated"
        if (record.sheet, record.row) not in self._unread:
            self._tell(record, "ordered_on", "order.undated")

    def _tell(self, record: OrderRecord, name: str, code: str, **params: object) -> None:
        value = str(getattr(record, name) or "") if name in ("number", "customer") else ""
        self._where.tell(record.sheet, record.row, name, value, code, **params)

    def _stored_numbers(self) -> dict[str, tuple[int, int]]:
        """Number → customer and amount, of the stored orders the file names."""
        wanted = sorted({group.number for group in self._groups.values() if group.number})
        found: dict[str, tuple[int, int]] = {}
        for start in range(0, len(wanted), 5000):
            part = Order.number.in_(wanted[start : start + 5000])
            query = select(Order.number, Order.customer_id, Order.amount).where(part)
            for number, customer, amount in self._session.execute(query):
                found[number] = (customer, amount)
        return found

    def _stored_on_account(self) -> Counter[Any]:
        """How often each payment on account is stored for customers the file names."""
        groups = self._groups.values()
        ids = sorted({group.ref for group in groups if group.ref > 0 and not group.number})
        found: Counter[Any] = Counter()
        for part in parts(self._session, ids) if ids else ():
            query = select(Payment.customer_id, Payment.paid_on, Payment.amount)
            found.update(
                tuple(row)
                for row in self._session.execute(
                    query.where(part.has(Payment.customer_id), Payment.order_id.is_(None))
                )
            )
        return found

    def _stored_unnumbered(self) -> set[Any]:
        """The goods of every order of the customers whose orders in the file bear no number."""
        groups = self._groups.values()
        ids = sorted({group.ref for group in groups if group.ref > 0 and not group.number})
        goods: dict[tuple[int, int, date], list[Any]] = {}
        for part in parts(self._session, ids) if ids else ():
            query = (
                select(
                    Order.id, Order.customer_id, Order.ordered_on, OrderLine.name,
                    OrderLine.quantity, OrderLine.amount,
                )
                .join(OrderLine, OrderLine.order_id == Order.id)
                .where(part.has(Order.customer_id))
            )  # fmt: skip
            for order, customer, day, *line in self._session.execute(query):
                goods.setdefault((order, customer, day), []).append(tuple(line))
        return {(customer, day, *sorted(lines)) for (_, customer, day), lines in goods.items()}


def _leave_out(order: NewOrder, stored: Counter[Any]) -> None:
    """Payments on account that are stored already are left out, each as often as it is there."""
    fresh = []
    for paid in order.payments:
        entry = (order.ref, paid.day, paid.amount)
        if stored[entry]:
            stored[entry] -= 1
        else:
            fresh.append(paid)
    order.payments = fresh


def _entry(order: NewOrder) -> tuple[Any, ...]:
    lines: Iterator[Any] = ((line.name, line.quantity, line.amount) for line in order.lines)
    return (order.ref, order.day, *sorted(lines))


def _skip(group: _Group, reason: str) -> None:
    for row in group.rows:
        row.action, row.reason = "skip", reason
