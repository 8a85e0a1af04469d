"""The form of a promise: to whom, what, by when, who keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.choices import load_contact_names
from crmdesk.models.office.queries import Named
from crmdesk.models.promises.drafts import PromiseDraft
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker
from crmdesk.ui.kit.widgets.when_words import WhenWords


class PromiseDialog(FormDialog):
    """`submitted` carries a PromiseDraft. “周五 寄样品” in one line fills day and what."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        staff: Sequence[Named],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Promise"), parent)
        self.setObjectName("promise_dialog")
        self._db, self.today = db, today
        self._wanted_contact: int | None = None
        self.customer = CustomerPicker(db, jobs)
        self.due = WhenWords(lambda: today)
        self.text = QLineEdit()
        self.contact = QComboBox()
        self.staff = QComboBox()
        for person in staff:
            self.staff.addItem(person.name, person.id)
        self.add_field("customer", _("&Customer"), self.customer)
        self.add_field("due", _("&By when"), self.due)
        self.add_field("text", _("W&hat"), self.text)
        self.add_field("contact", _("C&ontact"), self.contact)
        if len(staff) > 1:
            self.add_field("staff", _("&Kept by"), self.staff)
        self.customer.changed.connect(lambda _choice: self._offer_contacts())
        self.due.changed.connect(
            lambda: self.text.setPlaceholderText(self.due.words() if self.due.when() else "")
        )
        self._offer_contacts()

    def show_draft(self, draft: PromiseDraft) -> None:
        """Begin with this."""
        self._wanted_contact = draft.contact_id
        if draft.customer_id:
            self.customer.set_customer(draft.customer_id)
        self._offer_contacts()
        if draft.due_on is not None:
            self.due.set_text(f"{draft.due_on:%Y-%m-%d} {draft.due_time}".strip())
        self.text.setText(draft.text)
        self.staff.setCurrentIndex(max(self.staff.findData(draft.staff_id or self._db.staff_id), 0))
        self.ready()
        first = self.customer if not draft.customer_id else self.due
        first.setFocus()

    def draft(self) -> PromiseDraft:
        when = self.due.when()
        return PromiseDraft(
            customer_id=self.customer.customer_id() or 0,
            text=self.text.text().strip() or (self.due.words() if when else ""),
            due_on=when.day if when else None,
            due_time=when.time if when else "",
            contact_id=self.contact.currentData(),
            staff_id=self.staff.currentData(),
        )

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
