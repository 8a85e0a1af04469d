"""What one is asked before the clocks of a case stand still."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from crmdesk.models.cases.pausing import CUSTOMER, PauseDraft
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow


class PauseDialog(FormDialog):
    """What we wait for; the usual reasons are one click."""

    def __init__(
        self,
        title: str,
        usual: Sequence[str],
        hint: str,
        parent: QWidget | None = None,
        *,
        waits_for: str = CUSTOMER,
    ) -> None:
        super().__init__(title, parent)
        self.setObjectName("pause_dialog")
        self._waits_for = waits_for
        self.reason = QLineEdit()
        self.usual = ChoiceRow([(text, text) for text in usual], small=True)
        self.usual.setAccessibleName(_("Usual reasons"))
        self.add_field("reason", _("We wait &for"), self.reason, hint)
        self.add_wide(self.usual)
        self.usual.changed.connect(lambda text: self.reason.setText(str(text or "")))
        self.save_button.setText(_("Stop the clock"))
        self.ready()

    def draft(self) -> PauseDraft:
        return PauseDraft(self.reason.text(), self._waits_for)


def wait_for_customer(parent: QWidget) -> PauseDialog:
    """It ends by itself when she is heard of."""
    usual = (
        _("Photos or the receipt from the customer"),
        _("The goods sent back by the customer"),
        _("The customer is away and asked to wait"),
    )
    hint = _("The clock runs on when the customer writes or calls, or when you say so.")
    return PauseDialog(_("Wait for the customer"), usual, hint, parent)
