"""An amount of money, typed as people type it."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from crmdesk.ui.kit.labels import set_state

_AMOUNT = re.compile(r"(-?\d{1,12})(?:\.(\d{1,2}))?")
_NOISE = re.compile(r"[\s,¥￥$元圆塊块]|NT|RMB", re.IGNORECASE)


def parse_amount(text: str) -> int | None:
    """The amount in minor units (分) of "1,280.5", "¥1280.50", "1280元"; None when it is none."""
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", text))
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        return None
    whole, cents = int(found[1]), int((found[2] or "0").ljust(2, "0"))
    return whole * 100 + (-cents if plain.startswith("-") else cents)


def say_amount(amount: int) -> str:
    """1280050 -> "12,800.50"; whole amounts without the cents."""
    sign, (whole, cents) = "-" if amount < 0 else "", divmod(abs(amount), 100)
    return f"{sign}{whole:,}" + (f".{cents:02}" if cents else "")


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
        return parse_amount(self.text())

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
