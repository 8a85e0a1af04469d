"""The pages of steps 3 and 4: what was done and who pays, and what the customer says to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.entries import Named
from crmdesk.models.service.drafts import FeedbackDraft, WorkDraft
from crmdesk.models.service.queries import ServicePage
from crmdesk.models.service.rules import CHARGES, SCORES, UNHAPPY, charge_text, say_warranty
from crmdesk.ui.kit.cases.step_page import StepPage, text_area
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.money_field import MoneyField
from crmdesk.ui.service.work_lines import PartsEditor, WorkEditor

Today = Callable[[], date]


class WorkPage(StepPage):
    """Step 3: the work, the parts, and whether it is free or paid."""

    def __init__(self, staff: Sequence[Named], me: int, today: Today) -> None:
        super().__init__()
        self._today = today
        self._paid_on: date | None = None
        self.work, self.parts = WorkEditor(staff, me, today), PartsEditor()
        self.warranty = label("", "secondary")
        self.charge = ChoiceRow([(code, charge_text(code)) for code in CHARGES])
        self.fee = MoneyField()
        self.fee.setMaximumWidth(180)
        self.paid = QCheckBox(_("The fee is paid"))
        self.add("work", pgettext("service", "What was done"), self.work)
        self.add("parts", _("Parts and material used"), self.parts)
        self.column.addWidget(self.warranty)
        self.add("charge", _("Free or paid"), self.charge)
        self._fee = self.add("fee", _("Fee"), self.fee)
        self._paid = self.add("paid", _("Paid"), self.paid)
        self.column.addStretch(1)
        self.charge.changed.connect(lambda _charge: self._show_fee())
        self._show_fee()

    def draft(self) -> WorkDraft:
        paid = self.charge.value() == "paid"
        paid_on = (self._paid_on or self._today()) if self.paid.isChecked() else None
        return WorkDraft(
            self.work.drafts(),
            self.parts.drafts(),
            str(self.charge.value() or ""),
            self.fee.amount() if paid else None,
            paid_on if paid else None,
        )

    def load(self, stored: ServicePage) -> None:
        today, row = self._today(), stored.row
        self.work.set_drafts(stored.work)
        self.parts.set_drafts(stored.parts)
        told = say_warranty(stored.warranty_until, today)
        self.warranty.setText(told)
        self.warranty.setVisible(bool(told))
        self.charge.set_value(row.charge or _usual_charge(stored, today))
        self.fee.set_amount(row.fee)
        self._paid_on = row.paid_on
        self.paid.setChecked(row.paid_on is not None)
        self._show_fee()

    def _show_fee(self) -> None:
        paid = self.charge.value() == "paid"
        self._fee.setVisible(paid)
        self._paid.setVisible(paid)


def _usual_charge(stored: ServicePage, today: date) -> str | None:
    """What it would be by what is known: warranty, contract, else paid where warranty is over."""
    if stored.warranty_until is not None and stored.warranty_until >= today:
        return "warranty"
    if stored.contract_id is not None:
        return "contract"
    return "paid" if stored.warranty_until is not None else None


class FeedbackPage(StepPage):
    """Step 4: told to the customer, her score, and who confirmed it."""

    def __init__(self) -> None:
        super().__init__()
        self.told = text_area(4, _("What the customer was told, and what she said"))
        self.score = ChoiceRow([(number, str(number)) for number in SCORES])
        self.confirmed_by = QLineEdit(
            placeholderText=_("Name, as signed on the sheet or told on the phone")
        )
        self.unhappy = label(
            _("Not satisfied? “Make a complaint” takes it up in five steps, with a call-back."),
            "problem",
            wrap=True,
        )
        self.add("told", _("Told to the customer"), self.told)
        self.add("score", _("Score, 1 (bad) to 5 (very good)"), self.score)
        self.column.addWidget(self.unhappy)
        self.add("confirmed_by", _("Confirmed by"), self.confirmed_by)
        self.column.addStretch(1)
        self.score.changed.connect(lambda _score: self._warn())
        self._warn()

    def draft(self) -> FeedbackDraft:
        score = self.score.value()
        return FeedbackDraft(
            self.told.toPlainText(),
            score if isinstance(score, int) else None,
            self.confirmed_by.text(),
        )

    def load(self, stored: ServicePage) -> None:
        row = stored.row
        self.told.setPlainText(stored.told)
        self.score.set_value(row.score)
        self.confirmed_by.setText(
            stored.confirmed_by or row.contact or (row.customer if row.kind == "person" else "")
        )
        self._warn()

    def _warn(self) -> None:
        score = self.score.value()
        self.unhappy.setVisible(isinstance(score, int) and score <= UNHAPPY)
