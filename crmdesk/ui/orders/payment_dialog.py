"""Taking money: how much, for which order, how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.orders.drafts import PaymentDraft
from crmdesk.models.orders.queries import OrderRow
from crmdesk.models.orders.rules import METHODS, method_text
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.widgets.date_field import DateField
from crmdesk.ui.kit.widgets.money_field import MoneyField
from crmdesk.ui.orders.dialog import typed_choice


@dataclass(frozen=True, slots=True)
class Filled:
    """A draft, and what stands in the form and cannot be understood."""

    draft: PaymentDraft
    unclear: dict[str, str] = field(default_factory=dict)

    def problems(self) -> dict[str, str]:
        return self.draft.problems() | self.unclear


class PaymentDialog(FormDialog):
    """`submitted` carries a Filled; what an order still owes is offered."""

    def __init__(
        self,
        customer_id: int,
        orders: Sequence[OrderRow],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Take a payment"), parent)
        self.setObjectName("payment_dialog")
        self._customer, self._today = customer_id, today
        self._owed = {order.id: order.owed for order in orders}
        self.order = QComboBox()
        for order in orders:
            text = _("{number} of {day}: {owed} owed").format(
                number=order.number, day=f"{order.day:%Y-%m-%d}",
                owed=say_money(order.owed, order.currency),
            )  # fmt: skip
            self.order.addItem(text, order.id)
        self.order.addItem(_("On account"), None)
        self.amount = MoneyField()
        self.day = DateField(lambda: today, today, future=False)
        self.method = QComboBox()
        self.method.setEditable(True)
        self.method.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.method.addItem("", "")
        for code in METHODS:
            self.method.addItem(method_text(code), code)
        self.note = QLineEdit()
        self.add_field("amount", _("&Amount"), self.amount)
        self.add_field("order_id", _("&For"), self.order)
        self.add_field("paid_on", _("Da&y"), self.day)
        self.add_field("method", _("&By"), self.method)
        self.add_field("note", _("No&te"), self.note)
        self.order.activated.connect(lambda _at: self._offer())

    def begin(self, order_id: int | None) -> None:
        """Offer what this order owes, else the oldest debt."""
        last = self.order.count() - 2
        at = self.order.findData(order_id) if order_id is not None else max(last, 0)
        self.order.setCurrentIndex(max(at, 0))
        self._offer()
        self.ready()
        self.amount.selectAll()

    def draft(self) -> Filled:
        unclear = {}
        if self.day.day() is None:
            unclear["paid_on"] = "order.day.unclear"
        if self.amount.unclear():
            unclear["amount"] = "order.amount.unclear"
        draft = PaymentDraft(
            self._customer,
            self.amount.amount() or 0,
            self.day.day() or self._today,
            self.order.currentData(),
            typed_choice(self.method),
            self.note.text(),
        )
        return Filled(draft, unclear)

    def _offer(self) -> None:
        owed = self._owed.get(self.order.currentData(), 0)
        if owed:
            self.amount.set_amount(owed)
