"""The form of a service contract: level, time, fee, what is included, when somebody comes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from crmdesk.models.calendar.months import last_day
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.customers.choices import load_contact_names
from crmdesk.models.office.entries import Named
from crmdesk.models.service.contracts import ContractDraft
from crmdesk.models.service.rules import EVERY, usual_levels
from crmdesk.ui.kit.cases.step_page import choose, combo, text_area
from crmdesk.ui.kit.dates import parse_day
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker
from crmdesk.ui.kit.widgets.date_field import DateField
from crmdesk.ui.kit.widgets.money_field import MoneyField

_BETWEEN = re.compile(r"[\s,，、;；]+")
_YEAR = 12


class ContractDialog(FormDialog):
    """`submitted` carries a ContractDraft."""

    def __init__(
        self, db: Database, jobs: JobRunner, staff: Sequence[Named], today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Service contract"), parent)
        self.setObjectName("contract_dialog")
        self._db, self._today = db, today
        self._note = ""
        self.customer = CustomerPicker(db, jobs)
        self.contact = combo([(None, "—")])
        self.level = QLineEdit(placeholderText=_("What it is called, e.g. gold"))
        self.usual = ChoiceRow([(text, text) for text in usual_levels()], small=True)
        self.usual.setAccessibleName(_("Usual levels"))
        self.starts_on, self.ends_on = DateField(today), DateField(today)
        self.fee = MoneyField()
        self.every_months = combo(
            [*((n, say_every(n)) for n in EVERY), (None, _("On days I name"))]
        )
        self.days = QLineEdit(placeholderText=_("e.g. 2027-03-01, 2027-09-01"))
        self.included = text_area(3, _("What is done without further pay"))
        self.staff = combo([(person.id, person.name) for person in staff])
        self._add_fields()
        self.customer.changed.connect(lambda _choice: self._offer_contacts())
        self.usual.changed.connect(lambda text: self.level.setText(str(text or "")))
        self.starts_on.changed.connect(self._propose_end)
        self.every_months.currentIndexChanged.connect(lambda _at: self._show_days())

    def _add_fields(self) -> None:
        self.add_field("customer", _("&Customer"), self.customer)
        self.add_field("contact", _("Con&tact"), self.contact)
        self.add_field("level", _("&Level"), self.level)
        self.add_wide(self.usual)
        self.add_field("starts_on", _("&From"), self.starts_on)
        self.add_field("ends_on", _("&Until"), self.ends_on)
        self.add_field("fee", _("F&ee"), self.fee)
        self.add_field("included", _("&Included"), self.included)
        self.add_field("every_months", _("&Visits"), self.every_months)
        self.add_field("days", _("Visits &by"), self.days)
        self.add_field("staff", _("&Handled by"), self.staff)

    def show_draft(self, draft: ContractDraft, *, new: bool) -> None:
        """Show a contract as it is; whose it is stays."""
        if draft.customer_id is not None:
            self.customer.set_customer(draft.customer_id)
        self.customer.setEnabled(new)
        self._offer_contacts()
        choose(self.contact, draft.contact_id)
        self.level.setText(draft.level)
        self.starts_on.set_day(draft.starts_on)
        self.ends_on.set_day(draft.ends_on)
        self.fee.set_amount(draft.fee)
        if draft.every_months is not None and self.every_months.findData(draft.every_months) < 0:
            self.every_months.addItem(say_every(draft.every_months), draft.every_months)
        self.every_months.setCurrentIndex(self.every_months.findData(draft.every_months))
        self.days.setText("、".join(f"{day:%Y-%m-%d}" for day in draft.days))
        self.included.setPlainText(draft.included)
        choose(self.staff, draft.staff_id)
        self._note = draft.note
        self._show_days()
        self.ready()

    def draft(self) -> ContractDraft:
        every = self.every_months.currentData()
        return ContractDraft(
            self.customer.customer_id(),
            level=self.level.text(),
            starts_on=self.starts_on.day(),
            ends_on=self.ends_on.day(),
            fee=self.fee.amount(),
            included=self.included.toPlainText(),
            contact_id=self.contact.currentData(),
            staff_id=self.staff.currentData(),
            every_months=every,
            days=self._days() if every is None else (),
            note=self._note,
        )

    def _days(self) -> tuple[date, ...]:
        """What is no day stands for one that lies outside every contract."""
        words = [word for word in _BETWEEN.split(self.days.text()) if word]
        return tuple(parse_day(word, self._today()) or date.min for word in words)

    def _offer_contacts(self) -> None:
        customer = self.customer.customer_id()
        with self._db.read() as session:
            names = load_contact_names(session, customer) if customer is not None else []
        self.contact.clear()
        for contact_id, name in [(None, "—"), *names]:
            self.contact.addItem(name, contact_id)
        self.set_row_visible("contact", visible=bool(names))

    def _propose_end(self, starts_on: date | None) -> None:
        """A year, unless somebody says otherwise."""
        if starts_on is not None and self.ends_on.day() is None:
            self.ends_on.set_day(last_day(starts_on, _YEAR))
            self.check()

    def _show_days(self) -> None:
        self.set_row_visible("days", visible=self.every_months.currentData() is None)


def say_every(months: int | None) -> str:
    """Monthly, every 3 months, on days agreed."""
    if months is None:
        return _("on days agreed")
    if months == 1:
        return pgettext("contract visits", "monthly")
    if months == _YEAR:
        return pgettext("contract visits", "once a year")
    return ngettext("every month", "every {n} months", months).format(n=months)
