"""The table of customers: Del deletes, a click on a number copies it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from crmdesk.models.customers.rows import CustomerRow
from crmdesk.ui.customers.listing.cells import copy_width
from crmdesk.ui.customers.listing.columns import PHONE
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.table import PagedTableModel

NAME = "customers"


class CustomerTable(DataTable):
    """`hovered_phone()` is the id of the row over whose number the mouse is."""

    copy_asked = Signal(object)  # the CustomerRow
    delete_asked = Signal()

    def __init__(self, model: PagedTableModel, parent: QWidget | None = None) -> None:
        self._hovered: int | None = None
        super().__init__(NAME, model, two_lines=True, parent=parent)
        self._rows = model

    def hovered_phone(self) -> int | None:
        return self._hovered

    def current_row(self) -> CustomerRow | None:
        """The row the keyboard stands on."""
        index = self.currentIndex()
        row: CustomerRow | None = self._rows.row_at(index) if index.isValid() else None
        return row

    def visible_ids(self) -> list[int]:
        """The ids of the rows on the screen."""
        top = self.rowAt(0)
        bottom = self.rowAt(self.viewport().height() - 1)
        ids = self._rows.ids()
        return ids[max(top, 0) : len(ids) if bottom < 0 else bottom + 1]

    def stand_alone(self) -> None:
        """Of many rows selected only the one stood on stays so."""
        if (row_id := self.current_id()) is not None:
            self.select_ids((row_id,), row_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.key() == Qt.Key.Key_Escape and self.selected_count() > 1:
            self.stand_alone()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._phone_at(event.position().toPoint())
        self._hover(row.id if row is not None else None)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self._phone_at(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if row is not None and plain and event.button() == Qt.MouseButton.LeftButton:
            self.copy_asked.emit(row)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def _phone_at(self, at: QPoint) -> CustomerRow | None:
        """The row whose number (or its sign to copy) is at this place."""
        index = self.indexAt(at)
        if not index.isValid() or self._rows.columns[index.column()].key != PHONE:
            return None
        row: CustomerRow | None = self._rows.row_at(index)
        left = self.visualRect(index).left()
        return row if row is not None and at.x() - left <= copy_width(row) else None

    def _hover(self, row_id: int | None) -> None:
        if row_id != self._hovered:
            self._hovered = row_id
            shape = (
                Qt.CursorShape.ArrowCursor if row_id is None else Qt.CursorShape.PointingHandCursor
            )
            self.viewport().setCursor(shape)
            self.viewport().update()
