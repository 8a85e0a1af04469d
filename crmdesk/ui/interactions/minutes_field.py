"""How long it took, in minutes."""

from __future__ import annotations

import unicodedata

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from crmdesk.models.core.i18n import _

LONGEST = 1440


class MinutesField(QLineEdit):
    """A whole number, or nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setValidator(QIntValidator(0, LONGEST, self))
        self.setPlaceholderText(_("minutes"))

    def minutes(self) -> int | None:
        text = unicodedata.normalize("NFKC", self.text()).strip()
        return int(text) if text.isdigit() and int(text) else None

    def set_minutes(self, minutes: int | None) -> None:
        self.setText(str(minutes) if minutes else "")
