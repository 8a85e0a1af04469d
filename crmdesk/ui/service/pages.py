"""The pages of steps 1 and 2: what is wanted, and who does it when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit

from crmdesk.models.complaints.rules import channel_text
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.entries import Named
from crmdesk.models.service.drafts import AssignDraft, ReceiveDraft
from crmdesk.models.service.groups import GroupRow
from crmdesk.models.service.queries import ServicePage
from crmdesk.models.service.rules import CHANNELS, say_warranty
from crmdesk.ui.kit.cases.first_page import FirstPage
from crmdesk.ui.kit.cases.step_page import StepPage, choose, combo, text_area
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker
from crmdesk.ui.kit.widgets.date_field import DateField
from crmdesk.ui.service.when_field import WhenField

Today = Callable[[], date]
AskWarranty = Callable[[int, str, str], date | None]


class ReceivePage(FirstPage):
    """Step 1: who wants what, with which device, and when."""

    def __init__(
        self,
        picker: CustomerPicker,
        groups: Sequence[GroupRow],
        products: Sequence[str],
        today: Today,
        warranty: AskWarranty,
    ) -> None:
        super().__init__(picker, products)
        self._today, self._warranty = today, warranty
        self._proposed: date | None = None
        self.words = text_area(4, _("What is wrong or wanted, in the customer's own words"))
        self.channel = ChoiceRow([(code, channel_text(code)) for code in CHANNELS], small=True)
        self.group = ChoiceRow([(group.id, group.name) for group in groups], small=True)
        self._people = {group.id: group.staff for group in groups}
        self.in_charge = label("", "hint")
        self.serial = QLineEdit()
        self.until = DateField(today)
        self.warranty_line = label("", "hint")
        self.wanted = WhenField(today, _("Wanted when"))
        self._lay_out()
        self.product.editingFinished.connect(self._propose)
        self.serial.editingFinished.connect(self._propose)
        self.until.changed.connect(lambda _day: self._say_warranty())
        self.group.changed.connect(lambda _group: self._say_group())
        self.channel.set_value("call")
        self.set_contacts(())

    def _lay_out(self) -> None:
        self.add("words", _("What is wrong or wanted"), self.words)
        groups = self.add("group", _("Question group"), self.group)
        self.column.addWidget(self.in_charge)
        groups.setVisible(bool(self._people))
        self.in_charge.hide()
        self.add_contact(_("Who asks"))
        self.pair(
            self.add("product", _("Product or device"), self.product),
            self.add("serial", _("Serial number"), self.serial),
        )
        self.pair(
            self.add("until", _("Under warranty until"), self.until),
            self.add("wanted", _("Wanted when"), self.wanted),
        )
        self.column.addWidget(self.warranty_line)
        self.add("channel", pgettext("service", "Received by"), self.channel)
        self.add("subject", _("Subject"), self.subject)
        self.column.addStretch(1)

    def draft(self) -> ReceiveDraft:
        group = self.group.value()
        return ReceiveDraft(
            customer_id=self.picker.customer_id(),
            words=self.words.toPlainText(),
            subject=self.subject.text(),
            channel=str(self.channel.value() or ""),
            contact_id=self.contact.currentData(),
            product=self.product.text(),
            serial=self.serial.text(),
            warranty_until=self.until.day(),
            group_id=group if isinstance(group, int) else None,
            wanted_on=self.wanted.day(),
            wanted_time=self.wanted.time(),
        )

    def load(self, stored: ServicePage) -> None:
        self.customer.hide()
        self.picker.set_customer(stored.row.customer_id)
        self.words.setPlainText(stored.words)
        self.subject.setText(stored.row.subject)
        self.channel.set_value(stored.channel)
        self.group.set_value(stored.group_id)
        self.product.setText(stored.row.product)
        self.serial.setText(stored.serial)
        self.until.set_day(stored.warranty_until)
        self.wanted.show_when(stored.wanted_on, stored.wanted_time)
        choose(self.contact, stored.contact_id)
        self._say_warranty()
        self._say_group()

    def propose_warranty(self) -> None:
        """Another customer: what is known of the device may be another."""
        self._propose()

    def _propose(self) -> None:
        """What the office knows of this device, unless somebody typed another day."""
        customer = self.picker.customer_id()
        if customer is None or self.until.day() not in (None, self._proposed):
            return
        found = self._warranty(customer, self.product.text(), self.serial.text())
        if found != self.until.day():
            self._proposed = found
            self.until.set_day(found)
        self._say_warranty()

    def _say_warranty(self) -> None:
        told = say_warranty(self.until.day(), self._today())
        self.warranty_line.setText(told)
        self.warranty_line.setVisible(bool(told))

    def _say_group(self) -> None:
        group = self.group.value()
        person = self._people.get(group, "") if isinstance(group, int) else ""
        told = _("In charge: {name}").format(name=person) if person else ""
        self.in_charge.setText(told)
        self.in_charge.setVisible(bool(told))


class AssignPage(StepPage):
    """Step 2: who comes, when and where."""

    def __init__(self, staff: Sequence[Named], today: Today) -> None:
        super().__init__()
        self.handler = combo([(person.id, person.name) for person in staff])
        self.appointment = WhenField(today, _("Agreed with the customer for"))
        self.address = QLineEdit(placeholderText=_("Where somebody has to go"))
        self.add("handler", _("Handled by"), self.handler)
        self.add("appointment", _("Agreed with the customer for"), self.appointment)
        self.add("address", _("Address"), self.address)
        self.column.addStretch(1)

    def draft(self) -> AssignDraft:
        return AssignDraft(
            self.handler.currentData(),
            self.appointment.day(),
            self.appointment.time(),
            self.address.text(),
        )

    def load(self, stored: ServicePage) -> None:
        choose(self.handler, stored.handler_id)
        day, time = stored.row.appointment_on, stored.row.appointment_time
        if day is None and not time:  # what she wished is a beginning
            day, time = stored.wanted_on, stored.wanted_time
        self.appointment.show_when(day, time)
        self.address.setText(stored.address or stored.home)
