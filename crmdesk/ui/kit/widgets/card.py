"""The white sheet things lie on."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from crmdesk.ui.kit.labels import label


class Card(QFrame):
    """A bordered surface with an optional heading; put things into `body`, tools into `tools`."""

    def __init__(
        self, title: str = "", *, padding: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(padding, padding, padding, padding)
        outer.setSpacing(8)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(4)
        self.heading = label(title, "heading")
        if title:
            head = QHBoxLayout()
            head.addWidget(self.heading)
            head.addStretch()
            head.addLayout(self.tools)
            outer.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or layout below what is there."""
        if isinstance(item, QWidget):
            self.body.addWidget(item, stretch)
        else:
            self.body.addLayout(item, stretch)
