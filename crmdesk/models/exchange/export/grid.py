"""Cells of many customers on their way into a sheet, column by column.

What stands in every row is kept in columns: made, decoded and turned into rows in one go each.
What few rows have is kept by row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Cells = tuple[Any, ...]
Column = list[Any]


class Grid:
    """Some rows, by the id of their owner; the first `near` of `width` columns are kept as such."""

    def __init__(self, owners: Sequence[int], width: int, near: int | None = None) -> None:
        self.owners = owners
        self.at = {owner: row for row, owner in enumerate(owners)}
        self._width, self._near = width, width if near is None else near
        self._blank: Column = [None] * len(owners)
        self._columns: list[Column] = [self._blank] * self._near
        self._far: dict[int, dict[int, Any]] = {}
        self._gone: set[int] = set()
        self._all = list(range(len(owners)))

    def keep(self, rows: Iterable[int]) -> None:
        """Only these rows exist."""
        self._gone = set(range(len(self.owners))).difference(rows)

    def put(self, place: int, rows: Sequence[int], cells: Iterable[Any]) -> None:
        """Cells of one column, each into the row beside it."""
        if place >= self._near:
            for row, cell in zip(rows, cells, strict=True):
                self._far.setdefault(row, {})[place] = cell
            return
        if rows == self._all:
            self._columns[place] = list(cells)
            return
        column = self._columns[place]
        if column is self._blank:
            column = self._columns[place] = list(self._blank)
        for row, cell in zip(rows, cells, strict=True):
            column[row] = cell

    def rows(self) -> Iterator[Cells]:
        """The rows in the order of their owners; each ends where only far columns would follow."""
        near = zip(*self._columns, strict=True)
        if not self._far and not self._gone:
            yield from near
            return
        for row, cells in enumerate(near):
            if row not in self._gone:
                more = self._far.get(row)
                yield cells if more is None else cells + self._tail(more)

    def _tail(self, more: dict[int, Any]) -> Cells:
        return tuple(more.get(place) for place in range(self._near, self._width))
