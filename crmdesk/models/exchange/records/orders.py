"""What a foreign file says was bought and paid, cleaned."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crmdesk.models.customers.phones import PhoneValue
from crmdesk.models.orders.rules import say_quantity


class Paid(NamedTuple):
    """Money received: how much, or True for all of it."""

    amount: Decimal | bool | None = None
    on: date | None = None
    method: str = ""
    note: str = ""


@dataclass
class OrderRecord:
    """A row of a sheet of orders: one line of goods, and what the row says of its order.

    Amounts as written; `quantity` in thousandths with the unit beside it.
    """

    row: int = 0
    sheet: str = ""
    digest: str = ""
    number: str = ""
    ordered_on: date | None = None
    customer_number: str = ""
    customer: str = ""
    phone: tuple[PhoneValue, ...] = ()
    company: str = ""
    contact: str = ""
    product: str = ""
    spec: str = ""
    quantity: tuple[int, str] | None = None
    unit: str = ""
    price: Decimal | None = None
    amount: Decimal | None = None
    cost: Decimal | None = None
    unit_cost: Decimal | None = None
    total: Decimal | None = None
    owed: Decimal | None = None
    status: str = ""
    settled: bool | None = None
    courier: str = ""
    delivery: str = ""
    region: str = ""
    city: str = ""
    district: str = ""
    staff: str = ""
    currency: str = ""
    note: str = ""
    payments: tuple[Paid, ...] = ()

    @property
    def text(self) -> str:
        """The row in one line."""
        quantity = "" if self.quantity is None else f"× {say_quantity(self.quantity[0])}"
        goods = " ".join(filter(None, (self.product, self.spec, quantity)))
        amount = self.amount if self.amount is not None else self.total
        day = "" if self.ordered_on is None else self.ordered_on.isoformat()
        parts = (self.number, day, goods, "" if amount is None else f"{amount:,}", self.note)
        return " · ".join(filter(None, parts))

    @property
    def has_goods(self) -> bool:
        """Whether the row tells of anything sold."""
        told = (self.quantity, self.price, self.amount, self.total)
        return bool(self.product) or any(value is not None for value in told)
