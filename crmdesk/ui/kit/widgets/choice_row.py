"""A few choices side by side, one of them chosen: quicker than a menu, nothing hidden."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from crmdesk.ui.kit.widgets.flow import FlowBox


class ChoiceRow(FlowBox):
    """Chips of (value, text); arrows move, a second click (or Delete) takes the choice back."""

    changed = Signal(object)

    def __init__(
        self,
        choices: Sequence[tuple[object, str]],
        *,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, spacing=6 if small else 8)
        self._chosen: object = None
        self._chips: list[tuple[object, QPushButton]] = []
        for value, text in choices:
            chip = QPushButton(text)
            chip.setObjectName(f"choice_{value}")
            chip.setProperty("role", "pickchip" if small else "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.clicked.connect(lambda _on=False, value=value: self._on_clicked(value))
            self.flow.addWidget(chip)
            self._chips.append((value, chip))
        if self._chips:
            self.setFocusProxy(self._chips[0][1])

    def value(self) -> object:
        """What is chosen, None when nothing is."""
        return self._chosen

    def set_value(self, value: object) -> None:
        """Choose without emitting."""
        self._chosen = value if any(value == known for known, _chip in self._chips) else None
        for known, chip in self._chips:
            chip.setChecked(self._chosen is not None and known == self._chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        at = next((n for n, (_v, chip) in enumerate(self._chips) if chip.hasFocus()), 0)
        self._chips[(at + step) % len(self._chips)][1].setFocus()

    def _on_clicked(self, value: object) -> None:
        self.set_value(None if value == self._chosen else value)
        self.changed.emit(self._chosen)
