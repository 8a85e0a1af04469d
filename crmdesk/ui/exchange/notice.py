"""A line that asks for a look, or tells what was taken over; hidden where it says nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.picture import Picture


class Notice(QFrame):
    """Sentences beside an icon, with one thing to do where there is one: `pressed()`."""

    pressed = Signal()

    def __init__(
        self, role: str = "warning", button: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        quiet = role != "warning"
        self.setProperty("role", "remembered" if quiet else "notice")
        self._text = label("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(10)
        picture = Picture(role, 16, "blue" if quiet else "amber")
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        if button:
            do = PlainButton(button, kind="link")
            do.setObjectName("notice_button")
            do.clicked.connect(lambda: self.pressed.emit())
            row.addWidget(do)
        self.hide()

    def say(self, sentences: Sequence[str]) -> None:
        """Show these, or nothing."""
        self._text.setText("\n".join(sentences))
        self.setAccessibleName(self._text.text())
        self.setVisible(bool(sentences))

    def text(self) -> str:
        return self._text.text()
