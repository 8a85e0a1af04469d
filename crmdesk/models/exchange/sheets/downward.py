"""Values written once for several rows: merged cells, and blank ones that mean the same."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile

from crmdesk.models.exchange.reading.merges import Merge
from crmdesk.models.exchange.vocabulary.cells import Cell, Column


@dataclass(frozen=True, slots=True)
class Downward:
    """Columns of a table: `same` where merged cells hold for each of their rows, `names` those
    that name a customer, `blank` where a blank cell below means the same."""

    same: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()
    blank: frozenset[int] = frozenset()


class Filler:
    """Writes such values into every row of a table they hold for, batch by batch."""

    def __init__(self, how: Downward, merged: Sequence[Merge], header_row: int) -> None:
        self._how = how
        self._merged = sorted(
            merge
            for merge in merged
            if merge.bottom > merge.top > header_row and merge.left in how.same
        )
        self._held: dict[Merge, tuple[Cell, str]] = {}
        self._above: dict[int, tuple[Cell, str]] = {}
        self.is_needed = bool(self._merged or how.blank)

    def fill(
        self,
        first: int,
        cells: list[Column],
        texts: list[list[str]],
        dropped: Collection[int],
    ) -> dict[int, int]:
        """Fill the columns of a batch that begins in row `first`; `dropped` places are no data.

        Returns for rows under a merged name the row it begins in.
        """
        here = self._merges_here(first, len(texts[0]) if texts else 0)
        for column in {merge.left for merge in here} | self._how.blank:
            cells[column], texts[column] = list(cells[column]), list(texts[column])
        goes_on: dict[int, int] = {}
        for merge in here:
            goes_on |= self._fill_merged(merge, first, cells, texts, dropped)
        for column in self._how.blank:
            self._fill_blank(column, cells, texts, dropped)
        return goes_on

    def _merges_here(self, first: int, height: int) -> list[Merge]:
        """Those that reach into a batch; batches come in order, so what ends above is done."""
        self._merged = [merge for merge in self._merged if merge.bottom >= first]
        return list(takewhile(lambda merge: merge.top < first + height, self._merged))

    def _fill_merged(
        self,
        merge: Merge,
        first: int,
        cells: list[Column],
        texts: list[list[str]],
        dropped: Collection[int],
    ) -> dict[int, int]:
        column, last = merge.left, first + len(texts[0]) - 1
        if merge.top >= first:
            at = merge.top - first
            self._held[merge] = cells[column][at], texts[column][at]
        cell, text = self._held.get(merge, ("", ""))
        goes_on = {}
        for row in range(max(merge.top + 1, first), min(merge.bottom, last) + 1):
            at = row - first
            if not text or at in dropped:
                continue
            if not texts[column][at]:
                cells[column][at], texts[column][at] = cell, text
            if column in self._how.names:
                goes_on[row] = merge.top
        return goes_on

    def _fill_blank(
        self, column: int, cells: list[Column], texts: list[list[str]], dropped: Collection[int]
    ) -> None:
        held = self._above.get(column)
        for at, text in enumerate(texts[column]):
            if at in dropped:
                continue
            if text:
                held = cells[column][at], text
            elif held and any(texts[name][at] for name in self._how.names):
                cells[column][at], texts[column][at] = held
        if held:
            self._above[column] = held
