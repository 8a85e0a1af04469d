"""Facts of several customers side by side: one radio button for each, the result at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.duplicates.choices import JOIN
from crmdesk.models.duplicates.preview import Choice, Side
from crmdesk.ui.kit.labels import ElidedLabel, label

LABEL_WIDTH = 104
CELL_WIDTH = 190


class MergeGrid(QWidget):
    """`picks()` says whose value of each fact stays; `changed` follows each choice."""

    changed = Signal()

    def __init__(
        self, sides: Sequence[Side], choices: Sequence[Choice], heads: Sequence[QWidget]
    ) -> None:
        super().__init__()
        self.setObjectName("merge_grid")
        self._sides = sides
        self._rows = [_Row(sides, choice, self) for choice in choices]
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 8, 0)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(2)
        result = len(sides) + (1 if any(row.choice.both for row in self._rows) else 0) + 1
        for at, head in enumerate(heads, start=1):
            self.grid.addWidget(head, 0, at, Qt.AlignmentFlag.AlignTop)
        title = label(_("Result"), "heading")
        self.grid.addWidget(title, 0, result, Qt.AlignmentFlag.AlignTop)
        for at, row in enumerate(self._rows, start=1):
            row.place(self.grid, at, result)
            row.changed.connect(self.changed)
        self.grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        for column in range(1, result + 1):
            self.grid.setColumnStretch(column, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def picks(self) -> dict[str | int, int]:
        """Fact or custom field → customer, or JOIN."""
        return {row.choice.key: row.pick() for row in self._rows}

    def text(self, key: str | int) -> str:
        """What the fact will be."""
        return next((row.text() for row in self._rows if row.choice.key == key), "")

    def take_all(self, customer: int) -> None:
        """Choose this one's value wherever she has one."""
        for row in self._rows:
            row.take(customer)

    def show_agreeing(self, *, shown: bool) -> None:
        """Show the facts that need no choice, or hide them."""
        for row in self._rows:
            if not row.choice.differs:
                row.set_visible(shown)


class _Row(QWidget):
    """One fact; its widgets stand in the grid, not in here."""

    changed = Signal()

    def __init__(self, sides: Sequence[Side], choice: Choice, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.choice, self._ids = choice, [side.id for side in sides]
        self._grid: QGridLayout | None = None
        self._at = 0
        self._label = label(choice.label, "secondary")
        self._group = QButtonGroup(self)
        self._radios: list[tuple[int, QWidget]] = []
        self._result = ElidedLabel("")
        self._result.setObjectName(f"result_{choice.key}")
        for customer, value in zip(self._ids, choice.values, strict=True):
            self._radios.append((customer, self._radio(customer, value)))
        if choice.both:
            self._radios.append((JOIN, self._radio(JOIN, _("Keep both"))))
        self._group.idToggled.connect(lambda _id, on: self._on_toggled(on=on))
        self._choose(choice.proposed)
        self._show()

    def place(self, grid: QGridLayout, at: int, result: int) -> None:
        self._grid, self._at = grid, at
        grid.addWidget(self._label, at, 0, Qt.AlignmentFlag.AlignVCenter)
        for number, (_customer, widget) in enumerate(self._radios, start=1):
            grid.addWidget(widget, at, number)
        grid.addWidget(self._result, at, result)
        grid.setRowMinimumHeight(at, 32)

    def pick(self) -> int:
        chosen = self._group.checkedId()
        return self.choice.proposed if chosen == -1 else chosen

    def take(self, customer: int) -> None:
        if customer in self._ids and self.choice.values[self._ids.index(customer)]:
            self._choose(customer)

    def text(self) -> str:
        pick = self.pick()
        if pick == JOIN:
            return self.choice.both or next(filter(None, self.choice.values), "")
        return self.choice.values[self._ids.index(pick)] or ""

    def set_visible(self, shown: bool) -> None:  # noqa: FBT001 - as Qt's own
        for widget in (self._label, self._result, *(radio for _key, radio in self._radios)):
            widget.setVisible(shown)
        if self._grid is not None:
            self._grid.setRowMinimumHeight(self._at, 32 if shown else 0)

    def _radio(self, customer: int, value: str | None) -> QWidget:
        if not value:
            none = label("—", "muted")
            none.setContentsMargins(28, 0, 0, 0)
            return none
        if not self.choice.differs and self.choice.key != "number":
            only = ElidedLabel("muted")
            only.setText(" ".join(value.split()))
            only.setContentsMargins(28, 0, 0, 0)
            return only
        radio = ElidedRadio(value)
        radio.setObjectName(f"pick_{self.choice.key}_{customer}")
        radio.setAccessibleName(f"{self.choice.label}: {value}")
        self._group.addButton(radio, customer)
        return radio

    def _choose(self, customer: int) -> None:
        button = self._group.button(customer)
        if button is not None:
            button.setChecked(True)

    def _on_toggled(self, *, on: bool) -> None:
        if on:
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        text = self.text()
        self._result.setText(" ".join(text.split()))
        self._result.setAccessibleName(_("{field}: {value}").format(
            field=self.choice.label, value=text))  # fmt: skip


class ElidedRadio(QRadioButton):
    """A radio button whose words are shortened where there is no room, whole in the tool tip."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._whole = " ".join(text.split())
        self.setToolTip(text)
        self.setMinimumWidth(80)
        self.setText(self._whole)

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.width() - 36
        short = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if short != self.text():
            self.setText(short)
        super().paintEvent(event)
