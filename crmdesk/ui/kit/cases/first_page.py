"""The first page of a case: whose it is, who of them asks, about what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.cases.step_page import StepPage, choose, combo
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker


class FirstPage(StepPage):
    """Has the editors every kind of case begins with; the page lays them out.

    `add_contact` puts in who of a company asks, a field that is there for companies only.
    """

    def __init__(self, picker: CustomerPicker, products: Sequence[str]) -> None:
        super().__init__()
        self.picker = picker
        self.customer = self.add("customer", _("Customer"), picker)
        self.contact = combo([(None, _("The customer personally"))])
        self.subject = QLineEdit(placeholderText=_("The first line, if left empty"))
        self.product = QLineEdit()
        self.product.setCompleter(_completer(products, self.product))

    def add_contact(self, caption: str) -> None:
        """Who of the company asks, under this caption."""
        self.contact_group = self.add("contact", caption, self.contact)

    def set_contacts(self, contacts: Sequence[tuple[int, str]]) -> None:
        """Offer the contacts of the company picked; a person has none to choose from."""
        kept = self.contact.currentData()
        self.contact.clear()
        self.contact.addItem(_("The customer personally"), None)
        for contact_id, name in contacts:
            self.contact.addItem(name, contact_id)
        choose(self.contact, kept)
        self.contact_group.setVisible(bool(contacts))


def _completer(names: Sequence[str], parent: QLineEdit) -> QCompleter:
    """Offers names that hold what was typed, so that one thing has one name everywhere."""
    completer = QCompleter(list(names), parent)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return completer
