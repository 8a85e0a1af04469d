"""A question or a message over a window; what it says is never read as markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

TITLE = "crmdesk"


def message_box(
    parent: QWidget | None, name: str, icon: QMessageBox.Icon, text: str, detail: str = ""
) -> QMessageBox:
    """A box that is gone once it is closed; the caller adds the buttons and opens it."""
    box = QMessageBox(parent)
    box.setObjectName(name)
    box.setWindowTitle(TITLE)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(icon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(detail)
    return box
