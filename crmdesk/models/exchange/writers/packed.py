"""Rows of a sheet as they are handed over to what writes them: few large texts, no days.

A process of its own may do that, and what goes there must be cheap to send: a column of texts is
one text, a day the number a sheet keeps of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from crmdesk.models.exchange.writers.sheet import FIRST_DAY, Batch

BETWEEN = "\x1f"
"""No cell can hold it: it is taken out of texts that have it."""
_TEXTS = {str, type(None)}
_NUMBERS = {int, float, type(None)}
_DAYS = {date, type(None)}
_DAY_NOUGHT = date(1899, 12, 30).toordinal()
_LEAP_BUG = 61
"""Excel takes 1900 for a leap year: days before its 1 March count one less."""
_DAY = timedelta(days=1)

PackedColumn = tuple[int, list[int] | None, str | list[Any]]
"""Its place; which rows have a cell, None: all; their cells: texts with BETWEEN between them,
blank ones "", or a list of texts, numbers and None."""
Packed = tuple[int, list[PackedColumn]]
"""How many rows, and their columns in the order of their places."""


def pack(batch: Batch) -> Packed:
    """The rows in plain values only."""
    return batch.count, [
        _packed(place, column) for place, column in sorted(batch.columns.items()) if column
    ]


def unpacked(cells: str | list[Any]) -> list[Any]:
    """The cells of a packed column."""
    return cells.split(BETWEEN) if isinstance(cells, str) else cells


def _packed(place: int, column: Sequence[Any] | Mapping[int, Any]) -> PackedColumn:
    if isinstance(column, Mapping):
        return place, list(column), _plain(list(column.values()))
    return place, None, _plain(column)


def _plain(cells: Sequence[Any]) -> str | list[Any]:
    kinds = set(map(type, cells))
    if kinds <= _TEXTS:
        return _joined(cells if kinds == {str} else [cell or "" for cell in cells])
    if kinds <= _NUMBERS:
        return list(cells)
    if kinds <= _DAYS:
        told = {day: _value(day) for day in set(cells)}  # far fewer than cells
        return [told[cell] for cell in cells]
    return [_value(cell) for cell in cells]


def _joined(texts: Sequence[str]) -> str:
    whole = BETWEEN.join(texts)
    if whole.count(BETWEEN) >= len(texts):
        whole = BETWEEN.join([text.replace(BETWEEN, "") for text in texts])
    return whole


def _value(cell: Any) -> Any:
    if isinstance(cell, date):
        return _serial(cell) if cell.year >= FIRST_DAY.year else cell.isoformat()
    return str(cell) if isinstance(cell, str) else cell


def _serial(day: date) -> float:
    """A day or a local time as Excel counts."""
    number: float = day.toordinal() - _DAY_NOUGHT
    if number < _LEAP_BUG:
        number -= 1
    if isinstance(day, datetime):
        number += (day - datetime.combine(day, time())) / _DAY
    return number
