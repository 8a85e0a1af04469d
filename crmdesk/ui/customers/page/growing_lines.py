"""Lines edited where they stand: one for each row, and one more for what is being added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.ui.customers.page.field import FactField
from crmdesk.ui.kit.inplace import Editor
from crmdesk.ui.kit.jobs import Job
from crmdesk.ui.kit.widgets.buttons import PlainButton

Row = TypeVar("Row")


class GrowingLines(Generic[Row]):
    """In `column`, from its top: the lines, `new` once the link below is clicked, the link.

    `show` fills a line with its row, `edit` stores what was typed over it, `add` what is new.
    """

    def __init__(
        self,
        column: QVBoxLayout,
        new: FactField,
        link: PlainButton,
        make_editor: Callable[[], Editor],
        *,
        show: Callable[[FactField, Row], None],
        edit: Callable[[FactField, Row, str], Job],
        add: Callable[[str], Job],
    ) -> None:
        self._column, self._make_editor = column, make_editor
        self._show, self._edit, self._add = show, edit, add
        self.new, self.link = new, link
        self.rows: dict[FactField, Row] = {}
        self._lines: list[FactField] = []
        new.hide()
        new.committed.connect(self._on_added)
        new.closed.connect(new.hide)
        link.clicked.connect(self.ask)
        column.addWidget(new)

    def end_with(self, *widgets: QWidget) -> None:
        """What stands below what is new; the link keeps to its own width."""
        for widget in widgets:
            if widget is self.link:
                self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                self._column.addWidget(widget)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """One line each."""
        while len(self._lines) < len(rows):
            self._make()
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(rows))
            if number < len(rows):
                self._show(line, rows[number])
                self.rows[line] = rows[number]

    def ask(self) -> None:
        """Type another one."""
        self.new.show_stored("", "")
        self.new.show()
        self.new.edit()

    def finish(self) -> None:
        """Store what is being edited."""
        for field in (*self._lines, self.new):
            if field.editing():
                field.commit()

    def _make(self) -> None:
        line = FactField("", self._make_editor())
        line.committed.connect(lambda _old, typed: self._on_edited(line, typed))
        self._column.insertWidget(len(self._lines), line)
        self._lines.append(line)

    def _on_edited(self, line: FactField, typed: object) -> None:
        line.follow(self._edit(line, self.rows[line], str(typed or "")))

    def _on_added(self, _old: object, typed: object) -> None:
        job = self._add(str(typed or ""))
        self.new.follow(job)
        job.failed.connect(lambda _error: self.new.show())
