"""Whose orders a file tells of: found among the stored and the file's own customers, or new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crmdesk.models.customers.phones import is_carried
from crmdesk.models.exchange.cleaning.addresses import complete, whole_address
from crmdesk.models.exchange.planning.match import (
    Keys,
    Matcher,
    Ref,
    name_key,
    phones_of,
)
from crmdesk.models.exchange.planning.plan import Plan
from crmdesk.models.exchange.planning.row_planner import RowPlanner
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.records.orders import OrderRecord
from crmdesk.models.exchange.records.understood import Understanding
from crmdesk.models.exchange.sheets.finish import settle
from crmdesk.models.exchange.vocabulary.anybody import is_anybody

_Key = tuple[str, str, str]


@dataclass(slots=True)
class Buyer:
    """Somebody orders name; `ref` 0: several fit, None: it is nobody in particular (散客)."""

    record: CustomerRecord
    ref: Ref | None = 0
    refused: bool = False
    """Whether she asked to be erased."""


class Buyers:
    """Everybody whom the orders of a file name, each once."""

    def __init__(self, understanding: Understanding) -> None:
        self._known: dict[_Key, Buyer] = {}
        for order in understanding.orders:
            key = _key(order)
            if any(key) and key not in self._known:
                self._known[key] = Buyer(_record(order, len(self._known)))

    @property
    def records(self) -> list[CustomerRecord]:
        """All of them as customers that may have to be created."""
        return [buyer.record for buyer in self._known.values()]

    def of(self, order: OrderRecord) -> Buyer | None:
        """Whose order this is; None where the row names nobody."""
        return self._known.get(_key(order))

    def settle(self, plan: Plan, keys: Keys, rows: RowPlanner) -> None:
        """Find everybody by number, phone and name, or a name only one bears; the others are new.

        The same mobile is never taken for another name, nor the same name for another mobile.
        """
        matcher, where = rows.matcher, rows.where
        finder = _Finder(keys, matcher)
        for buyer in self._known.values():
            record = buyer.record
            code, refs = finder.find(record)
            if code:
                where.tell(record.sheet, record.row, "customer", record.number or record.name, code)
            if len(refs) == 1:
                buyer.ref = refs[0]
            elif not refs and _is_anybody(record):
                buyer.ref = None
            elif not refs and rows.refused.turns_away(record):
                buyer.refused = True
            elif not refs:
                buyer.ref = matcher.add(record)
                plan.created.append(record)
                finder.know(buyer.ref, record)


class _Finder:
    def __init__(self, keys: Keys, matcher: Matcher) -> None:
        self._keys, self._matcher = keys, matcher
        self._mobiles: dict[Ref, set[str]] = {}
        for number, refs in keys.by_phone.items():
            if is_carried(number):
                for ref in refs:
                    self._mobiles.setdefault(ref, set()).add(number)

    def find(self, record: CustomerRecord) -> tuple[str, Sequence[Ref]]:
        """A problem's code, and whom the record means: nobody known, one, or several."""
        match = self._matcher.match(record)
        if match.ref is not None:
            return "", (match.ref,)
        if match.code == "match.ambiguous":
            return match.code, (0, 0)
        code = ""
        if match.code == "number.taken":
            code, record.number = match.code, ""
        refs = [ref for ref in self._bearers(record) if self._may_be(ref, record)]
        return ("match.ambiguous" if len(refs) > 1 else code), refs

    def know(self, ref: Ref, record: CustomerRecord) -> None:
        self._mobiles[ref] = {number for number in phones_of(record) if is_carried(number)}

    def _bearers(self, record: CustomerRecord) -> Iterator[Ref]:
        key = name_key(record.name)
        yield from self._keys.by_name.get(key, ()) if key else ()

    def _may_be(self, ref: Ref, record: CustomerRecord) -> bool:
        if record.number and ref not in self._keys.unnumbered:
            return False
        told = {number for number in phones_of(record) if is_carried(number)}
        known = self._mobiles.get(ref)
        return not (told and known and told.isdisjoint(known))


def _key(order: OrderRecord) -> _Key:
    phone = next((one.e164 or one.raw for one in order.phone), "")
    return order.customer_number, name_key(order.customer or order.company), phone


def _is_anybody(record: CustomerRecord) -> bool:
    """Whether no more is told than 散客; an office may keep a customer of that name for them."""
    known = record.number or record.phones
    return not known and is_anybody(record.name)


def _record(order: OrderRecord, place: int) -> CustomerRecord:
    """The customer an order tells of: who bought is 成交, her salesperson looks after her."""
    record = CustomerRecord.__new__(CustomerRecord)  # holds what the row has, as read ones do
    record.row, record.sheet, record.digest = order.row, order.sheet, f"buyer {place}"
    record.name, record.stage = order.customer, "customer"
    for name, value in (
        ("number", order.customer_number), ("company", order.company),
        ("phones", order.phone), ("owner", order.staff),
    ):  # fmt: skip
        if value:
            setattr(record, name, value)
    if order.delivery and (order.region or order.city):
        record.addresses = (whole_address(order.delivery),)
        complete(record, derive_region=True)
    settle(record, certain=False)
    return record
