"""Numbers of a card in the office's settings: captions left, fields with their unit right."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QGridLayout

from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.number_box import NumberBox

SpinRow = tuple[str, str, str, tuple[int, int]]
"""Name, caption, unit, least and most."""
WIDTH = 180


class SpinGrid(QGridLayout):
    """`spins` by name (that of the widget begins with `prefix`); more rows may follow below."""

    def __init__(self, rows: Iterable[SpinRow], prefix: str = "") -> None:
        super().__init__()
        self.spins: dict[str, NumberBox] = {}
        self.setHorizontalSpacing(16)
        self.setColumnStretch(2, 1)
        for number, (name, caption, unit, (least, most)) in enumerate(rows):
            spin = self.spins[name] = NumberBox()
            spin.setObjectName(prefix + name)
            spin.setRange(least, most)
            spin.setSuffix(f" {unit}")
            spin.setFixedWidth(WIDTH)
            spin.setAccessibleName(caption)
            above = label(caption, "secondary")
            above.setBuddy(spin)
            self.addWidget(above, number, 0)
            self.addWidget(spin, number, 1)

    def values(self) -> dict[str, int]:
        """What stands in the fields."""
        return {name: spin.value() for name, spin in self.spins.items()}

    def show_values(self, source: object) -> None:
        """Show the attributes of these names."""
        for name, spin in self.spins.items():
            spin.setValue(getattr(source, name))
