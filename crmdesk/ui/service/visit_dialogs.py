"""What is asked when a visit of a contract was made, or is put off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QMessageBox, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.interactions.rules import kind_text
from crmdesk.models.service.contract_queries import VisitRow
from crmdesk.models.service.visits import VisitDraft
from crmdesk.ui.kit.cases.step_page import text_area
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.message_box import message_box
from crmdesk.ui.kit.when import full_day
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.date_field import DateField
from crmdesk.ui.kit.widgets.number_box import NumberBox

_DAY = 24 * 60


class VisitDialog(FormDialog):
    """`submitted` carries a VisitDraft: it is logged with the customer."""

    def __init__(self, visit: VisitRow, parent: QWidget | None = None) -> None:
        super().__init__(_("Contract visit to {name}").format(name=visit.customer), parent)
        self.setObjectName("visit_dialog")
        self.text = text_area(4, _("What was checked, found, done"))
        self.minutes = NumberBox(maximum=_DAY, step=5)
        self.minutes.setSuffix(" " + _("min"))
        self.kind = ChoiceRow(
            [("visit", pgettext("contract visit", "Visit")), ("call", kind_text("call"))],
            small=True,
        )
        self.kind.set_value("visit")
        self.add_field("text", _("&What was done"), self.text)
        self.add_field("minutes", _("&Minutes"), self.minutes)
        self.add_field("kind", _("&How"), self.kind)
        self.save_button.setText(_("Visit done"))
        self.ready()

    def draft(self) -> VisitDraft:
        return VisitDraft(
            self.text.toPlainText(), self.minutes.value() or None, str(self.kind.value() or "visit")
        )


@dataclass(frozen=True, slots=True)
class MoveDraft:
    """The day a visit is put off to."""

    due_on: date | None

    def problems(self) -> dict[str, str]:
        """It needs a day."""
        return {} if self.due_on is not None else {"due_on": "service.appointment.day"}


class MoveDialog(FormDialog):
    """`submitted` carries a MoveDraft."""

    def __init__(
        self, visit: VisitRow, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Put the visit off"), parent)
        self.setObjectName("visit_move_dialog")
        self._visit = visit
        self.due_on = DateField(today, visit.due_on)
        self.add_field("due_on", _("Due &by"), self.due_on)
        self.ready()

    def submit(self) -> None:
        """What lies beyond the contract is asked about."""
        day = self.due_on.day()
        if day is None or day <= self._visit.ends_on:
            super().submit()
            return
        ends = _("The contract ends on {day}").format(day=full_day(self._visit.ends_on))
        question = _("Put the visit off to {day} all the same?").format(day=full_day(day))
        box = message_box(self, "beyond_contract", QMessageBox.Icon.Question, ends, question)
        on = box.addButton(_("Put off"), QMessageBox.ButtonRole.AcceptRole)
        back = box.addButton(_("Another day"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        on.clicked.connect(super().submit)
        box.open()

    def draft(self) -> MoveDraft:
        return MoveDraft(self.due_on.day())
