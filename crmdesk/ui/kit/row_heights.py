"""Where rows of different heights stand, most of them measured only when they come into view."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate


class RowHeights:
    """Heights by row; an unmeasured one counts with a guess."""

    def __init__(self, guess: int) -> None:
        self._guess = guess
        self._heights: list[int] = []
        self._measured = bytearray()
        self._tops: list[int] | None = None

    def __len__(self) -> int:
        return len(self._heights)

    def reset(self, count: int) -> None:
        """So many rows, none of them measured."""
        self._heights, self._measured = [self._guess] * count, bytearray(count)
        self._tops = None

    def insert(self, first: int, count: int) -> None:
        """New rows before row `first`."""
        self._heights[first:first] = [self._guess] * count
        self._measured[first:first] = bytes(count)
        self._tops = None

    def doubt(self, first: int = 0, last: int | None = None) -> None:
        """Measure these rows again when next seen; until then their heights stand."""
        end = len(self._heights) if last is None else last + 1
        self._measured[first:end] = bytes(end - first)

    def measured(self, row: int) -> bool:
        return bool(self._measured[row])

    def set(self, row: int, height: int) -> None:
        """The height of a row as measured."""
        self._measured[row] = 1
        if self._heights[row] != height:
            self._heights[row] = height
            self._tops = None

    def height(self, row: int) -> int:
        return self._heights[row]

    def top(self, row: int) -> int:
        """How far below the beginning a row stands."""
        return self._all_tops()[row]

    def total(self) -> int:
        return self._all_tops()[-1]

    def row_at(self, y: int) -> int:
        """The row that far below the beginning, -1 when there is none."""
        if not 0 <= y < self.total():
            return -1
        return bisect_right(self._all_tops(), y) - 1

    def _all_tops(self) -> list[int]:
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0))
        return self._tops
