"""The form of an order: whose, when, which goods, what was paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.choices import load_choices
from crmdesk.models.office.entries import Named
from crmdesk.models.orders.drafts import OrderDraft
from crmdesk.models.orders.products import ProductRow, last_price
from crmdesk.models.orders.rules import METHODS, STATUSES, method_text, status_text
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker
from crmdesk.ui.kit.widgets.date_field import DateField
from crmdesk.ui.kit.widgets.money_field import MoneyField
from crmdesk.ui.orders.lines_editor import LinesEditor

WIDTH = 760
_MORE = ("number", "staff", "courier", "delivery", "note")


@dataclass(frozen=True, slots=True)
class Known:
    """What the office knows: its goods, its people, its money."""

    products: Sequence[ProductRow]
    staff: Sequence[Named]
    currency: str
    today: date


@dataclass(frozen=True, slots=True)
class Filled:
    """A draft, and what stands in the form and cannot be understood."""

    draft: OrderDraft
    unclear: dict[str, str] = field(default_factory=dict)

    def problems(self) -> dict[str, str]:
        return self.draft.problems() | self.unclear


class OrderDialog(FormDialog):
    """`submitted` carries a Filled. A new one also takes money; of a stored one payments stay."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        known: Known,
        *,
        new: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("New order") if new else _("Order"), parent)
        self.setObjectName("order_dialog")
        self.setMinimumWidth(WIDTH)
        self._db, self._known = db, known
        self._contact: int | None = None
        self.customer = CustomerPicker(db, jobs)
        self.day = DateField(lambda: known.today, known.today, future=False)
        self.status = _choices(STATUSES, status_text)
        self.delivered = DateField(lambda: known.today, future=False)
        self.lines = LinesEditor(jobs, lambda: known.products, self._price, known.currency)
        self.paid, self.method = MoneyField(), _choices(METHODS, method_text, editable=True)
        self.settled = QCheckBox(_("Nothing more is owed for this order"))
        self.number, self.courier, self.delivery = QLineEdit(), QLineEdit(), QLineEdit()
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(60)
        self.note.setTabChangesFocus(True)
        self.staff = QComboBox()
        for person in known.staff:
            self.staff.addItem(person.name, person.id)
        self.more = PlainButton(_("Number, delivery, note…"), "chevron-down", kind="link")
        self.more.setObjectName("more")
        self.more.clicked.connect(lambda: self.show_more())
        self._lay_out(new=new)

    def show_draft(self, draft: OrderDraft) -> None:
        """Begin with this."""
        self._contact = draft.contact_id
        if draft.customer_id:
            self.customer.set_customer(draft.customer_id)
        self.day.set_day(draft.ordered_on)
        self.delivered.set_day(draft.delivered_on)
        _choose(self.status, draft.status, status_text(draft.status))
        self.set_row_visible("delivered", visible=draft.status == "done")
        self.lines.show_lines(draft.lines)
        self.settled.setChecked(draft.settled)
        self.number.setText(draft.number)
        self.courier.setText(draft.courier)
        self.delivery.setText(draft.delivery)
        self.note.setPlainText(draft.note)
        self.staff.setCurrentIndex(max(self.staff.findData(draft.staff_id or self._db.staff_id), 0))
        self.ready()
        if any((draft.courier, draft.delivery, draft.note)):
            self.show_more()
        if draft.customer_id:
            self.lines.begin()
        else:
            self.customer.setFocus()

    def take_new_customer(self, changes: Changes) -> None:
        """The customer made for this order, unless another was chosen meanwhile."""
        ids = [row for table, row in changes if table == "customer" and row]
        if not ids or self.customer.customer_id() is not None:
            return
        with self._db.read() as session:
            made = load_choices(session, ids)
        if made:
            self.customer.set_customer(made[0].id)
            self.check()
            self.activateWindow()
            self.lines.begin()

    def draft(self) -> Filled:
        unclear: dict[str, str] = {}
        if self.day.day() is None:
            unclear["ordered_on"] = "order.day.unclear"
        if self.delivered.unclear():
            unclear["delivered"] = "order.day.unclear"
        if self.paid.unclear():
            unclear["paid"] = "order.amount.unclear"
        if self.lines.unclear():
            unclear["lines"] = "order.amount.unclear"
        draft = OrderDraft(
            customer_id=self.customer.customer_id() or 0,
            ordered_on=self.day.day() or self._known.today,
            lines=self.lines.lines(),
            number=self.number.text(),
            contact_id=self._contact,
            staff_id=self.staff.currentData(),
            status=str(self.status.currentData() or ""),
            delivery=self.delivery.text(),
            courier=self.courier.text(),
            note=self.note.toPlainText(),
            settled=self.settled.isChecked(),
            paid=self.paid.amount() or 0,
            method=typed_choice(self.method),
            delivered_on=self.delivered.day(),
        )
        return Filled(draft, unclear)

    def show_more(self) -> None:
        """The fields one seldom needs."""
        self.more.hide()
        for name in _MORE:
            self.set_row_visible(name, visible=name != "staff" or self.staff.count() > 1)

    def state(self) -> dict[str, Any]:
        """What was typed, as plain values; empty when nothing was."""
        told = {"note": self.note.toPlainText(), "paid": self.paid.text()}
        typed: dict[str, Any] = {name: text for name, text in told.items() if text.strip()}
        if lines := self.lines.texts():
            typed["lines"] = lines
        customer = self.customer.customer_id()
        return typed | {"customer": customer} if typed and customer else typed

    def restore(self, state: dict[str, Any]) -> None:
        """Show a `state()` again."""
        if customer := state.get("customer"):
            self.customer.set_customer(customer)
        self.lines.show_texts(state.get("lines", ()))
        self.note.setPlainText(state.get("note", ""))
        self.paid.setText(state.get("paid", ""))
        self.check()

    def _lay_out(self, *, new: bool) -> None:
        self.add_field("customer", _("&Customer"), self.customer)
        self.add_field("ordered_on", _("Da&y"), self.day)
        self.add_field("lines", _("&Goods"), self.lines)
        self.add_field("paid", _("&Paid"), self.paid)
        self.add_field("method", _("&By"), self.method)
        self.add_field("settled", "", self.settled)
        self.add_field("status", _("&Status"), self.status)
        self.add_field("delivered", _("Deli&vered on"), self.delivered)
        self.status.activated.connect(lambda _at: self._on_status())
        self.body.addWidget(self.more, self.body.rowCount(), 1, Qt.AlignmentFlag.AlignLeft)
        self.add_field("number", _("N&umber"), self.number)
        self.add_field("staff", _("Sa&lesperson"), self.staff)
        self.add_field("courier", _("C&ourier number"), self.courier)
        self.add_field("delivery", _("&Delivery"), self.delivery)
        self.add_field("note", _("No&te"), self.note)
        self.number.setPlaceholderText(_("the next free one"))
        self.lines.changed.connect(self._on_lines)
        for name in ("paid", "method"):
            self.set_row_visible(name, visible=new)
        self.set_row_visible("settled", visible=not new)
        for name in _MORE:
            self.set_row_visible(name, visible=False)

    def _on_status(self) -> None:
        """Completed means delivered, today unless one says when: it is asked about days later."""
        done = self.status.currentData() == "done"
        if done and self.delivered.day() is None:
            self.delivered.set_day(self._known.today)
        elif not done:
            self.delivered.set_day(None)
        self.set_row_visible("delivered", visible=done)

    def _on_lines(self) -> None:
        """A line is wrong until it is whole: that is said when one wants to save."""
        self._touched.discard("lines")
        self.check()

    def _price(self, product_id: int) -> int | None:
        with self._db.read() as session:
            return last_price(session, self.customer.customer_id() or 0, product_id)


def _choices(codes: Sequence[str], text: Any, *, editable: bool = False) -> QComboBox:
    made = QComboBox()
    made.setEditable(editable)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    if editable:
        made.addItem("", "")
    for code in codes:
        made.addItem(text(code), code)
    return made


def _choose(box: QComboBox, code: str, text: str) -> None:
    """Show a code, one of the office's own words included."""
    if box.findData(code) < 0:
        box.addItem(text or "—", code)
    box.setCurrentIndex(box.findData(code))


def typed_choice(box: QComboBox) -> str:
    """The code chosen, or the words typed instead."""
    text = box.currentText().strip()
    at = box.findText(text)
    return str(box.itemData(at)) if at >= 0 else text
