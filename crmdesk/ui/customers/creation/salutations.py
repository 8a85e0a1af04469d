"""How to address her: typed, or one of the forms her surname offers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.flow import FlowLayout


class SalutationField(QWidget):
    """A line with chips below; a chip fills the line."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setObjectName("salutation_line")
        self.line.textChanged.connect(self.changed)
        self.setFocusProxy(self.line)
        self._offered: tuple[str, ...] = ()
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, spacing=4)
        self._chips.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self._chips)

    def text(self) -> str:
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        self.line.setText(text)

    def offer(self, words: Sequence[str]) -> None:
        """Replace the forms offered."""
        if tuple(words) == self._offered:
            return
        self._offered = tuple(words)
        self._flow.clear()
        for word in words:
            chip = PlainButton(word, kind="small-chip")
            chip.setObjectName(f"offer_{word}")
            chip.setAutoDefault(False)
            chip.clicked.connect(lambda _down=False, word=word: self.set_text(word))
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(words))
