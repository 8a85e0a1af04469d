"""The field that finds a customer while one types, wherever one is asked for."""

from __future__ import annotations

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.choices import CustomerChoice, find_choices, load_choices
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.phones import say_phone
from crmdesk.ui.kit.widgets.picker import Choice, CompletingPicker


class CustomerPicker(CompletingPicker):
    """Finds by name, initials, company, phone; offers to create whom it does not find."""

    def __init__(self, db: Database, jobs: JobRunner, *, allow_new: bool = True) -> None:
        self._db = db
        super().__init__(
            jobs,
            self._find_customers,
            _("Name, initials, company or phone…"),
            new_text=_("New customer “{text}”") if allow_new else "",
        )
        self.setAccessibleName(_("Customer"))

    def customer_id(self) -> int | None:
        """Whom was picked, or None."""
        choice = self.choice()
        return choice.id if choice is not None else None

    def set_customer(self, customer_id: int) -> None:
        """Show this customer as picked."""
        with self._db.read() as session:
            found = load_choices(session, [customer_id])
            country = load_office(session).country
        self.set_choice(_choice(found[0], country) if found else None)

    def _find_customers(self, text: str) -> list[Choice]:
        with self._db.read() as session:
            country = load_office(session).country
            return [_choice(customer, country) for customer in find_choices(session, text)]


def _choice(customer: CustomerChoice, country: str) -> Choice:
    phone = say_phone(customer.phone, country, customer.id)
    people = pgettext("list", ", ").join(customer.contacts)
    second = " · ".join(part for part in (customer.company, people, phone) if part)
    return Choice(customer.id, customer.name, second)
