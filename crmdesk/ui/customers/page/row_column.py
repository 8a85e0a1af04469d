"""A tab that is a column of rows below its buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.scroll_area import scrolled

Row = TypeVar("Row")


class RowColumn(QWidget, Generic[Row]):
    """One widget a row, made by `make`; `nothing` is said where there is no row."""

    def __init__(
        self,
        buttons: Sequence[QWidget],
        nothing: str,
        make: Callable[[Row], QWidget],
        *,
        spacing: int = 8,
    ) -> None:
        super().__init__()
        self._make = make
        self._shown: tuple[Row, ...] = ()
        self._rows: list[QWidget] = []
        self._nothing = label(nothing, "secondary", wrap=True)
        above = QHBoxLayout()
        above.setSpacing(8)
        for button in buttons:
            above.addWidget(button)
        above.addStretch(1)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(4, 12, 12, 16)
        self._column.setSpacing(spacing)
        self._column.addLayout(above)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """These rows and no others; where nothing changed nothing moves."""
        self._nothing.setVisible(not rows)
        if rows == self._shown:
            return
        self._shown = rows
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._make(row) for row in rows]
        for row in self._rows:
            self._column.insertWidget(self._column.count() - 1, row)
