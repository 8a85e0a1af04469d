"""A sheet of orders, one row each line of goods."""

from __future__ import annotations

from typing import Any

from crmdesk.models.exchange.records.orders import OrderRecord
from crmdesk.models.exchange.records.understood import OfficeHints, SheetUnderstanding
from crmdesk.models.exchange.sheets.logs import OwnSheet
from crmdesk.models.exchange.sheets.sheet_rows import DataRows

_OF_THE_ORDER = (
    "number", "ordered_on", "customer_number", "customer", "phone", "company", "contact",
)  # fmt: skip
_WHO = ("customer_number", "customer", "phone", "company")


class OrderSheet(OwnSheet):
    """Rows that name nobody go on with the order of their number, or the one above them, as in
    printed lists.

    A sheet that tells nothing of payments is history: nothing of its orders is owed.
    """

    def __init__(self, sheet: SheetUnderstanding, office: OfficeHints) -> None:
        super().__init__(sheet, office)
        self._above: OrderRecord | None = None
        self._first: dict[str, OrderRecord] = {}
        fields = {guess.target.field for guess in sheet.columns if guess.target}
        self._paid_told = bool(fields & {"paid", "owed", "settled"})

    def add(self, data: DataRows) -> None:
        """Understand one batch."""
        records: list[Any] = self._records(data)
        for record in records:
            if not any(getattr(record, name) for name in _WHO):
                self._go_on(record)
            self._tell_paid(record)
            _tell_place(record)
            self._above = record
            self._first.setdefault(record.number, record)
        self._sheet.orders += records

    def _go_on(self, record: OrderRecord) -> None:
        first = self._first.get(record.number) if record.number else None
        if first is None and not record.number and record.has_goods:
            first = self._above
        for name in _OF_THE_ORDER if first is not None else ():
            if not getattr(record, name):
                setattr(record, name, getattr(first, name))

    def _tell_paid(self, record: OrderRecord) -> None:
        """All paid without saying how much is settled; so is what nobody asked about."""
        paid = tuple(one for one in record.payments if one.amount not in (None, False))
        if any(one.amount is True for one in paid):
            record.settled = True
            paid = tuple(one for one in paid if one.amount is not True)
        if len(paid) != len(record.payments):
            record.payments = paid
        if not self._paid_told:
            record.settled = True


def _tell_place(record: OrderRecord) -> None:
    """Province, city and district in columns of their own stand before the street."""
    place = dict.fromkeys((record.region, record.city, record.district))
    before = "".join(part for part in place if part and part not in record.delivery)
    record.delivery = before + record.delivery
