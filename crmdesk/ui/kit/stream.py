"""A list whose rows have heights of their own: what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ItemRole = Qt.ItemDataRole.UserRole + 1


class StreamItem(Protocol):
    """One row: an entry one can stand on, or a heading one cannot."""

    @property
    def key(self) -> Hashable:
        """What stays the same when the list is read again."""

    @property
    def selectable(self) -> bool:
        """Whether the keyboard stops here."""

    def spoken(self) -> str:
        """The row in words, for screen readers and the clipboard."""


class StreamModel(QAbstractListModel):
    """Holds the rows read so far; `more` is called when the end comes into view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[StreamItem] = []
        self.more: Callable[[], None] | None = None

    def items(self) -> Sequence[StreamItem]:
        """All rows; not to be changed."""
        return self._items

    def set_items(self, items: Sequence[StreamItem]) -> None:
        """Show these rows; the view keeps its place by their keys."""
        self.beginResetModel()
        self._items = list(items)
        self.endResetModel()

    def append(self, items: Sequence[StreamItem]) -> None:
        """Add rows at the end."""
        if items:
            first = len(self._items)
            self.beginInsertRows(QModelIndex(), first, first + len(items) - 1)
            self._items += items
            self.endInsertRows()

    def item_at(self, index: Index) -> StreamItem | None:
        return self._items[index.row()] if index.isValid() else None

    def index_of(self, key: Hashable) -> QModelIndex:
        """Where the row of this key stands; an invalid index when it does not."""
        for row, item in enumerate(self._items):
            if item.key == key:
                return self.index(row, 0)
        return QModelIndex()

    def refresh(self, index: Index) -> None:
        """Measure and paint this row anew."""
        self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == ItemRole:
            return self._items[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._items[index.row()].spoken()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        item = self.item_at(index)
        if item is None or not item.selectable:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def canFetchMore(self, parent: Index) -> bool:
        return self.more is not None

    def fetchMore(self, parent: Index) -> None:
        if self.more is not None:
            self.more()
