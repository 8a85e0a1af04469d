"""The rows of one order read together: goods, what they amount to, what was paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from crmdesk.models.core.i18n import pgettext
from crmdesk.models.core.money import plain_amount
from crmdesk.models.exchange.planning.match import Ref
from crmdesk.models.exchange.planning.plan import NewLine, NewOrder, NewPayment
from crmdesk.models.exchange.records.orders import OrderRecord
from crmdesk.models.exchange.vocabulary.fields import Target, header_of

_ONE = 1000
_FEN = Decimal("0.01")
_NOISE = Decimal("0.000001")
"""Binary fractions out of a workbook are off by less."""


class Found(NamedTuple):
    """A problem: in which row and column, what stands there, and its code."""

    record: OrderRecord
    field: str
    value: str
    code: str
    params: dict[str, object]


def read_order(
    records: Sequence[OrderRecord], ref: Ref, number: str, day: date
) -> tuple[NewOrder, list[Found]]:
    """The order that these rows tell of, and what is not right with them."""
    problems: list[Found] = []
    notes: list[str] = []
    told = [record for record in records if record.has_goods]
    if len(told) == 1 and told[0].amount is None and told[0].total is not None:
        told = [replace(told[0], amount=told[0].total, total=None)]
        lines = [_line(told[0], [], notes)]  # what was paid in the end: reduced, or with postage
    else:
        lines = [_line(record, problems, notes) for record in told]
    _share_total(told, lines, problems)
    order = NewOrder(ref, number, day, lines)
    order.amount = sum(line.amount for line in lines)
    costs = [line.cost for line in lines if line.cost is not None]
    order.cost = sum(costs) if costs else None
    for name in ("contact", "status", "courier", "delivery", "staff", "currency"):
        setattr(order, name, next(filter(None, (getattr(r, name) for r in records)), ""))
    texts = [record.note for record in records]
    order.note = "\n".join(dict.fromkeys(filter(None, [*texts, *notes])))
    order.settled = any(record.settled for record in records)
    order.payments = _payments(records, order, day)
    return order, problems


def _line(record: OrderRecord, problems: list[Found], notes: list[str]) -> NewLine:
    quantity, unit = record.quantity or (0, "")
    price = record.price
    written = record.amount
    if written is None and record.price is None:
        written = record.total
    if not quantity:
        quantity = _quantity(price, written)
    computed = None if price is None else _rounded(Decimal(quantity) * price / 1000)
    amount = computed if written is None else _rounded(written)
    amount = amount or 0
    if written is not None and written < 0 < quantity:
        quantity = -quantity
    elif quantity < 0 < amount:
        amount = -amount
    if None not in (computed, written) and abs(computed or 0) != abs(amount):
        params: dict[str, object] = {"computed": plain_amount(abs(computed or 0))}
        problems.append(Found(record, "amount", f"{written:f}", "amount.differs", params))
    return NewLine(
        record.product or "", record.spec, record.unit or unit, quantity,
        _price(record, quantity, amount, problems, notes), amount, _cost(record, quantity),
    )  # fmt: skip


def _quantity(price: Decimal | None, amount: Decimal | None) -> int:
    """What was written as price and amount only: so many as make it up, else one."""
    if price and amount is not None and (times := amount / price * _ONE) == int(times) and times:
        return int(times)
    return -_ONE if amount is not None and amount < 0 else _ONE


def _price(
    record: OrderRecord,
    quantity: int,
    amount: int,
    problems: list[Found],
    notes: list[str],
) -> int | None:
    """The price in minor units; one that is finer stands in the note, one not written is worked
    out where it comes out even."""
    price = record.price
    if price is None and not amount:
        return None
    if price is None:
        even, rest = divmod(abs(amount) * _ONE, abs(quantity))
        return None if rest else even
    if abs(price - price.quantize(_FEN, ROUND_HALF_UP)) < _NOISE:
        return abs(_rounded(price))
    problems.append(Found(record, "price", f"{price:f}", "price.fine", {}))
    field = header_of(Target("price"), "orders")
    told = pgettext("note", "{field}: {value}").format(field=field, value=f"{price:f}")
    notes.append(" ".join(filter(None, (record.product, told))))
    return None


def _cost(record: OrderRecord, quantity: int) -> int | None:
    if record.cost is not None:
        return _rounded(record.cost)
    if record.unit_cost is not None:
        return _rounded(record.unit_cost * quantity / _ONE)
    return None


def _share_total(told: Sequence[OrderRecord], lines: list[NewLine], problems: list[Found]) -> None:
    """What the whole order amounts to, where that is written: of goods without prices it is all
    that is known, else it should be the sum."""
    totals = {record.total for record in told if record.total is not None}
    if len(told) < 2 or len(totals) != 1:
        return
    total = _rounded(totals.pop())
    if all(record.amount is None and record.price is None for record in told):
        first, *others = lines
        lines[:] = [first._replace(amount=total, price=None)]
        lines += [line._replace(amount=0, price=None) for line in others]
    elif sum(line.amount for line in lines) != total:
        added = plain_amount(sum(line.amount for line in lines))
        problems.append(
            Found(told[0], "total", plain_amount(total), "total.differs", {"computed": added})
        )


def _payments(records: Sequence[OrderRecord], order: NewOrder, day: date) -> list[NewPayment]:
    """What was paid; the same amount in every row is that of the whole order."""
    by_row = [[one for one in record.payments if one.amount] for record in records]
    if order.lines and len(by_row) > 1 and by_row[0] and all(row == by_row[0] for row in by_row):
        once = sum(_rounded(Decimal(one.amount or 0)) for one in by_row[0])
        if abs(once * len(by_row)) > abs(order.amount):
            by_row = by_row[:1]
    found = [
        NewPayment(one.on or day, _rounded(Decimal(one.amount or 0)), one.method, one.note)
        for row in by_row
        for one in row
    ]
    owed = next((record.owed for record in records if record.owed is not None), None)
    if not found and owed is not None and (paid := order.amount - _rounded(owed)):
        found = [NewPayment(day, paid, "", "")]
    return found


def _rounded(amount: Decimal) -> int:
    return int((amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
