"""Cells of many customers on their way into a sheet, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crmdesk.models.exchange.writers.sheet import Batch

Column = Sequence[Any] | Mapping[int, Any]
_FEW = 4
"""A column in which fewer than one row of so many holds something is kept by row."""


class Grid:
    """Some rows, by the id of their owner; each column is put at most once."""

    def __init__(self, owners: Sequence[int]) -> None:
        self.owners = owners
        self.at = {owner: row for row, owner in enumerate(owners)}
        self._columns: dict[int, Column] = {}
        self._kept: Sequence[int] | None = None

    def keep(self, rows: Iterable[int]) -> None:
        """Only these rows exist."""
        self._kept = sorted(rows)

    def put(self, place: int, rows: Sequence[int], cells: Iterable[Any]) -> None:
        """The cells of one column, each into the row beside it."""
        if not rows:
            return
        if len(rows) * _FEW < len(self.owners):
            self._columns[place] = dict(zip(rows, cells, strict=True))
            return
        column = self._columns[place] = [None] * len(self.owners)
        for row, cell in zip(rows, cells, strict=True):
            column[row] = cell

    def put_all(self, place: int, cells: Sequence[Any]) -> None:
        """The cells of one column, one for each row."""
        self._columns[place] = cells

    def batch(self) -> Batch:
        """The rows in the order of their owners."""
        if self._kept is None:
            return Batch(len(self.owners), self._columns)
        kept = self._kept
        columns = {place: _only(kept, column) for place, column in self._columns.items()}
        return Batch(len(kept), columns)


def _only(kept: Sequence[int], column: Column) -> Column:
    if isinstance(column, Mapping):
        return {at: column[row] for at, row in enumerate(kept) if row in column}
    return [column[row] for row in kept]
