"""The groups of a list as chips, each with its number; one is shown at a time."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.widgets.flow import FlowLayout


class ScopeChips(QWidget):
    """Of code → text, the first one chosen to begin with; `changed` carries the scope chosen."""

    changed = Signal(str)

    def __init__(self, texts: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = dict(texts)
        self._chips: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        flow = FlowLayout(self)
        for scope, text in self._texts.items():
            chip = self._chips[scope] = QPushButton(text)
            chip.setObjectName(f"scope_{scope}")
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.clicked.connect(lambda _on, scope=scope: self.changed.emit(scope))
            group.addButton(chip)
            flow.addWidget(chip)
        next(iter(self._chips.values())).setChecked(True)

    def scope(self) -> str:
        return next(scope for scope, chip in self._chips.items() if chip.isChecked())

    def choose(self, scope: str) -> None:
        """Turn to this group."""
        self._chips[scope].setChecked(True)
        self.changed.emit(scope)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many stand in each group."""
        for scope, chip in self._chips.items():
            text = self._texts[scope]
            if count := counts.get(scope):
                text = _("{kind} {count}").format(kind=text, count=f"{count:,}")
            chip.setText(text)
