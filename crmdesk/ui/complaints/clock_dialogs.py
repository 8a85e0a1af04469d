"""What one is asked before somebody else is to step in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from crmdesk.models.complaints.drafts import EscalationDraft
from crmdesk.models.core.i18n import _
from crmdesk.models.office.entries import Named
from crmdesk.ui.kit.cases.step_page import choose, combo
from crmdesk.ui.kit.form import FormDialog


class EscalationDialog(FormDialog):
    """Who is to step in, and why."""

    def __init__(
        self, staff: Sequence[Named], wanted: int | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Ask somebody to step in"), parent)
        self.setObjectName("escalation_dialog")
        self.to = combo([(None, ""), *((person.id, person.name) for person in staff)])
        choose(self.to, wanted)
        self.reason = QLineEdit()
        self.add_field("to", _("&Who"), self.to)
        self.add_field(
            "reason",
            _("Wh&y"),
            self.reason,
            _("Who handles the complaint stays the same; it shows on their page Today, too."),
        )
        self.save_button.setText(_("Ask"))
        self.ready()
        if wanted is not None:
            self.reason.setFocus()

    def draft(self) -> EscalationDraft:
        return EscalationDraft(self.to.currentData(), self.reason.text())
