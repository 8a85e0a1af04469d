"""An order and a payment as they were typed."""

from dataclasses import dataclass
from datetime import date

from crmdesk.models.orders.rules import goods_amount

LINES = 200
_FIRST = date(1950, 1, 1)


@dataclass(frozen=True, slots=True)
class LineDraft:
    """Goods; quantity in thousandths, money in minor units (分), `amount` None: computed."""

    name: str
    spec: str = ""
    unit: str = ""
    quantity: int = 1000
    price: int | None = None
    amount: int | None = None
    cost: int | None = None

    def total(self) -> int:
        """What the line amounts to."""
        if self.amount is not None:
            return self.amount
        return goods_amount(self.quantity, self.price or 0)

    def problem(self) -> str:
        """The code of what is wrong, "" where nothing is."""
        if not self.name.strip():
            return "order.product.empty"
        if not self.quantity:
            return "order.quantity.zero"
        return "order.price.empty" if self.price is None and self.amount is None else ""


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """`number` "" means the next one of ours; `paid` is taken along with a new order."""

    customer_id: int
    ordered_on: date
    lines: tuple[LineDraft, ...] = ()
    number: str = ""
    contact_id: int | None = None
    staff_id: int | None = None
    status: str = "ordered"
    delivery: str = ""
    courier: str = ""
    note: str = ""
    settled: bool = False
    paid: int = 0
    method: str = ""
    delivered_on: date | None = None

    def total(self) -> int:
        return sum(line.total() for line in self.lines)

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        found: dict[str, str] = {}
        if not self.customer_id:
            found["customer"] = "order.customer.none"
        if not self.lines:
            found["lines"] = "order.lines.empty"
        for line in self.lines:
            if code := line.problem():
                found["lines"] = code
        if self.ordered_on < _FIRST:
            found["ordered_on"] = "order.day.wrong"
        return found


@dataclass(frozen=True, slots=True)
class PaymentDraft:
    """Money received: for one order, or on account."""

    customer_id: int
    amount: int
    paid_on: date
    order_id: int | None = None
    method: str = ""
    note: str = ""

    def problems(self) -> dict[str, str]:
        return {} if self.amount else {"amount": "payment.amount.zero"}
