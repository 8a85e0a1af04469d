"""Cells merged downwards: the value in the first of them holds for all."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from crmdesk.models.exchange.readers.rows import Merged


def filled_down(
    rows: Iterator[Sequence[Any]], merged: Iterable[Merged], first: int = 1
) -> Iterator[Sequence[Any]]:
    """The rows, from row `first` on, with a value merged down one column in every row of it."""
    waiting: dict[int, list[Merged]] = {}
    for merge in sorted(merged, reverse=True):
        if merge[1] == merge[3] and merge[2] > merge[0]:
            waiting.setdefault(merge[1], []).append(merge)
    active: dict[int, tuple[int, Any]] = {}
    for number, row in enumerate(rows, start=first):
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
                active[column] = (merges.pop()[2], cells[column] if column < len(cells) else "")
        yield cells
