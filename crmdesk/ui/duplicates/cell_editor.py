"""A line laid over one cell of a table: Enter saves, Esc leaves, going away saves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QTableView

HEIGHT = 32


class CellEditor(QLineEdit):
    """Opened by `edit`; calls back with what was typed when it is not what stood there."""

    def __init__(self, view: QTableView, hint: str) -> None:
        super().__init__(view.viewport())
        self.setObjectName("cell_editor")
        self.setAccessibleName(hint)
        self.setPlaceholderText(hint)
        self._view = view
        self._before = ""
        self._save: Callable[[str], object] | None = None
        view.verticalScrollBar().valueChanged.connect(lambda _value: self._leave())
        self.hide()

    def edit(self, index: QModelIndex, text: str, save: Callable[[str], object]) -> None:
        """Lay it over this cell with `text` to change."""
        rect = self._view.visualRect(index)
        if not rect.isValid():
            return
        self._before, self._save = text, save
        self.setGeometry(rect.left() + 2, rect.center().y() - HEIGHT // 2, rect.width() - 4, HEIGHT)
        self.setText(text)
        self.show()
        self.setFocus()
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._leave()
        elif event.key() == Qt.Key.Key_Escape:
            self._save = None
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._leave()

    def _leave(self) -> None:
        if not self.isVisible():
            return
        save, self._save = self._save, None
        typed = self.text().strip()
        self.hide()
        self._view.setFocus()
        if save is not None and typed and typed != self._before:
            save(typed)
