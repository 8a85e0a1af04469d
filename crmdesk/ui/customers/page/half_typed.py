"""A line half typed waits with the customer it was meant for while the page shows another."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


class HalfTyped:
    """Keeps the text of one field by customer, as long as the window lives."""

    def __init__(self, field: QLineEdit | QPlainTextEdit) -> None:
        self._field = field
        self._kept: dict[int, str] = {}
        self._customer = 0

    def switch_to(self, customer_id: int) -> bool:
        """Keep the words of the one shown, bring back those of the other; True for another."""
        if customer_id == self._customer:
            return False
        if typed := self._text().strip():
            self._kept[self._customer] = typed
        self._customer = customer_id
        text = self._kept.pop(customer_id, "")
        if isinstance(self._field, QLineEdit):
            self._field.setText(text)
        else:
            self._field.setPlainText(text)
        return True

    def waiting(self) -> bool:
        """Whether something stands in the field."""
        return bool(self._text().strip())

    def _text(self) -> str:
        if isinstance(self._field, QLineEdit):
            return self._field.text()
        return self._field.toPlainText()
