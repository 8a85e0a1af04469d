"""What can be done with all the rows selected, under a list."""

from __future__ import annotations

from PySide6.QtCore import QSize, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout

from crmdesk.models.core.i18n import ngettext
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import GhostButton


class SelectionBar(QFrame):
    """Says how many are selected, and has a button for each thing to do with them: an icon where
    there is no room for words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._texts: dict[QAbstractButton, str] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 6, 0, 0)
        self._row.setSpacing(4)
        self.count = label("", "heading")
        self.count.setObjectName("selected_count")
        self._row.addWidget(self.count)
        self._row.addSpacing(8)
        self._row.addStretch(1)

    def show_count(self, count: int) -> None:
        """How many rows the buttons are about."""
        self.count.setText(ngettext("{n} selected", "{n} selected", count).format(n=f"{count:,}"))
        self._fit()

    def add_choice(
        self, name: str, text: str, role: str, asked: SignalInstance, shortcut: str = ""
    ) -> None:
        """A button that opens a list: `asked` hands on the button, to open it under."""
        button = self._add_worded(name, text, role, shortcut)
        button.clicked.connect(lambda: asked.emit(button))

    def add_act(
        self, name: str, text: str, role: str, asked: SignalInstance, shortcut: str = ""
    ) -> QAbstractButton:
        """A button that does it at once."""
        button = self._add_worded(name, text, role, shortcut)
        button.clicked.connect(lambda: asked.emit())
        return button

    def add(self, name: str, button: QAbstractButton) -> None:
        """Any button, behind those that are there."""
        button.setObjectName(name)
        self._row.insertWidget(self._row.count() - 1, button)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _add_worded(self, name: str, text: str, role: str, shortcut: str) -> QAbstractButton:
        button = GhostButton(text, role)
        button.setAccessibleName(text)
        button.setToolTip(with_shortcut(text, shortcut))
        self._texts[button] = text
        self.add(name, button)
        return button

    def _fit(self) -> None:
        for button, text in self._texts.items():
            button.setText(text)
        if self._row.sizeHint().width() > self.width():
            for button in self._texts:
                button.setText("")
