"""Several lines of a form, each of a few fields, with a new line where one is needed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.form import changed_signal
from crmdesk.ui.kit.widgets.buttons import GhostButton, IconButton

Draft = TypeVar("Draft")


class EditorRow(QWidget):
    """One line: `text` is its first field, the line is empty while that is.

    With `two_lines` the other fields stand below it.
    """

    changed = Signal()
    removed = Signal()
    entered = Signal()

    def __init__(self, text: QLineEdit, number: int, *, two_lines: bool = False) -> None:
        super().__init__()
        self.text = text
        text.setObjectName(f"line_{number}")
        text.returnPressed.connect(self.entered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6 if two_lines else 0)
        self._first, self._row = QHBoxLayout(), QHBoxLayout()
        column.addLayout(self._first)
        if two_lines:
            column.addLayout(self._row)
        else:
            self._row = self._first
        text.textChanged.connect(lambda _text: self.changed.emit())
        self._first.addWidget(text, 1)

    def add(self, editor: QWidget, stretch: int = 0) -> None:
        """The next field."""
        changed_signal(editor).connect(lambda *_value: self.changed.emit())
        self._row.addWidget(editor, stretch)

    def finish(self) -> None:
        """All fields stand: the cross at the end."""
        remove = IconButton("close", _("Remove this line"), size=14)
        remove.clicked.connect(self.removed)
        self._first.addWidget(remove)
        if self._row is not self._first:
            self._row.addStretch(1)

    @abstractmethod
    def draft(self) -> Any:
        """What stands in the line."""


class RowsEditor(QWidget, Generic[Draft]):
    """Enter in the last line adds another; there always is one."""

    changed = Signal()

    def __init__(self, more: str) -> None:
        super().__init__()
        self.rows: list[Any] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(self._column)
        add = GhostButton(more, "add")
        add.setObjectName("add_line")
        add.setAutoDefault(False)
        add.clicked.connect(lambda: self._add(None).text.setFocus())
        outer.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    @abstractmethod
    def make_row(self, number: int, draft: Draft | None) -> EditorRow:
        """A line of these values; of none where a new one was asked for."""

    def texts(self) -> tuple[str, ...]:
        """The first fields that hold something."""
        return tuple(row.text.text() for row in self.rows if row.text.text().strip())

    def drafts(self) -> tuple[Draft, ...]:
        """The lines that hold something, in order."""
        return tuple(row.draft() for row in self.rows if row.text.text().strip())

    def set_drafts(self, drafts: Sequence[Draft]) -> None:
        """Show these lines (an empty one when there are none) without emitting."""
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        while self.rows:
            self.rows.pop().deleteLater()
        for draft in drafts or (None,):
            self._add(draft)
        self.blockSignals(blocked)

    def _add(self, draft: Draft | None) -> EditorRow:
        row = self.make_row(len(self.rows) + 1, draft)
        row.changed.connect(self.changed)
        row.entered.connect(lambda: self._on_entered(row))
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._column.addWidget(row)
        self.setFocusProxy(self.rows[0].text)
        return row

    def _on_entered(self, row: EditorRow) -> None:
        if row.text.text().strip() and row is self.rows[-1]:
            self._add(None).text.setFocus()

    def _remove(self, row: EditorRow) -> None:
        self.rows.remove(row)
        row.deleteLater()
        if not self.rows:
            self._add(None)
        self.changed.emit()
