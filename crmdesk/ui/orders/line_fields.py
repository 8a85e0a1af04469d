"""One line of goods being typed: found while one types, or new; the amount is worked out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.orders.drafts import LineDraft
from crmdesk.models.orders.products import ProductRow, match_products
from crmdesk.models.orders.rules import goods_amount, read_quantity, say_quantity
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import set_state
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.widgets.buttons import IconButton
from crmdesk.ui.kit.widgets.money_field import MoneyField
from crmdesk.ui.kit.widgets.picker import Choice, CompletingPicker

Products = Callable[[], Sequence[ProductRow]]
Price = Callable[[int], int | None]
STRETCH = (5, 3, 2, 2, 3, 3)


class LineFields(QWidget):
    """`edited` with each key; `finished` when Enter leaves the last field."""

    edited = Signal()
    finished = Signal()
    removed = Signal()

    def __init__(self, jobs: JobRunner, products: Products, price: Price, currency: str) -> None:
        super().__init__()
        self._products, self._price, self._currency = products, price, currency
        self._cost: int | None = None
        self.product = CompletingPicker(
            jobs, self._find, _("Product…"), new_text=_("New product “{text}”")
        )
        self.spec, self.quantity, self.unit = QLineEdit(), QLineEdit("1"), QLineEdit()
        self.quantity.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.price, self.amount = MoneyField(), MoneyField()
        self._remove = IconButton("close", _("Remove this line"), size=14)
        self._remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for field, name, title, stretch in zip(
            self._fields(), NAMES, titles(), STRETCH, strict=True
        ):
            field.setObjectName(name)
            field.setAccessibleName(title)
            field.setMinimumWidth(40)
            field.installEventFilter(self)
            row.addWidget(field, stretch)
        row.addWidget(self._remove)
        self._connect()

    def line(self) -> LineDraft | None:
        """What stands here; None for a line nothing was typed in."""
        quantity = read_quantity(self.quantity.text())
        name, amount = self.product.text().strip(), self.amount.amount()
        if not name and amount is None and self.price.amount() is None:
            return None
        unit = self.unit.text().strip() or (quantity[1] if quantity else "")
        return LineDraft(
            name, self.spec.text().strip(), unit, quantity[0] if quantity else 0,
            self.price.amount(), amount, self._cost,
        )  # fmt: skip

    def unclear(self) -> bool:
        """Whether a number cannot be read."""
        return (
            self.price.unclear()
            or self.amount.unclear()
            or (bool(self.quantity.text().strip()) and read_quantity(self.quantity.text()) is None)
        )

    def show_line(self, line: LineDraft) -> None:
        self._cost = line.cost
        self.product.setText(line.name)
        self.spec.setText(line.spec)
        self.unit.setText(line.unit)
        self.quantity.setText(say_quantity(line.quantity))
        self.price.set_amount(line.price)
        self.amount.set_amount(line.amount if line.amount is not None else line.total())

    def texts(self) -> list[str]:
        """What was typed, field by field."""
        return [field.text() for field in self._fields()]

    def show_texts(self, texts: Sequence[str]) -> None:
        for field, text in zip(self._fields(), texts, strict=False):
            field.setText(str(text))

    def begin(self) -> None:
        """Put the cursor where one begins."""
        self.product.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on to the next field, from the last one to the next line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
            )  # fmt: skip
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self._go_on(watched)
        return super().eventFilter(watched, event)

    def _go_on(self, field: QObject) -> bool:
        if self.line() is None or (field is self.product and self.product.list.isVisible()):
            return False
        order: tuple[QLineEdit, ...] = (self.product, self.quantity, self.price)
        if field in order[:-1]:
            following = order[order.index(field) + 1]
            following.setFocus()
            following.selectAll()
        else:
            self.finished.emit()
        return True

    def _fields(self) -> tuple[QLineEdit, ...]:
        return self.product, self.spec, self.quantity, self.unit, self.price, self.amount

    def _connect(self) -> None:
        self.product.changed.connect(self._on_product)
        self.product.create_asked.connect(lambda _text: self._leave_product())
        for part in (self.quantity, self.price):
            part.textEdited.connect(lambda _text: self._work_out())
        for field in self._fields():  # after that: who hears of it asks for the amount
            field.textEdited.connect(lambda _text: self.edited.emit())

    def _find(self, text: str) -> list[Choice]:
        return [
            Choice(product.id, product.name, self._second(product))
            for product in match_products(self._products(), text)
        ]

    def _second(self, product: ProductRow) -> str:
        price = "" if product.price is None else say_money(product.price, self._currency)
        return "  ".join(filter(None, (product.spec, price)))

    def _on_product(self, choice: Any) -> None:
        if not isinstance(choice, Choice):
            return
        product = next((one for one in self._products() if one.id == choice.id), None)
        if product is not None:
            self.spec.setText(product.spec)
            self.unit.setText(product.unit)
            self.price.set_amount(self._price(product.id))
        self._leave_product()

    def _leave_product(self) -> None:
        self.product.list.hide()
        self.quantity.setFocus()
        self.quantity.selectAll()
        self._work_out()
        self.edited.emit()

    def _work_out(self) -> None:
        quantity, price = read_quantity(self.quantity.text()), self.price.amount()
        known = quantity is not None or not self.quantity.text().strip()
        set_state(self.quantity, "bad", "false" if known else "true")
        if quantity is not None and price is not None:
            self.amount.set_amount(goods_amount(quantity[0], price))


NAMES = ("product", "spec", "quantity", "unit", "price", "amount")


def titles() -> tuple[str, ...]:
    """What the fields are called, in their order."""
    return (
        pgettext("column", "Product"), pgettext("column", "Specification"),
        pgettext("column", "Quantity"), pgettext("column", "Unit"),
        pgettext("column", "Unit price"), pgettext("column", "Amount"),
    )  # fmt: skip
