"""Money as it is shown."""

from crmdesk.models.core.money import say_amount

_SIGNS = {"CNY": "¥", "TWD": "NT$", "HKD": "HK$", "MOP": "MOP$", "USD": "US$", "EUR": "€"}


def say_money(amount: int, currency: str) -> str:
    """Minor units with the currency's sign: ¥1,280.50."""
    sign = _SIGNS.get(currency, f"{currency} " if currency else "")
    return f"-{sign}{say_amount(-amount)}" if amount < 0 else f"{sign}{say_amount(amount)}"
