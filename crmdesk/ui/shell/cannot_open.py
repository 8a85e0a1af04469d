"""What to do when the database cannot be opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import explain


def ask_instead(
    error: CrmError, again: Callable[[], None], usual: Callable[[], None] | None,
    leave: Callable[[], None],
) -> QMessageBox:  # fmt: skip
    """Try again, take the usual database (where this is another), or leave."""
    box = QMessageBox()
    box.setObjectName("cannot_open")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(explain(error))
    box.addButton(_("Try again"), QMessageBox.ButtonRole.AcceptRole).clicked.connect(again)
    if usual is not None:
        other = box.addButton(_("Open my own database"), QMessageBox.ButtonRole.ActionRole)
        other.clicked.connect(usual)
    end = box.addButton(_("Quit"), QMessageBox.ButtonRole.RejectRole)
    end.clicked.connect(leave)
    box.setEscapeButton(end)
    return box
