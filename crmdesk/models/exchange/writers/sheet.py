"""A sheet to be written, whatever the format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

LONGEST = 32_767
"""Characters a cell of Excel holds."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FIRST_DAY = date(1900, 1, 1)

Cells = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`style` is text, day, instant, number or money; a text is never taken for a number."""

    header: str
    style: str = "text"
    width: float = 14.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` gives the rows anew at each call; a cell is None, text, a number, a day or a naive
    local time, and a row may end before the last column."""

    name: str
    columns: Sequence[Column]
    rows: Callable[[], Iterable[Cells]]


def clean_rows(rows: Iterable[Cells]) -> Iterator[list[Any]]:
    """The rows with every cell such that each format can hold it."""
    for row in rows:
        yield [
            cell
            if cell is None or (type(cell) is str and cell.isprintable() and len(cell) <= LONGEST)
            else _clean(cell)
            for cell in row
        ]


def _clean(cell: Any) -> Any:
    if isinstance(cell, str):
        return _UNWRITABLE.sub("", cell).replace("\r\n", "\n").replace("\r", "\n")[:LONGEST]
    if isinstance(cell, date) and (cell.year, cell.month, cell.day) < _FIRST_DAY.timetuple()[:3]:
        return cell.isoformat()
    return cell
