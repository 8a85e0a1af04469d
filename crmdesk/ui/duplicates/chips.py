"""Chips of which one is chosen, each with how many it would show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.widgets.flow import FlowBox


class CountChips(FlowBox):
    """`changed` carries the value chosen."""

    changed = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = dict(choices)
        self._chips: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        for value, text in choices:
            chip = self._chips[value] = QPushButton(text)
            chip.setObjectName(f"kind_{value}")
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.clicked.connect(lambda _on, value=value: self.changed.emit(value))
            group.addButton(chip)
            self.flow.addWidget(chip)
        self._chips[choices[0][0]].setChecked(True)

    def value(self) -> str:
        return next(value for value, chip in self._chips.items() if chip.isChecked())

    def choose(self, value: str) -> None:
        """Turn to this one."""
        self._chips[value].setChecked(True)
        self.changed.emit(value)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many stand behind each."""
        for value, chip in self._chips.items():
            text = self._texts[value]
            if count := counts.get(value):
                text = _("{kind} {count}").format(kind=text, count=f"{count:,}")
            chip.setText(text)
        self.flow.invalidate()
