"""The form that changes a log entry."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.interactions.queries import LogEntry, Partner
from crmdesk.models.interactions.rules import OUTCOMES, PURPOSES, outcome_text, purpose_text
from crmdesk.ui.interactions.at_field import AtField, Office
from crmdesk.ui.interactions.kind_bar import KindBar
from crmdesk.ui.interactions.minutes_field import MinutesField
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.money_field import MoneyField
from crmdesk.ui.kit.widgets.when_words import WhenWords


@dataclass(frozen=True, slots=True)
class Entered:
    """A draft, and what stands in the form and cannot be understood."""

    draft: InteractionDraft
    unclear: dict[str, str] = field(default_factory=dict)

    def problems(self) -> dict[str, str]:
        return self.draft.problems() | self.unclear


class InteractionDialog(FormDialog):
    """Shows an entry as it is; `submitted` carries an Entered."""

    def __init__(
        self, entry: LogEntry, partner: Partner, office: Office, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Log entry – {name}").format(name=partner.name), parent)
        self.setObjectName("interaction_dialog")
        self._entry = entry
        self.words = QPlainTextEdit()
        self.words.setFixedHeight(120)
        self.words.setTabChangesFocus(True)
        self.kinds = KindBar()
        self.outcome = ChoiceRow([(code, outcome_text(code)) for code in OUTCOMES])
        self.purpose = ChoiceRow([(code, purpose_text(code)) for code in PURPOSES])
        self.contact = QComboBox()
        self.contact.addItem(_("Nobody in particular"), None)
        for contact_id, name in partner.contacts:
            self.contact.addItem(name, contact_id)
        self.at = AtField(office)
        self.minutes = MinutesField()
        self.cost = MoneyField()
        self.next = WhenWords(office.today)
        self._lay_out(with_contacts=bool(partner.contacts))
        self._fill(entry.draft)
        self.ready()
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)

    def draft(self) -> Entered:
        at, was = self.at.at(), self._entry.at
        if at is not None and at.replace(second=0) == was.replace(second=0, microsecond=0):
            at = was  # the form shows minutes only
        draft = InteractionDraft(
            customer_id=self._entry.draft.customer_id,
            kind=self.kinds.kind(),
            text=self.words.toPlainText(),
            direction=self.kinds.direction(),
            purpose=str(self.purpose.value() or ""),
            outcome=str(self.outcome.value() or ""),
            minutes=self.minutes.minutes(),
            cost=self.cost.amount(),
            at=at,
            contact_id=self.contact.currentData(),
        )
        if (step := self.next.when()) is not None:
            draft = replace(
                draft, next_on=step.day, next_time=step.time, next_text=self.next.words()
            )
        unclear = {"at": self.at.problem()} if self.at.problem() else {}
        if self.cost.unclear():
            unclear["cost"] = "interaction.cost.wrong"
        if self.next.unclear():
            unclear["next"] = "interaction.next.when"
        return Entered(draft, unclear)

    def _lay_out(self, *, with_contacts: bool) -> None:
        self.add_field("text", _("&Text"), self.words)
        self.add_field("kind", _("&Kind"), self.kinds)
        self.add_field("outcome", _("&Outcome"), self.outcome)
        self.add_field("purpose", _("&Purpose"), self.purpose)
        if with_contacts:
            self.add_field("contact", _("&Contact"), self.contact)
        self.add_field("at", _("&When"), self.at)
        self.add_field("minutes", _("&Duration"), self.minutes)
        self.add_field("cost", _("Co&st"), self.cost)
        self.add_field("next", _("&Next follow-up"), self.next)

    def _fill(self, draft: InteractionDraft) -> None:
        self.words.setPlainText(draft.text)
        self.kinds.set(draft.kind, draft.direction)
        self.outcome.set_value(draft.outcome)
        self.purpose.set_value(draft.purpose)
        self.contact.setCurrentIndex(max(self.contact.findData(draft.contact_id), 0))
        self.at.set_at(self._entry.at)
        self.minutes.set_minutes(draft.minutes)
        self.cost.set_amount(draft.cost)
        if draft.next_on is not None:
            planned = (f"{draft.next_on:%Y-%m-%d}", draft.next_time, draft.next_text)
            self.next.set_text(" ".join(filter(None, planned)))
