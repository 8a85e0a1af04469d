"""Whose case it is: picked on the first page, or created while the dialog is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from crmdesk.models.core.db import Changes, Database
from crmdesk.models.customers.choices import load_choices, load_contact_names
from crmdesk.ui.kit.cases.first_page import FirstPage
from crmdesk.ui.kit.hub import DataHub, touches
from crmdesk.ui.kit.navigation import Navigator


class Whose(QObject):
    """`changed(customer_id)` when another customer is picked, or None."""

    changed = Signal(object)

    def __init__(
        self, page: FirstPage, db: Database, hub: DataHub, navigator: Navigator, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._page, self._db, self._navigator = page, db, navigator
        self._wanted = ""  # the name of a customer being created for this case
        page.picker.changed.connect(lambda _choice: self.tell())
        page.picker.create_asked.connect(self._create)
        hub.changed.connect(self._on_changed)

    def choose(self, customer_id: int) -> None:
        """Show this customer as picked."""
        self._page.picker.set_customer(customer_id)
        self.tell()

    def tell(self) -> None:
        """Offer the contacts of who is picked now."""
        customer = self._page.picker.customer_id()
        with self._db.read() as session:
            names = load_contact_names(session, customer) if customer is not None else []
        self._page.set_contacts(names)
        self.changed.emit(customer)

    def _create(self, name: str) -> None:
        self._wanted = name
        self._navigator.new_customer(name)

    def _on_changed(self, changes: Changes) -> None:
        """Whoever was created for this case is picked."""
        if not self._wanted or not touches(changes, "customer"):
            return
        with self._db.read() as session:
            ids = [row for table, row in changes if table == "customer"]
            made = load_choices(session, ids)
        if made:
            self._wanted = ""
            self.choose(made[0].id)
