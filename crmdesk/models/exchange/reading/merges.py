"""Merged cells: what a group title covers, and which values hold for several rows."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crmdesk.models.exchange.vocabulary.fields import Kind

_OWN = frozenset({Kind.NOTE, Kind.MONEY, Kind.AMOUNT, Kind.QUANTITY, Kind.PAID, Kind.NUMBER})
"""What stands once for several rows: a remark on all of them, or their sum."""


class Merge(NamedTuple):
    """A merged range; rows count from 1, columns from 0, both ends are inside."""

    top: int
    left: int
    bottom: int
    right: int


def means_the_same(kind: Kind) -> bool:
    """Whether a cell merged over several rows says the same of each of them."""
    return kind not in _OWN


def shown_at(
    rows: Sequence[tuple[int, Sequence[str]]], merged: Iterable[Merge]
) -> list[dict[int, str]]:
    """What each of these rows shows by column, merged cells in all they cover.

    No further than the widest of the rows: a range may go on to the end of the sheet.
    """
    width = max((len(cells) for _, cells in rows), default=0)
    shown = [{at: text for at, text in enumerate(cells) if text} for _, cells in rows]
    places = {number: at for at, (number, _) in enumerate(rows)}
    for merge in merged:
        first = places.get(merge.top)
        text = shown[first].get(merge.left, "") if first is not None else ""
        if not text:
            continue
        for row in range(merge.top, min(merge.bottom, rows[-1][0]) + 1):
            if (at := places.get(row)) is not None:
                for column in range(merge.left, min(merge.right + 1, width)):
                    shown[at].setdefault(column, text)
    return shown
