"""A sheet to be written, whatever the format."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

LONGEST = 32_767
"""Characters a cell of Excel holds."""
MOST_ROWS = 1_048_576
"""Rows a sheet of Excel has, its header included."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
FIRST_DAY = date(1900, 1, 1)
"""Excel knows no day before this."""

Cells = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`style` is text, wrapped, day, instant, number or money; a text is never taken for a number.

    A wrapped text goes over several lines where its column is too narrow. `choices` are offered
    where somebody edits a cell; others are taken as well.
    """

    header: str
    style: str = "text"
    width: float = 14.0
    choices: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a sheet, column by column, which costs half of what rows cost.

    A cell is None, text, a number, a day or a naive local time. `columns` by their place: each
    has a cell for every row, or only those of the rows that hold something, by row; a column
    that is not there is blank in all rows.
    """

    count: int
    columns: Mapping[int, Sequence[Any] | Mapping[int, Any]]

    @classmethod
    def of(cls, rows: Sequence[Cells]) -> Batch:
        """Rows of equal length."""
        return cls(len(rows), dict(enumerate(zip(*rows, strict=True))))

    def rows(self, width: int) -> Iterator[Cells]:
        """The same row by row, each so many cells wide."""
        blank = (None,) * self.count
        whole = (self._whole(self.columns.get(place, blank)) for place in range(width))
        return zip(*whole, strict=True)

    def _whole(self, column: Sequence[Any] | Mapping[int, Any]) -> Sequence[Any]:
        if isinstance(column, Mapping):
            return [column.get(row) for row in range(self.count)]
        return column


@dataclass(frozen=True, slots=True)
class Sheet:
    """`batches` gives the rows; close it where they are not all taken.

    The first `frozen` columns stay in sight: number, kind and name where it is one of customers.
    """

    name: str
    columns: Sequence[Column]
    batches: Callable[[], Generator[Batch, None, None]]
    frozen: int = 3


def clean_text(text: str) -> str:
    """What of `text` a cell of any format can hold."""
    return _UNWRITABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")[:LONGEST]
