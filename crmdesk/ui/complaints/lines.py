"""Several short texts, one a line, with a new line where one is needed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.widgets.buttons import GhostButton, IconButton


class LinesEditor(QWidget):
    """A list of texts; Enter in the last one adds another. With `pick`, one may be marked."""

    changed = Signal()

    def __init__(self, hint: str, more: str, *, pick: str = "") -> None:
        super().__init__()
        self._hint, self._pick = hint, pick
        self._rows: list[tuple[QWidget, QLineEdit, QRadioButton | None]] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(self._column)
        add = GhostButton(more, "add")
        add.setObjectName("add_line")
        add.setAutoDefault(False)
        add.clicked.connect(lambda: self._add("").setFocus())
        outer.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_texts(())

    def texts(self) -> tuple[str, ...]:
        """The lines that hold something, in order."""
        return tuple(edit.text() for _row, edit, _mark in self._rows if edit.text().strip())

    def picked(self) -> int | None:
        """The place among `texts()` of the marked line, or None."""
        marks = [mark for _row, edit, mark in self._rows if edit.text().strip()]
        chosen = [place for place, mark in enumerate(marks) if mark and mark.isChecked()]
        return chosen[0] if chosen else None

    def set_texts(self, texts: Sequence[str], picked: int | None = None) -> None:
        """Show these lines (an empty one when there are none) without emitting."""
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        while self._rows:
            self._rows.pop()[0].deleteLater()
        for place, text in enumerate(texts or ("",)):
            self._add(text)
            mark = self._rows[place][2]
            if mark is not None:
                mark.setChecked(place == picked)
        self.blockSignals(blocked)

    def _add(self, text: str) -> QLineEdit:
        row, edit = QWidget(), QLineEdit(text)
        edit.setPlaceholderText(self._hint)
        edit.setObjectName(f"line_{len(self._rows) + 1}")
        edit.textChanged.connect(self.changed)
        edit.returnPressed.connect(lambda: self._on_return(edit))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        mark = None
        if self._pick:
            mark = QRadioButton(self._pick)
            mark.setAutoExclusive(False)
            mark.clicked.connect(lambda: self._on_marked(mark))
        line.addWidget(edit, 1)
        if mark is not None:
            line.addWidget(mark)
        remove = IconButton("close", _("Remove this line"), size=14)
        remove.clicked.connect(lambda: self._remove(row))
        line.addWidget(remove)
        self._rows.append((row, edit, mark))
        self._column.addWidget(row)
        self.setFocusProxy(self._rows[0][1])
        return edit

    def _on_return(self, edit: QLineEdit) -> None:
        if edit.text().strip() and edit is self._rows[-1][1]:
            self._add("").setFocus()

    def _on_marked(self, mark: QRadioButton | None) -> None:
        for _row, _edit, other in self._rows:
            if other is not None and other is not mark:
                other.setChecked(False)
        self.changed.emit()

    def _remove(self, row: QWidget) -> None:
        self._rows = [entry for entry in self._rows if entry[0] is not row]
        row.deleteLater()
        if not self._rows:
            self._add("")
        self.changed.emit()
