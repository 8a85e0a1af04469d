"""The program is being left, and what was saved last could not be written: one may stay."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.logs import incident
from crmdesk.models.core.messages import explain
from crmdesk.ui.kit.message_box import message_box


def ask_to_stay(
    error: BaseException,
    stay: Callable[[], None],
    leave: Callable[[], None],
    cover: QWidget | None = None,
) -> QMessageBox:
    """In place of the window, which is out of sight already; by Escape one stays.

    `cover` hides everything while locked: then no words of customers are said either.
    """
    told = _("What you did last could not be saved.")
    box = message_box(cover, "not_written", QMessageBox.Icon.Warning, told)
    if isinstance(error, CrmError):
        if cover is None or error.code.startswith("database."):
            box.setInformativeText(explain(error))
    else:
        detail = _("Something went wrong that is not your fault (incident {incident}).")
        box.setInformativeText(detail.format(incident=incident(error)))
    back = box.addButton(_("Back to the window"), QMessageBox.ButtonRole.RejectRole)
    end = box.addButton(_("Leave without it"), QMessageBox.ButtonRole.DestructiveRole)
    end.setObjectName("leave")
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.finished.connect(lambda _result: leave() if box.clickedButton() is end else stay())
    box.open()
    return box
