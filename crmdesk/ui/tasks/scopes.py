"""The groups of follow-ups as chips, each with its number; one is shown at a time."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from crmdesk.models.core.i18n import P_, _, pgettext
from crmdesk.models.tasks.queries import SCOPES
from crmdesk.ui.kit.widgets.flow import FlowLayout

_TEXTS = {
    "open": P_("follow-ups", "All open"),
    "overdue": P_("follow-ups", "Overdue"),
    "today": P_("follow-ups", "Today"),
    "week": P_("follow-ups", "This week"),
    "later": P_("follow-ups", "Later"),
    "closed": P_("follow-ups", "Done"),
}


class ScopeChips(QWidget):
    """`changed` carries the scope chosen."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        flow = FlowLayout(self)
        for scope in SCOPES:
            chip = self._chips[scope] = QPushButton(pgettext("follow-ups", _TEXTS[scope]))
            chip.setObjectName(f"scope_{scope}")
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.clicked.connect(lambda _on, scope=scope: self.changed.emit(scope))
            group.addButton(chip)
            flow.addWidget(chip)
        self._chips["open"].setChecked(True)

    def scope(self) -> str:
        return next(scope for scope, chip in self._chips.items() if chip.isChecked())

    def choose(self, scope: str) -> None:
        """Turn to this group."""
        self._chips[scope].setChecked(True)
        self.changed.emit(scope)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many stand in each group."""
        for scope, chip in self._chips.items():
            text = pgettext("follow-ups", _TEXTS[scope])
            if count := counts.get(scope):
                text = _("{kind} {count}").format(kind=text, count=f"{count:,}")
            chip.setText(text)
