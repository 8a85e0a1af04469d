"""The people inside a company: the tab 联系人."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.contacts import (
    add_contact,
    move_contact,
    read_contact,
    remove_contact,
)
from crmdesk.models.customers.page_rows import ContactRow, CustomerPage
from crmdesk.ui.customers.page.contact_card import ContactCard
from crmdesk.ui.customers.page.contact_editor import ContactEditor
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.half_typed import HalfTyped
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.scroll_area import scrolled


class Contacts(QWidget):
    """One line adds a contact; each unfolds to be changed where it stands."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contacts")
        self._context = context
        self._contacts: tuple[ContactRow, ...] = ()
        self._cards: list[ContactCard] = []
        self._open = 0
        self._wanted = ""
        self.new = QLineEdit()
        self.new.setObjectName("new_contact")
        self.new.setPlaceholderText(_("New contact: name, phone, job title – then Enter"))
        self.new.setAccessibleName(_("New contact"))
        self.new.returnPressed.connect(self._add)
        self._half = HalfTyped(self.new)
        self.editor = ContactEditor(context, self)
        self.editor.hide()
        self._none = label(_("No contacts yet. Note the first one above."), "secondary", wrap=True)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(4, 12, 12, 16)
        self._column.setSpacing(8)
        for widget in (self.new, self._none):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(content)
        outer.addWidget(self._area)

    def show_page(self, page: CustomerPage) -> None:
        """The contacts of this customer; the one unfolded stays so."""
        if self._half.switch_to(page.id):
            self._open = 0
        self._contacts = page.contacts
        self._unfold_wanted()
        while len(self._cards) < len(page.contacts):
            self._make()
        for number, card in enumerate(self._cards):
            card.setVisible(number < len(page.contacts))
            if number < len(page.contacts):
                card.show_contact(page.contacts[number])
        self._none.setVisible(not page.contacts)
        self._show_editor()

    def finish(self) -> None:
        """Store what is being edited."""
        self.editor.finish()

    def fill_in(self) -> None:
        """Type a new contact."""
        self.new.setFocus()

    def _make(self) -> None:
        card = ContactCard(self._context)
        number = len(self._cards)
        card.toggled.connect(lambda: self._toggle(number))
        card.moved.connect(lambda step: self._do(move_contact, number, step))
        card.removed.connect(lambda: self._do(remove_contact, number))
        card.erased.connect(lambda: self._erase(number))
        self._cards.append(card)
        self._column.insertWidget(self._column.count() - 1, card)

    def _erase(self, number: int) -> None:
        """What is half typed of her is stored first: nothing may come after."""
        self.editor.finish()
        self._context.navigator.erase_contact(self._contacts[number].id)

    def _toggle(self, number: int) -> None:
        contact = self._contacts[number]
        self.editor.finish()
        self._open = 0 if self._open == contact.id else contact.id
        self._show_editor()
        if self._open:
            self.editor.fields["name"].setFocus()

    def _show_editor(self) -> None:
        there = None
        for number, contact in enumerate(self._contacts):
            unfolded = contact.id == self._open
            self._cards[number].set_open(unfolded=unfolded)
            if unfolded:
                there = number
        if there is None:
            self.editor.hide()
        else:
            card = self._cards[there]
            if self.editor.parentWidget() is not card:
                card.body.addWidget(self.editor)
            self.editor.show_contact(self._contacts[there])
            self.editor.show()

    def _unfold_wanted(self) -> None:
        """A contact just noted is unfolded as soon as it is there."""
        if self._wanted and self._contacts and self._contacts[-1].name == self._wanted:
            self._open, self._wanted = self._contacts[-1].id, ""

    def _add(self) -> None:
        typed = self.new.text()
        draft, context = read_contact(typed), self._context
        customer = context.customer_id
        job = context.write(
            "customer.contacts",
            lambda session: add_contact(session, customer, draft, office=context.office),
        )
        self.new.clear()
        self._wanted = draft.name
        failing_to(self, job).failed.connect(lambda _error: self.new.setText(typed))

    def _do(self, action: object, number: int, *arguments: object) -> None:
        contact = self._contacts[number]
        job = self._context.write(
            "customer.contacts",
            lambda session: action(session, contact.id, *arguments),  # type: ignore[operator]
        )
        failing_to(self, job)
