"""The rows of a customer's orders."""

from __future__ import annotations

from dataclasses import dataclass

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.core.money import say_amount
from crmdesk.models.orders.queries import LineRow, OrderRow, PaymentRow
from crmdesk.models.orders.rules import method_text, say_quantity, status_text, status_tone
from crmdesk.ui.kit.money import say_money


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One order."""

    row: OrderRow
    selectable: bool = True

    @property
    def key(self) -> object:
        return self.row.id

    def spoken(self) -> str:
        row = self.row
        head = " · ".join((row.number, f"{row.day:%Y-%m-%d}", say_money(row.amount, row.currency)))
        return "\n".join([head, *(" ".join(line_parts(line)) for line in row.lines)])


def line_parts(line: LineRow) -> tuple[str, str, str]:
    """Goods, quantity with price, amount."""
    goods = " ".join(filter(None, (line.name or _("(goods not named)"), line.spec)))
    quantity = say_quantity(line.quantity) + (f" {line.unit}" if line.unit else "")
    price = "" if line.price is None else f" × {say_amount(line.price)}"
    return goods, quantity + price, say_amount(line.amount)


def pills_of(row: OrderRow) -> list[tuple[str, str]]:
    """(text, tone): whether goods came back, what is owed, where it stands."""
    pills = []
    if row.amount < 0:
        pills.append((_("Return"), "red"))
    if row.owed > 0:
        pills.append((_("Owed {amount}").format(amount=say_money(row.owed, row.currency)), "red"))
    if row.status:
        pills.append((status_text(row.status), status_tone(row.status)))
    return pills


def payment_text(paid: PaymentRow, currency: str) -> str:
    """¥3,000 · 2026-11-20 · transfer"""
    told = (say_money(paid.amount, currency), f"{paid.day:%Y-%m-%d}", method_text(paid.method))
    return " · ".join(filter(None, told))


def paid_of(row: OrderRow) -> str:
    """What was paid, and when."""
    between = pgettext("list", ", ")
    told = between.join(payment_text(paid, row.currency) for paid in row.payments)
    return _("Paid {payments}").format(payments=told) if told else ""


def details_of(row: OrderRow, *, staff: bool) -> str:
    """The quiet line at the bottom."""
    courier = _("Courier {number}").format(number=row.courier) if row.courier else ""
    parts = (courier, row.delivery, " ".join(row.note.split()), row.staff if staff else "")
    return " · ".join(part for part in parts if part)
