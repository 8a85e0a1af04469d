"""What one is asked before a clock stands still, or somebody is asked to step in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from crmdesk.models.cases.pausing import PauseDraft
from crmdesk.models.complaints.drafts import EscalationDraft
from crmdesk.models.core.i18n import _
from crmdesk.models.office.queries import Named
from crmdesk.ui.complaints.step_page import choose, combo
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow


class PauseDialog(FormDialog):
    """What we wait for; the usual reasons are one click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Wait for the customer"), parent)
        self.setObjectName("pause_dialog")
        self.reason = QLineEdit()
        usual = (
            _("Photos or the receipt from the customer"),
            _("The goods sent back by the customer"),
            _("The customer is away and asked to wait"),
        )
        self.usual = ChoiceRow([(text, text) for text in usual], small=True)
        self.usual.setAccessibleName(_("Usual reasons"))
        self.add_field(
            "reason",
            _("We wait &for"),
            self.reason,
            _("The clock runs on when the customer writes or calls, or when you say so."),
        )
        self.add_wide(self.usual)
        self.usual.changed.connect(lambda text: self.reason.setText(str(text or "")))
        self.save_button.setText(_("Stop the clock"))
        self.ready()

    def draft(self) -> PauseDraft:
        return PauseDraft(self.reason.text())


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
