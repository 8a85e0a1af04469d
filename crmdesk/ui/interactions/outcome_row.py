"""What came of it, in one key: chips under the words."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from crmdesk.models.interactions.rules import OUTCOMES, outcome_text
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow

FIRST_KEY = 3  # F3


class OutcomeRow(ChoiceRow):
    """Where there is little room it takes its own only while somebody writes in `around`."""

    def __init__(self, around: QWidget) -> None:
        super().__init__([(code, outcome_text(code)) for code in OUTCOMES], small=True)
        self.setObjectName("log_outcome")
        self._around, self._low = around, False
        for number, code in enumerate(OUTCOMES, start=FIRST_KEY):
            chip = self.findChild(QWidget, f"choice_{code}")
            assert chip is not None
            chip.setToolTip(with_shortcut(outcome_text(code), f"F{number}"))
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def toggle(self, key: int) -> None:
        """Choose the outcome of that function key, or take the choice back."""
        code = OUTCOMES[key - FIRST_KEY]
        self.set_value(None if self.value() == code else code)

    def set_low(self, *, low: bool) -> None:
        """Whether there is little room."""
        self._low = low
        self._on_focus(None, QApplication.focusWidget())

    def _on_focus(self, _before: QWidget | None, focused: QWidget | None) -> None:
        writing = focused is not None and self._around.isAncestorOf(focused)
        self.setVisible(not self._low or writing or self.value() is not None)
