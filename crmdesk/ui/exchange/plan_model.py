"""The rows of a tab of the preview, each of which opens to lines of detail made when asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject

from crmdesk.ui.exchange.plan_lines import Line
from crmdesk.ui.kit.table import Column, PagedTableModel

STEP = 4096
"""Ids of a row and its lines: the row's place times this, then one for each line."""


@dataclass(frozen=True, slots=True)
class Head:
    """A row; `taken` None: there is nothing to decide. `choice` says what becomes of it."""

    place: int
    row: Any
    taken: bool | None
    opened: bool
    choice: str = ""
    tone: str = "neutral"
    has_menu: bool = True


Entry = Head | Line


class PlanModel(PagedTableModel):
    """`head` makes what is shown of a place, `lines` what it opens to; both when first painted."""

    def __init__(
        self,
        columns: Sequence[Column],
        head: Callable[[int, bool], Head],
        lines: Callable[[int], Sequence[Line]],
        parent: QObject,
    ) -> None:
        super().__init__(columns, self._entries, parent)
        self._head, self._lines = head, lines
        self._opened: dict[int, Sequence[Line]] = {}

    def show(self, places: Iterable[int]) -> None:
        """Show these rows, in rising order; those opened stay open."""
        wanted = [place * STEP for place in places]
        kept: dict[int, Sequence[Line]] = {}
        for place in sorted(self._opened, reverse=True):
            at = bisect_left(wanted, place * STEP)
            if at < len(wanted) and wanted[at] == place * STEP:
                kept[place] = self._lines(place)
                wanted[at + 1 : at + 1] = _line_ids(place, kept[place])
        self._opened = kept
        self.set_ids(wanted)
        self.forget()

    def shown(self) -> list[int]:
        """The places of the rows shown, whether open or not."""
        return [row_id // STEP for row_id in self._ids if row_id % STEP == 0]

    def count(self) -> int:
        """How many rows are shown, the lines of opened ones not counted."""
        return len(self._ids) - sum(len(lines) for lines in self._opened.values())

    def is_open(self, place: int) -> bool:
        return place in self._opened

    def open(self, place: int, *, opened: bool) -> None:
        """Show the lines of a row, or hide them."""
        if opened == self.is_open(place):
            return
        at = bisect_left(self._ids, place * STEP)
        if at == len(self._ids) or self._ids[at] != place * STEP:
            return
        lines = self._lines(place) if opened else self._opened.pop(place)
        if lines and opened:
            self.beginInsertRows(QModelIndex(), at + 1, at + len(lines))
            self._ids[at + 1 : at + 1] = array("q", _line_ids(place, lines))
            self._opened[place] = lines
            self.endInsertRows()
        elif lines:
            self.beginRemoveRows(QModelIndex(), at + 1, at + len(lines))
            del self._ids[at + 1 : at + 1 + len(lines)]
            self.endRemoveRows()
        self.forget()

    def line(self, row_id: int) -> Line | None:
        """The line with this id, None for a row."""
        number = row_id % STEP
        lines = self._opened.get(row_id // STEP, ())
        return lines[number - 1] if 0 < number <= len(lines) else None

    def refresh(self) -> None:
        """Paint anew: something was decided."""
        for place in self._opened:
            self._opened[place] = self._lines(place)
        self.forget()

    def _entries(self, ids: Sequence[int]) -> Mapping[int, Entry]:
        found: dict[int, Entry] = {}
        for row_id in ids:
            place, number = divmod(row_id, STEP)
            if number:
                found[row_id] = self._opened[place][number - 1]
            else:
                found[row_id] = self._head(place, place in self._opened)
        return found


def _line_ids(place: int, lines: Sequence[Line]) -> range:
    return range(place * STEP + 1, place * STEP + 1 + min(len(lines), STEP - 1))
