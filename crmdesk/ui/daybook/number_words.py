"""The owner's five numbers in words."""

from __future__ import annotations

from collections.abc import Mapping

from crmdesk.models.core.i18n import P_, pgettext
from crmdesk.models.daybook.numbers import Number
from crmdesk.ui.kit.money import say_money

_TITLES = {
    "sales": P_("number", "Sold yesterday"),
    "complaints": P_("number", "New complaints"),
    "promises": P_("number", "Overdue promises"),
    "owed": P_("number", "Money due"),
    "silent": P_("number", "Big customers silent"),
}
_TIPS = {
    "sales": P_("number", "What was ordered yesterday"),
    "complaints": P_("number", "Complaints of yesterday and today"),
    "promises": P_("number", "Promises whose day is past and that are not kept"),
    "owed": P_("number", "What customers owe, the most first"),
    "silent": P_(
        "number", "The biggest customers of twelve months, without a contact for two months"
    ),
}
ICONS = {
    "sales": "order",
    "complaints": "complaint",
    "promises": "promise",
    "owed": "money",
    "silent": "moon",
}
_TONES = {"complaints": "amber", "promises": "red", "silent": "violet"}


def title(name: str) -> str:
    return pgettext("number", _TITLES[name])


def explain(name: str) -> str:
    """What is counted."""
    return pgettext("number", _TIPS[name])


def say(name: str, number: Number) -> str:
    """The number as it is read: money, or how many."""
    if name in ("sales", "owed"):
        return _say_amounts(number.amounts) or "0"
    return f"{number.count:,}"


def tone(name: str, number: Number) -> str:
    """What is good as it is stays in the colour of text."""
    return _TONES.get(name, "") if number.count else ""


def _say_amounts(amounts: Mapping[str, int]) -> str:
    """Whole money: what stands behind the point says nothing here."""
    return " + ".join(
        say_money(round(amount, -2), currency) for currency, amount in amounts.items() if amount
    )
