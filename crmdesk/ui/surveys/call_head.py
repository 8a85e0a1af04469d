"""Whom one calls, by which number, about what, and how many are still to come."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.surveys.calls import Call
from crmdesk.models.surveys.rules import channel_text
from crmdesk.ui.kit.labels import ElidedLabel, label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.phones import copy_phone, say_phone, show_number
from crmdesk.ui.kit.widgets.buttons import GhostButton, IconButton
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow

ASKED = ("phone", "paper")


class CallHead(QWidget):
    """`contact_id` and `channel` say with whom and how one speaks."""

    print_asked = Signal()

    def __init__(self, navigator: Navigator, country: str) -> None:
        super().__init__()
        self._navigator, self._country = navigator, country
        self._call: Call | None = None
        self._name, self._about = label("", "page-title"), ElidedLabel("secondary")
        self._queue = label("", "muted")
        self._queue.setObjectName("survey_queue")
        self._phone = GhostButton("", "call")
        self._phone.setObjectName("survey_phone")
        self._phone.setToolTip(_("Copy phone"))
        self._phone.clicked.connect(lambda: self._copy())
        customer = GhostButton(_("Open customer"), "person")
        customer.setObjectName("survey_customer")
        customer.clicked.connect(lambda: self._open())
        paper = IconButton("print", _("Print it with her name"), "Ctrl+P")
        paper.setObjectName("survey_print")
        paper.clicked.connect(lambda: self.print_asked.emit())
        QShortcut("Ctrl+P", self).activated.connect(paper.click)
        self.contact = QComboBox()
        self.contact.setObjectName("survey_contact")
        self.contact.setAccessibleName(_("Contact"))
        self.way = ChoiceRow([(code, channel_text(code)) for code in ASKED], small=True)
        self.way.setMinimumWidth(190)
        self.way.setAccessibleName(_("How it is asked"))
        self.way.changed.connect(lambda chosen: self.way.set_value(chosen or "phone"))
        self._lay_out(customer, paper)

    def _lay_out(self, customer: QWidget, paper: QWidget) -> None:
        top, below = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(12)
        for widget in (self._name, self._phone):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self._queue)
        top.addWidget(paper)
        top.addWidget(customer)
        below.setSpacing(12)
        below.addWidget(self._about, 1)
        below.addWidget(self.contact)
        below.addWidget(self.way)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(below)

    def show_call(self, call: Call, place: int, many: int) -> None:
        """The customer in front is the one at `place` (from 1) of so many."""
        self._call = call
        self._name.setText(call.name)
        parts = (call.salutation, call.company, call.product)
        self._about.setText(" · ".join(part for part in parts if part))
        self._say_phone()
        self._phone.setVisible(bool(call.phone))
        self._queue.setText(_("{place} of {n}").format(place=place, n=many) if many > 1 else "")
        self.contact.clear()
        self.contact.addItem(_("Nobody in particular"), None)
        for contact_id, name in call.contacts:
            self.contact.addItem(name, contact_id)
        self.contact.setCurrentIndex(max(self.contact.findData(call.contact_id), 0))
        self.contact.setVisible(bool(call.contacts))
        self.way.set_value(call.channel if call.channel in ASKED else "phone")

    def _say_phone(self) -> None:
        if self._call is not None:
            call = self._call
            self._phone.setText(say_phone(call.phone, self._country, call.customer_id))

    def contact_id(self) -> int | None:
        chosen = self.contact.currentData()
        return chosen if isinstance(chosen, int) else None

    def channel(self) -> str:
        return str(self.way.value() or "phone")

    def _copy(self) -> None:
        """A masked number is seen from then on, until the next customer."""
        if (call := self._call) is not None:
            number = call.phone, self._country, self._navigator, call.customer_id
            masked = say_phone(call.phone, self._country, call.customer_id)

            def copy() -> None:
                self._say_phone()
                copy_phone(*number)

            show_number(call.customer_id, call.phone, masked, self._navigator, copy)

    def _open(self) -> None:
        if self._call is not None:
            self._navigator.open_customer(self._call.customer_id)
