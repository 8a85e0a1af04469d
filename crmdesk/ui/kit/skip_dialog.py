"""Why a return visit is left out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.kit.form import FormDialog


@dataclass(frozen=True, slots=True)
class _Skipped:
    why: str

    def problems(self) -> dict[str, str]:
        return {}


class SkipDialog(FormDialog):
    """Asks why; `submitted` carries it, and it may be empty."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setObjectName("skip_visit")
        self.why = QLineEdit()
        self.why.setPlaceholderText(_("Met yesterday, is on holiday …"))
        self.add_field("why", _("Wh&y"), self.why)
        self.save_button.setText(pgettext("visit", "Leave out"))
        self.ready()

    def draft(self) -> _Skipped:
        return _Skipped(self.why.text().strip())
