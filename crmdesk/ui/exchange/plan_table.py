"""The table of the preview: rows that open, boxes that take or leave, menus that decide."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from crmdesk.ui.exchange.plan_cells import ARROW
from crmdesk.ui.exchange.plan_model import STEP, Head, PlanModel
from crmdesk.ui.kit.data_table import DataTable

Key = Qt.Key


class PlanTable(DataTable):
    """Enter opens a row, Space takes or leaves what is selected, the arrows walk and open.

    `taken(ids)`: change whether these are imported; `choice_asked(ids, at)`: offer what can
    become of them.
    """

    taken = Signal(object)
    choice_asked = Signal(object, QPoint)

    def __init__(self, name: str, model: PlanModel) -> None:
        super().__init__(name, model)
        self._rows = model
        self.opened.connect(self._on_opened)
        self.setSortingEnabled(False)
        self.horizontalHeader().setSectionsClickable(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row_id = self.current_id()
        key = Key(event.key())
        if row_id is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key == Key.Key_Space:
            self.taken.emit(self.selected_ids() or [row_id])
        elif key in (Key.Key_Right, Key.Key_Left):
            self._open(row_id // STEP, opened=key == Key.Key_Right)
        elif key == Key.Key_Menu:
            self._ask(self.visualRect(self.currentIndex()).bottomLeft())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not self._act(index, event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click into a box or on an arrow is one click more."""
        index = self.indexAt(event.position().toPoint())
        if not self._act(index, event):
            super().mouseDoubleClickEvent(event)

    def _act(self, index: QModelIndex, event: QMouseEvent) -> bool:
        """Whether the click was meant for a box, an arrow or a choice."""
        if not index.isValid() or event.modifiers():
            return False
        entry, row_id = self._rows.row_at(index), self._rows.id_at(index)
        key = self._rows.columns[index.column()].key
        if key == "take":
            self.setCurrentIndex(index)
            inside = event.position().x() - self.visualRect(index).left()
            if isinstance(entry, Head) and inside < ARROW:
                self._open(row_id // STEP, opened=not entry.opened)
            elif entry is not None and entry.taken is not None:
                self.taken.emit([row_id])
            return True
        if key == "choice" and isinstance(entry, Head) and entry.choice:
            self.setCurrentIndex(index)
            self._ask(self.visualRect(index).bottomLeft())
            return True
        return False

    def _ask(self, at: QPoint) -> None:
        ids = self.selected_ids()
        self.choice_asked.emit(ids, self.viewport().mapToGlobal(at))

    def _on_opened(self, row_id: int) -> None:
        if row_id % STEP:
            self.taken.emit([row_id])
        else:
            self._open(row_id // STEP, opened=not self._rows.is_open(row_id // STEP))

    def _open(self, place: int, *, opened: bool) -> None:
        """On a line the left arrow goes back to its row and closes it."""
        if not opened and self.current_id() != place * STEP:
            self.select_id(place * STEP)
        self._rows.open(place, opened=opened)
