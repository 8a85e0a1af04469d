"""A few choices side by side, one of them chosen: quicker than a menu, nothing hidden."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from crmdesk.ui.kit.widgets.flow import FlowBox


class ChoiceRow(FlowBox):
    """Chips of (value, text); arrows move, a second click takes the choice back.

    Tab stops once in the row: at the chip chosen or stood on last, else at the first.
    """

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
            chip.installEventFilter(self)
            self.flow.addWidget(chip)
            self._chips.append((value, chip))
        self._stop_at(0)

    def value(self) -> object:
        """What is chosen, None when nothing is."""
        return self._chosen

    def set_value(self, value: object) -> None:
        """Choose without emitting."""
        self._chosen = value if any(value == known for known, _chip in self._chips) else None
        for at, (known, chip) in enumerate(self._chips):
            chip.setChecked(self._chosen is not None and known == self._chosen)
            if chip.isChecked():
                self._stop_at(at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows stay in the row; left to the chips, Qt would take them for Tab."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        at = next((n for n, (_v, chip) in enumerate(self._chips) if chip.hasFocus()), 0)
        self._stop_at((at + step) % len(self._chips))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def _stop_at(self, at: int) -> None:
        for number, (_value, chip) in enumerate(self._chips):
            policy = Qt.FocusPolicy.StrongFocus if number == at else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(policy)
            if number == at:
                self.setFocusProxy(chip)

    def _on_clicked(self, value: object) -> None:
        self.set_value(None if value == self._chosen else value)
        self.changed.emit(self._chosen)
