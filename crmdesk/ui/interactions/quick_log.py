"""Log a contact from anywhere: find the customer while typing, write, Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.ui.interactions.composer import Composer
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker
from crmdesk.ui.kit.widgets.picker import Choice


class QuickLogDialog(QDialog):
    """Closes once the words are stored; what was typed and not saved is there the next time."""

    logged = Signal(int, str)  # customer, her name
    create_asked = Signal(str)

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        customer_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("quick_log")
        self.setWindowTitle(_("Log a contact"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(620)
        self.customer = CustomerPicker(db, jobs)
        self.customer.setObjectName("customer")
        self.composer = Composer(db, jobs)
        self.composer.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(_("With whom?"), "secondary"))
        column.addWidget(self.customer)
        column.addWidget(self.composer)
        column.addStretch(1)
        self.customer.changed.connect(self._on_customer)
        self.customer.create_asked.connect(self._on_create)
        self.composer.saved.connect(self._on_saved)
        self.customer.setFocus()
        if customer_id is not None:
            self.customer.set_customer(customer_id)
            self._on_customer(self.customer.choice())

    def _on_customer(self, choice: Choice | None) -> None:
        self.composer.setEnabled(choice is not None)
        if choice is not None:
            self.composer.show_customer(choice.id)
            self.composer.focus_text()

    def _on_create(self, text: str) -> None:
        self.create_asked.emit(text)
        self.accept()

    def _on_saved(self, _interaction: int) -> None:
        choice = self.customer.choice()
        if choice is not None:
            self.logged.emit(choice.id, choice.text)
        self.accept()
