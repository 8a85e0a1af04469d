"""The form of one gift."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from crmdesk.models.care.gift_drafts import GiftDraft
from crmdesk.models.care.gift_queries import GiftListRow, GiftRow
from crmdesk.models.care.gift_rules import WAYS, way_text
from crmdesk.models.care.gift_warnings import Known, last_gift, load_known, notices, spent_in
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.choices import load_contact_names
from crmdesk.models.office.entries import Named
from crmdesk.models.office.settings import load_office
from crmdesk.ui.care.gift_dialogs import amount_in, staff_box
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker
from crmdesk.ui.kit.widgets.money_field import MoneyField


class GiftDialog(FormDialog):
    """Who gets what, how it gets there and who sees to it; what is to be thought of stands below
    the gift while it is typed, what she got so far below the price.
    """

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        staff: Sequence[Named],
        around: GiftListRow,
        today: date,
        row: GiftRow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(pgettext("gift", "Gift") if row else _("Add a gift"), parent)
        self.setObjectName("gift_dialog")
        self._db, self._around, self._today = db, around, today
        self._known = Known()
        self.customer = CustomerPicker(db, jobs)
        self.contact = QComboBox()
        self.name = QLineEdit(row.name if row else "")
        self.price = MoneyField()
        self.way = ChoiceRow([(code, way_text(code)) for code in WAYS], small=True)
        self.staff = staff_box(staff, row.staff_id if row else db.staff_id)
        self.note = QLineEdit(row.note if row else "")
        self.add_field("customer", _("&Customer"), self.customer)
        self.add_field("contact", _("C&ontact"), self.contact)
        self.add_field("name", pgettext("gift", "&Gift"), self.name)
        self.add_field("price", pgettext("gift", "&Price"), self.price)
        self.add_field("way", pgettext("gift", "Gets there by"), self.way)
        self.add_field("staff", pgettext("gift", "Given &by"), self.staff)
        self.add_field("note", _("&Note"), self.note)
        if row is not None:
            self.customer.set_customer(row.customer_id)
            self.price.set_amount(row.price)
            self.way.set_value(row.way or None)
        self._offer_contacts(row.contact_id if row else None)
        self.customer.changed.connect(lambda _choice: self._offer_contacts(None))
        self.contact.currentIndexChanged.connect(lambda _at: self._warn())
        self.name.textChanged.connect(lambda _text: self._warn())
        self.ready()
        if row is not None:
            self.name.setFocus()

    def draft(self) -> GiftDraft:
        return GiftDraft(
            self.customer.customer_id() or 0,
            self.contact.currentData(),
            self.name.text(),
            amount_in(self.price),
            self.staff.currentData(),
            str(self.way.value() or ""),
            self.note.text(),
        )

    def who(self) -> str:
        """The name of who gets it."""
        choice = self.customer.choice()
        return choice.text if choice else ""

    def _warn(self) -> None:
        """Taboos and diet below the gift, red where grave; what she got before below the price."""
        person = self.customer.customer_id() or 0, self.contact.currentData()
        festive = self._around.occasion != "thanks"
        found = list(
            notices(
                self._known, person, self.name.text(), festive=festive, today=self._today,
                day=self._around.day, list_id=self._around.id,
            )
        )  # fmt: skip
        grave = any(notice.tone == "red" for notice in found)
        self.set_hint("name", "\n".join(notice.text for notice in found), grave=grave)
        day = self._around.day or self._today
        lines = []
        before = last_gift(self._known, person, day, self._around.id)
        if before is not None:
            lines.append(_("Last time: {gift}").format(gift=before.name))
        if spent := spent_in(self._known, person, day.year):
            told = _("Given in {year}: {amount}")
            amount = say_money(spent, self._around.currency)
            lines.append(told.format(year=day.year, amount=amount))
        self.set_hint("price", "\n".join(lines))
        self.check()

    def _offer_contacts(self, wanted: int | None) -> None:
        customer = self.customer.customer_id()
        self.contact.clear()
        self.contact.addItem(_("Nobody in particular"), None)
        if customer is not None:
            with self._db.read() as session:
                zone = office_zone(load_office(session).zone)
                self._known = load_known(session, [customer], self._today, zone)
                for contact, name in load_contact_names(session, customer):
                    self.contact.addItem(name, contact)
        self.contact.setCurrentIndex(max(self.contact.findData(wanted), 0))
        self.set_row_visible("contact", visible=self.contact.count() > 1)
        self._warn()
