"""The form of a dated thing: whom, when, what, who."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.choices import load_contact_names
from crmdesk.models.office.entries import Named
from crmdesk.ui.kit.form import WIDTH, FormDialog
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.later_menu import quick_days
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker
from crmdesk.ui.kit.widgets.when_words import WhenWords


class DatedDraft(Protocol):
    """What every draft of a dated thing tells."""

    @property
    def customer_id(self) -> int: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def due_time(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def contact_id(self) -> int | None: ...
    @property
    def staff_id(self) -> int | None: ...
    def problems(self) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class Captions:
    """What the dialog and the fields that differ are called."""

    title: str
    due: str
    staff: str


class DatedDialog(FormDialog):
    """A line like “明天下午3点 寄样品” fills day, hour and what.

    A subclass says by `draft()` what becomes of it, and may add fields in `add_more`.
    """

    def __init__(
        self,
        captions: Captions,
        db: Database,
        jobs: JobRunner,
        staff: Sequence[Named],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(captions.title, parent)
        self._db, self.today = db, today
        self._wanted_contact: int | None = None
        self.customer = CustomerPicker(db, jobs)
        self.due = WhenWords(lambda: today)
        self.quick = ChoiceRow([(day, text) for text, day in quick_days(today)])
        self.text = QLineEdit()
        self.contact = QComboBox()
        self.staff = QComboBox()
        for person in staff:
            self.staff.addItem(person.name, person.id)
        self._lay_out(captions, with_staff=len(staff) > 1)
        self.customer.changed.connect(lambda _choice: self._offer_contacts())
        self.quick.changed.connect(self._on_quick)
        self.due.changed.connect(
            lambda: self.text.setPlaceholderText(self.due.words() if self.due.when() else "")
        )
        self._offer_contacts()

    def add_more(self) -> None:
        """Fields between what and the contact."""

    def show_draft(self, draft: DatedDraft) -> None:
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

    def filled(self) -> dict[str, Any]:
        """What stands in the fields, by the names of a draft's."""
        when = self.due.when()
        return {
            "customer_id": self.customer.customer_id() or 0,
            "text": self.text.text().strip() or (self.due.words() if when else ""),
            "due_on": when.day if when else None,
            "due_time": when.time if when else "",
            "contact_id": self.contact.currentData(),
            "staff_id": self.staff.currentData(),
        }

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

    def _lay_out(self, captions: Captions, *, with_staff: bool) -> None:
        self.add_field("customer", _("&Customer"), self.customer)
        self.add_field("due", captions.due, self.due)
        self.quick.setAccessibleName(_("Another day"))
        self.quick.setFixedHeight(self.quick.heightForWidth(WIDTH - 140))
        self.body.addWidget(self.quick, self.body.rowCount(), 1)
        self.add_field("text", _("W&hat"), self.text)
        self.add_more()
        self.add_field("contact", _("C&ontact"), self.contact)
        if with_staff:
            self.add_field("staff", captions.staff, self.staff)

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


@dataclass(frozen=True, slots=True)
class Store:
    """How a draft is stored: the action's code and what does it, and what is said afterwards
    ({name}, {day}) where anything is.
    """

    action: str
    act: Callable[[Any, Any], None]
    told: str = ""
