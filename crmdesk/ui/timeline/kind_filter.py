"""Chips that narrow the timeline to some kinds."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.widgets.flow import FlowBox
from crmdesk.ui.timeline.words import filter_text


class KindFilter(FlowBox):
    """One chip for each kind this customer has, with its number; several may be on at once."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=4)
        self.setObjectName("kind_filter")
        self._chips: dict[str, QPushButton] = {}
        self._all = self._chip("all", _("All"))
        self._all.clicked.connect(lambda _on: self.clear())
        self.hide()

    def kinds(self) -> frozenset[str]:
        """The kinds chosen; empty means all."""
        return frozenset(kind for kind, chip in self._chips.items() if chip.isChecked())

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Offer these kinds; what was chosen stays chosen."""
        chosen = self.kinds()
        if list(counts) != list(self._chips):
            self._build(list(counts), chosen)
        for kind, count in counts.items():
            told = _("{kind} {count}").format(kind=filter_text(kind), count=f"{count:,}")
            self._chips[kind].setText(told)
        self._all.setChecked(not self.kinds())
        self.setVisible(len(counts) > 1)

    def clear(self) -> None:
        """All kinds again."""
        for chip in self._chips.values():
            chip.setChecked(False)
        self._on_clicked()

    def _build(self, kinds: list[str], chosen: frozenset[str]) -> None:
        for chip in self._chips.values():
            self.flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = {}
        for kind in kinds:
            chip = self._chips[kind] = self._chip(kind, "")
            chip.setChecked(kind in chosen)
            chip.clicked.connect(lambda _on: self._on_clicked())
            chip.show()
        self.flow.invalidate()

    def _chip(self, name: str, text: str) -> QPushButton:
        chip = QPushButton(text, self)
        chip.setObjectName(f"kind_{name}")
        chip.setProperty("role", "smallchip")
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        self.flow.addWidget(chip)
        return chip

    def _on_clicked(self) -> None:
        self._all.setChecked(not self.kinds())
        self.changed.emit()
