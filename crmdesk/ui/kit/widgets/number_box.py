"""A number with its unit: "20 min"."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox

_PADDING = 9  # as every field has it in the style sheet


class NumberBox(QSpinBox):
    """The style sheet's padding moves everything but the text of such a box: it is told here."""

    def __init__(self, *, maximum: int = 99, step: int = 1) -> None:
        super().__init__()
        self.setMaximum(maximum)
        self.setSingleStep(step)
        self.lineEdit().setTextMargins(_PADDING, 0, 0, 0)
