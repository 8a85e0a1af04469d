"""The form of a follow-up: whom, when, what, who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.choices import load_contact_names
from crmdesk.models.interactions.rules import KINDS, kind_text
from crmdesk.models.office.queries import Named
from crmdesk.models.tasks.drafts import FollowUpDraft
from crmdesk.ui.kit.form import WIDTH, FormDialog
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.later_menu import quick_days
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker
from crmdesk.ui.kit.widgets.when_words import WhenWords

CHANNELS = tuple(kind for kind in KINDS if kind not in ("fax", "note"))


@dataclass(frozen=True, slots=True)
class Filled:
    """A draft, and what stands in the form and cannot be understood."""

    draft: FollowUpDraft
    unclear: dict[str, str] = field(default_factory=dict)

    def problems(self) -> dict[str, str]:
        return self.draft.problems() | self.unclear


class FollowUpDialog(FormDialog):
    """`submitted` carries a Filled. A line like "明天下午3点 寄样品" fills day, hour and what."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        staff: Sequence[Named],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Follow-up"), parent)
        self.setObjectName("follow_up_dialog")
        self._db, self.today = db, today
        self._wanted_contact: int | None = None
        self.customer = CustomerPicker(db, jobs)
        self.due = WhenWords(lambda: today)
        self.quick = ChoiceRow([(day, text) for text, day in quick_days(today)])
        self.text = QLineEdit()
        self.channel = QComboBox()
        self.channel.addItem("—", "")
        for kind in CHANNELS:
            self.channel.addItem(kind_text(kind), kind)
        self.contact = QComboBox()
        self.staff = QComboBox()
        for person in staff:
            self.staff.addItem(person.name, person.id)
        self._lay_out(with_staff=len(staff) > 1)
        self.customer.changed.connect(lambda _choice: self._offer_contacts())
        self.quick.changed.connect(self._on_quick)
        self.due.changed.connect(
            lambda: self.text.setPlaceholderText(self.due.words() if self.due.when() else "")
        )
        self._offer_contacts()

    def show_draft(self, draft: FollowUpDraft) -> None:
        """Begin with this."""
        self._wanted_contact = draft.contact_id
        if draft.customer_id:
            self.customer.set_customer(draft.customer_id)
        self._offer_contacts()
        if draft.due_on is not None:
            self.due.set_text(f"{draft.due_on:%Y-%m-%d} {draft.due_time}".strip())
        self.text.setText(draft.text)
        self.channel.setCurrentIndex(max(self.channel.findData(draft.channel), 0))
        self.staff.setCurrentIndex(max(self.staff.findData(draft.staff_id or self._db.staff_id), 0))
        self.ready()
        first = self.customer if not draft.customer_id else self.due
        first.setFocus()

    def draft(self) -> Filled:
        when = self.due.when()
        draft = FollowUpDraft(
            customer_id=self.customer.customer_id() or 0,
            text=self.text.text().strip() or (self.due.words() if when else ""),
            channel=self.channel.currentData(),
            contact_id=self.contact.currentData(),
            staff_id=self.staff.currentData(),
        )
        if when is not None:
            draft = replace(draft, due_on=when.day, due_time=when.time)
        return Filled(draft)

    def state(self) -> dict[str, Any]:
        """What was typed, as plain values; empty when nothing was."""
        told = {"due": self.due.text(), "text": self.text.text()}
        typed = {name: value for name, value in told.items() if value.strip()}
        customer = self.customer.customer_id()
        return typed | {"customer": customer} if typed and customer else typed

    def restore(self, state: dict[str, Any]) -> None:
        """Show a `state()` again."""
        if customer := state.get("customer"):
            self.customer.set_customer(customer)
            self._offer_contacts()
        self.due.set_text(state.get("due", ""))
        self.text.setText(state.get("text", ""))

    def _lay_out(self, *, with_staff: bool) -> None:
        self.add_field("customer", _("&Customer"), self.customer)
        self.add_field("due", _("&When"), self.due)
        self.quick.setAccessibleName(_("Another day"))
        self.quick.setFixedHeight(self.quick.heightForWidth(WIDTH - 140))
        self.body.addWidget(self.quick, self.body.rowCount(), 1)
        self.add_field("text", _("W&hat"), self.text)
        self.add_field("channel", _("&By"), self.channel)
        self.add_field("contact", _("C&ontact"), self.contact)
        if with_staff:
            self.add_field("staff", _("&Done by"), self.staff)

    def _on_quick(self, day: object) -> None:
        """A chip puts its day into the line and keeps what was said after the old one."""
        if isinstance(day, date):
            words, when = self.due.words(), self.due.when()
            time = when.time if when else ""
            self.due.set_text(" ".join(filter(None, (f"{day:%Y-%m-%d}", time, words))))
        self.due.setFocus()

    def _offer_contacts(self) -> None:
        customer = self.customer.customer_id()
        self.contact.clear()
        self.contact.addItem(_("Nobody in particular"), None)
        if customer is not None:
            with self._db.read() as session:
                for contact_id, name in load_contact_names(session, customer):
                    self.contact.addItem(name, contact_id)
        self.contact.setCurrentIndex(max(self.contact.findData(self._wanted_contact), 0))
        self.contact.setEnabled(self.contact.count() > 1)
