"""What every reader gives: sheets, each with its rows from row 1 on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

MOST_COLUMNS = 16_384
"""Of any sheet, as in Excel; what is wider was made to take long."""
Merged = tuple[int, int, int, int]
"""Top, left, bottom, right: rows from 1, columns from 0, both ends inside."""


@dataclass(frozen=True, slots=True)
class SheetRows:
    """One sheet as read; `rows` may be walked once, and starts at row `first` (from 1).

    `height` is how many rows there will be, 0 where nobody knows before the end; `merged` are the
    ranges of merged cells, of which only the first of each holds the value.
    """

    name: str
    rows: Iterator[Sequence[Any]]
    hidden: bool = False
    first: int = 1
    height: int = 0
    merged: Sequence[Merged] = ()
