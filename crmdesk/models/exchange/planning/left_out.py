"""Rows of the other sheets somebody took out, and whom rows might mean instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import TypeVar

from crmdesk.models.exchange.planning.match import Keys, Ref
from crmdesk.models.exchange.planning.picks import Picks
from crmdesk.models.exchange.planning.plan import LogRecord, Plan, PlannedRow
from crmdesk.models.exchange.records.logs import ComplaintRecord, InteractionRecord
from crmdesk.models.exchange.records.orders import OrderRecord
from crmdesk.models.exchange.records.tasks import FollowUpRecord, PromiseRecord
from crmdesk.models.exchange.records.understood import Understanding

Other = LogRecord | OrderRecord
T = TypeVar("T", bound=Other)
_LISTS: dict[type[Other], str] = {
    OrderRecord: "orders",
    InteractionRecord: "interactions",
    ComplaintRecord: "complaints",
    PromiseRecord: "promises",
    FollowUpRecord: "follow_ups",
}


def without_rows(
    understanding: Understanding, picks: Picks
) -> tuple[Understanding, Sequence[Other]]:
    """The file without the entries and orders taken out, and those."""
    out = {key for key, pick in picks.rows.items() if pick.action == "skip"}
    left: list[Other] = []
    if not out:
        return understanding, left

    def kept(records: Sequence[T]) -> list[T]:
        left.extend(record for record in records if (record.sheet, record.row) in out)
        return [record for record in records if (record.sheet, record.row) not in out]

    found = copy(understanding)
    found.sheets = []
    for sheet in understanding.sheets:
        if sheet.others:
            sheet = copy(sheet)
            for name in _LISTS.values():
                setattr(sheet, name, kept(getattr(sheet, name)))
        found.sheets.append(sheet)
    return found, left


def leave_out(plan: Plan, records: Iterable[Other]) -> None:
    """Say of these entries and orders that they are not imported."""
    for record in records:
        row = PlannedRow(record.sheet, record.row, "skip", record.customer, reason="out")
        row.record, row.usual = record, "create"
        if isinstance(record, OrderRecord):
            row.name = row.name or record.company
        getattr(plan, _LISTS[type(record)]).append(row)


def called(rows: Iterable[PlannedRow], keys: Keys) -> dict[Ref, tuple[str, str]]:
    """Name and number of everybody a row may mean instead."""
    wanted = set(_liked(rows))
    if not wanted:
        return {}
    numbers = {ref: number for number, ref in keys.numbers.items() if ref in wanted}
    return {ref: (keys.shown[ref], numbers.get(ref, "")) for ref in wanted if ref in keys.shown}


def _liked(rows: Iterable[PlannedRow]) -> Iterator[Ref]:
    for row in rows:
        if row.like:
            yield from row.like
