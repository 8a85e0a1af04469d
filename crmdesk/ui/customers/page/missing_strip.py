"""The one or two facts still missing, a click (or F2) from being filled in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.missing import MOST, missing_facts, missing_label
from crmdesk.models.customers.page_rows import CustomerPage
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton


class MissingStrip(QWidget):
    """Says `asked(name)` for the gap to fill."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(label(_("Still missing:"), "muted"))
        self._chips: list[PlainButton] = []
        for number in range(MOST):
            chip = PlainButton("", kind="small-chip")
            chip.clicked.connect(lambda _down=False, at=number: self.asked.emit(self._names[at]))
            self._chips.append(chip)
            row.addWidget(chip)
        row.addStretch(1)

    def show_page(self, page: CustomerPage, country: str) -> None:
        """The gaps of this customer; not there when nothing is missing."""
        self._names = missing_facts(page, country)
        for number, chip in enumerate(self._chips):
            there = number < len(self._names)
            chip.setVisible(there)
            if there:
                name = self._names[number]
                text = missing_label(name)
                chip.setObjectName(f"missing_{name}")
                chip.setText(text)
                chip.setAccessibleName(_("Fill in: {fact}").format(fact=text))
                tip = _("Fill in: {fact}").format(fact=text)
                chip.setToolTip(with_shortcut(tip, "" if number else "F2"))
        self.setVisible(bool(self._names))

    def first(self) -> str:
        """The most useful gap, "" for none."""
        return self._names[0] if self._names else ""
