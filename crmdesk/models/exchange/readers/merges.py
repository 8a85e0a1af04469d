"""Cells merged downwards: the value in the first of them holds for all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Down = dict[int, list[tuple[int, int]]]
"""Column → the (first, last) rows of its merged cells, all from 0."""


def downward(ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> Down:
    """Those ranges (top left, bottom right) that merge cells of one column."""
    down: Down = {}
    for (top, left), (bottom, right) in ranges:
        if left == right and bottom > top:
            down.setdefault(left, []).append((top, bottom))
    return down


def filled_down(
    rows: Iterator[Sequence[Any]], down: Mapping[int, Sequence[tuple[int, int]]]
) -> Iterator[Sequence[Any]]:
    """The rows with the value of each merged cell in every row it covers."""
    waiting = {column: sorted(merges, reverse=True) for column, merges in down.items()}
    active: dict[int, tuple[int, Any]] = {}
    for number, row in enumerate(rows):
        cells = list(row)
        for column, (bottom, value) in list(active.items()):
            if number > bottom:
                del active[column]
            elif value not in ("", None):
                cells += [""] * (column + 1 - len(cells))
                if cells[column] in ("", None):
                    cells[column] = value
        for column, merges in waiting.items():
            if merges and merges[-1][0] == number:
                bottom = merges.pop()[1]
                active[column] = (bottom, cells[column] if column < len(cells) else "")
        yield cells
