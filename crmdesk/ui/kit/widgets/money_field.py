"""An amount of money, typed as people type it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from crmdesk.models.core.money import read_amount, say_amount
from crmdesk.ui.kit.labels import set_state


class MoneyField(QLineEdit):
    """Right-aligned; what is no amount is marked and not lost."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText("0.00")
        self.textEdited.connect(lambda _text: self._mark())
        self.editingFinished.connect(self._tidy)

    def amount(self) -> int | None:
        """What stands here in minor units, None when empty or unclear."""
        return read_amount(self.text())

    def set_amount(self, amount: int | None) -> None:
        """Show an amount."""
        self.setText("" if amount is None else say_amount(amount))

    def unclear(self) -> bool:
        """Whether something stands here that is no amount."""
        return bool(self.text().strip()) and self.amount() is None

    def _mark(self) -> None:
        set_state(self, "bad", "true" if self.unclear() else "false")

    def _tidy(self) -> None:
        amount = self.amount()
        if amount is not None:
            self.set_amount(amount)
