"""A table of any length: every id at hand, rows loaded by window while they are painted."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from crmdesk.ui.kit.cells import Cell

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
WINDOW = 80  # a screen of a 4K display; a step of scrolling stays well under 50 ms
KEPT = 1000  # rows held; a window more and the cache begins anew

RowRole = Role.UserRole + 1  # the frozen row itself, for delegates
IdRole = Role.UserRole + 2

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignCenter,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column as data. `key` names it in settings; `sort` is what the query sorts by.

    `cell` paints it (see cells.py), else the text is painted; `tip` is the tool tip where it
    says more than the text, which is shown in full when it was cut.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    sort: str = ""
    width: int = 120
    align: str = "left"
    cell: Cell | None = None
    tip: Callable[[Any], str] | None = None
    shown: bool = True
    fixed: bool = False  # the user cannot hide it
    least: int = 0  # how narrow it may become where room is short; 0: a fifth narrower


class PagedTableModel(QAbstractTableModel):
    """Shows any number of rows: holds every id, loads a window of rows on demand."""

    sort_asked = Signal(str, bool)  # the column's `sort`, descending
    ids_changing = Signal()
    ids_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        load: Callable[[Sequence[int]], Mapping[int, Any]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns, self._load = tuple(columns), load
        self._ids = array("q")  # a quarter of what a list of 100 000 ids takes
        self._rows: dict[int, Any] = {}

    def set_ids(self, ids: Iterable[int], rows: Mapping[int, Any] | None = None) -> None:
        """Show these rows in this order; the view keeps what was selected, by id.

        `rows` are those read along with the ids already, so that painting need not wait.
        """
        new, known = array("q", ids), dict(rows or {})
        if new == self._ids:
            self._rows = known
            self._say_all_changed()
            return
        self.ids_changing.emit()
        self.beginResetModel()
        self._ids, self._rows = new, known
        self.endResetModel()
        self.ids_changed.emit()

    def ids(self) -> list[int]:
        """All ids in the order shown."""
        return self._ids.tolist()

    def ids_between(self, top: int, bottom: int) -> list[int]:
        """Those of these rows, the last one too."""
        return self._ids[top : bottom + 1].tolist()

    def forget(self, ids: Collection[int] | None = None) -> None:
        """Read these rows (all of them without `ids`) again when next painted."""
        if ids is None:
            self._rows = {}
        else:
            for row_id in self._rows.keys() & set(ids):
                del self._rows[row_id]
        self._say_all_changed()

    def row_of(self, row_id: int) -> int | None:
        """Where this id stands; in their bytes one of 100 000 is found twenty times as soon."""
        packed = self._ids.tobytes()
        wanted = array("q", [row_id]).tobytes()
        at = packed.find(wanted)
        while at > 0 and at % len(wanted):
            at = packed.find(wanted, at + 1)
        return at // len(wanted) if at >= 0 else None

    def id_at(self, index: Index) -> int:
        return self._ids[index.row()]

    def row_at(self, index: Index) -> Any:
        """The frozen row, or None when it was deleted meanwhile."""
        return self._row(index.row())

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or role not in _SERVED:
            return None
        column = self.columns[index.column()]
        if role == Role.TextAlignmentRole:
            return _ALIGN[column.align]
        if role == IdRole:
            return self._ids[index.row()]
        row = self._row(index.row())
        if role == RowRole:
            return row
        if row is None:
            return ""
        if role == Role.ToolTipRole:
            return column.tip(row) if column.tip is not None else None
        return column.text(row)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Role.DisplayRole:
            return self.columns[section].title
        if role == Role.TextAlignmentRole:
            return _ALIGN[self.columns[section].align]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask whoever owns the query for another order; nothing is sorted here."""
        if 0 <= column < len(self.columns) and self.columns[column].sort:
            descending = order == Qt.SortOrder.DescendingOrder
            self.sort_asked.emit(self.columns[column].sort, descending)

    def _say_all_changed(self) -> None:
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _row(self, number: int) -> Any:
        row_id = self._ids[number]
        if row_id not in self._rows:
            if len(self._rows) > KEPT:
                self._rows = {}
            start = number - number % WINDOW
            window = self._ids[start : start + WINDOW].tolist()
            self._rows |= dict.fromkeys(window)  # a failing load is not tried at every paint
            self._rows |= self._load(window)
        return self._rows[row_id]


_SERVED = frozenset((Role.DisplayRole, Role.ToolTipRole, Role.TextAlignmentRole, RowRole, IdRole))
