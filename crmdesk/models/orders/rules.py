"""The codes of an order, what each is called, and what goods amount to."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from crmdesk.models.core.i18n import P_, pgettext
from crmdesk.models.core.money import read_number
from crmdesk.models.schema.order import CANCELLED

STATUSES = ("ordered", "shipped", "done", CANCELLED)
_STATUSES = {
    "ordered": P_("order status", "Ordered"),
    "shipped": P_("order status", "Shipped"),
    "done": P_("order status", "Completed"),
    CANCELLED: P_("order status", "Cancelled"),
}
_TONES = {"ordered": "blue", "shipped": "amber", "done": "green"}
METHODS = ("cash", "transfer", "wechat", "alipay", "card")
_METHODS = {
    "cash": P_("payment", "Cash"),
    "transfer": P_("payment", "Bank transfer"),
    "wechat": P_("payment", "WeChat Pay"),
    "alipay": P_("payment", "Alipay"),
    "card": P_("payment", "Card"),
}
_QUANTITY = re.compile(
    r"(-?(?>[\d,]*+\.\d+|,*+\d+(?:,+\d+)*+)万?+)\s*+([^\d\s].*)?"  # each sign looked at once
)
_MOST = 10**12


def status_text(status: str) -> str:
    """Ordered, shipped …; words of the office's own are shown as they are."""
    return pgettext("order status", _STATUSES[status]) if status in _STATUSES else status


def status_tone(status: str) -> str:
    return _TONES.get(status, "neutral")


def method_text(method: str) -> str:
    """How it was paid; words of one's own are shown as they are."""
    return pgettext("payment", _METHODS[method]) if method in _METHODS else method


def read_quantity(text: str) -> tuple[int, str] | None:
    """Thousandths and the unit of "3箱", "-2", "2.5 kg"; None where it is no quantity."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    found = _QUANTITY.fullmatch(plain)
    number = read_number(found[1]) if found else None
    if found is None or number is None:
        return None
    thousandths = number * 1000
    if thousandths != thousandths.to_integral_value() or abs(thousandths) >= _MOST:
        return None
    return int(thousandths), (found[2] or "").strip()


def say_quantity(quantity: int) -> str:
    """2500 -> "2.5"; whole numbers without a point."""
    sign, (whole, rest) = "-" if quantity < 0 else "", divmod(abs(quantity), 1000)
    return f"{sign}{whole:,}" + (f".{rest:03}".rstrip("0") if rest else "")


def goods_amount(quantity: int, price: int) -> int:
    """Quantity (thousandths) times price (分), to the nearest 分."""
    amount = Decimal(quantity) * price / 1000
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
