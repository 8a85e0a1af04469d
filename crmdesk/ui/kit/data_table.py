"""The table every list uses: painted rows, keyboard, columns the user orders and hides."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crmdesk.ui.kit.row_delegate import RowDelegate
from crmdesk.ui.kit.table import PagedTableModel
from crmdesk.ui.kit.table_columns import TableColumns
from crmdesk.ui.kit.theme import on_change, row_height

Flag = QItemSelectionModel.SelectionFlag


class DataTable(QTableView):
    """A list of rows by id. `name` keys what the user set about its columns.

    A right click on the header chooses columns. Rows have two lines (54 px) where the density
    allows and `two_lines` is set, else one (32 px).
    """

    opened = Signal(object)  # the id: Enter or double click
    current_changed = Signal(object)  # the id, or None
    selection_changed = Signal()
    menu_asked = Signal(QPoint)  # global position; the selection says for which rows

    def __init__(
        self,
        name: str,
        model: PagedTableModel,
        *,
        two_lines: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._two_lines, self._model = two_lines, model
        self._kept: tuple[list[int], int | None, int | None] = ([], None, None)
        self._kept_above = 0  # pixels of the row at the top that are scrolled away
        self._set_behaviour()
        self.setModel(model)
        header = self.horizontalHeader()
        # Shared with the view it repaints once per selected row: 14 s at 100 000 rows.
        header.setSelectionModel(QItemSelectionModel(model, self))
        self._set_header(header)
        model.ids_changing.connect(self._keep)
        model.ids_changed.connect(self._give_back)
        selection = self.selectionModel()
        selection.currentRowChanged.connect(self._on_current)
        selection.selectionChanged.connect(self.selection_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.id_at(index)))
        self.customContextMenuRequested.connect(self._on_menu)
        on_change(self, "restyle")
        self.restyle()
        self.columns = TableColumns(self, name, model.columns)

    def current_id(self) -> int | None:
        """The row the keyboard stands on."""
        index = self.currentIndex()
        return self._model.id_at(index) if index.isValid() else None

    def selected_ids(self) -> list[int]:
        """The ids selected, in the order shown; by ranges, so 100 000 cost nothing."""
        found: list[int] = []
        for top, bottom in self._selected_ranges():
            found += self._model.ids_between(top, bottom)
        return found

    def selected_count(self) -> int:
        return sum(bottom - top + 1 for top, bottom in self._selected_ranges())

    def select_ids(self, ids: Iterable[int], current: int | None = None) -> None:
        """Select these rows where they are shown, and stand on `current`."""
        selection = _ranges(self._model, set(ids))
        chosen = self.selectionModel()
        row = None if current is None else self._model.row_of(current)
        if row is not None:
            chosen.setCurrentIndex(self._model.index(row, self._first_column()), Flag.NoUpdate)
        chosen.select(selection, Flag.ClearAndSelect | Flag.Rows)

    def select_id(self, row_id: int) -> None:
        """Select this row alone and bring it into view."""
        self.select_ids((row_id,), row_id)
        self.scrollTo(self.currentIndex())

    def restyle(self) -> None:
        """Take over colours and density in force."""
        self.verticalHeader().setDefaultSectionSize(row_height(two_lines=self._two_lines))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (row_id := self.current_id()) is not None:
                self.opened.emit(row_id)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing is looked for by letters: Qt would read every row, for seconds in a long list."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.spread()

    def leaveEvent(self, event: QEvent) -> None:
        self.viewport().update()
        super().leaveEvent(event)

    def _set_behaviour(self) -> None:
        self.setItemDelegate(RowDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(24)

    def _set_header(self, header: QHeaderView) -> None:
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(48)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def _first_column(self) -> int:
        header = self.horizontalHeader()
        shown = (header.logicalIndex(at) for at in range(header.count()))
        return next((at for at in shown if not self.isColumnHidden(at)), 0)

    def _selected_ranges(self) -> list[tuple[int, int]]:
        selection = self.selectionModel().selection()
        parts = (selection.at(number) for number in range(selection.count()))
        return sorted((part.top(), part.bottom()) for part in parts)

    def _keep(self) -> None:
        top = self.indexAt(QPoint(1, 1))
        self._kept = (
            self.selected_ids(),
            self.current_id(),
            self._model.id_at(top) if top.isValid() else None,
        )
        self._kept_above = -self.visualRect(top).top() if top.isValid() else 0

    def _give_back(self) -> None:
        selected, current, top = self._kept
        row = None if top is None else self._model.row_of(top)
        if row is not None:
            index = self._model.index(row, self._first_column())
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self._kept_above)
        if selected or current is not None:
            self.select_ids(selected, current)

    def _on_current(self, index: QModelIndex) -> None:
        self.current_changed.emit(self._model.id_at(index) if index.isValid() else None)

    def _on_menu(self, at: QPoint) -> None:
        if self.indexAt(at).isValid():
            self.menu_asked.emit(self.viewport().mapToGlobal(at))


def _ranges(model: PagedTableModel, wanted: set[int]) -> QItemSelection:
    """The rows of these ids as few ranges: one call per range, not per row."""
    selection, last = QItemSelection(), len(model.columns) - 1
    rows = _rows_of(model, wanted)
    for at, row in enumerate(rows):
        if at == 0 or rows[at - 1] != row - 1:
            start = row
        if at == len(rows) - 1 or rows[at + 1] != row + 1:
            selection.select(model.index(start, 0), model.index(row, last))
    return selection


def _rows_of(model: PagedTableModel, wanted: set[int]) -> list[int]:
    """Where these ids stand, in order; one of 100 000 is found at once, none without looking."""
    if len(wanted) > 1:
        return [row for row, row_id in enumerate(model.ids()) if row_id in wanted]
    return [row for row_id in wanted if (row := model.row_of(row_id)) is not None]
