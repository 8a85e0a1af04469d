"""Which sheets of the file are read, and how."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.exchange.understood import Understanding

ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16")
TEXT_FORMATS = ("csv", "tsv")


class SheetsPage(QWidget):
    """`encoding_changed(name)` asks for the file to be read anew, "" by what it looks like."""

    encoding_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.encoding = QComboBox()
        self.encoding.setObjectName("encoding")
        self.encoding.addItem(_("Encoding: detected"), "")
        for name in ENCODINGS:
            self.encoding.addItem(name.upper(), name)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.encoding)
        outer.addStretch(1)
        self.encoding.activated.connect(
            lambda _at: self.encoding_changed.emit(str(self.encoding.currentData()))
        )

    def show_understanding(self, understanding: Understanding) -> None:
        """The encoding matters only where there is one."""
        self.encoding.setVisible(understanding.format in TEXT_FORMATS)
