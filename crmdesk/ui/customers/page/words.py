"""Sentences of the page: warnings, the next birthday, sizes of files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import say_birthday
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.customers.balance import Balance
from crmdesk.models.customers.bought import Bought
from crmdesk.models.customers.page_rows import (
    CustomerPage,
    FollowUpRow,
    Occasion,
    PromiseRow,
    Warn,
)
from crmdesk.models.customers.rules import consent_channel_text
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.when import full_day, say_day, say_due, weekday

WARNING_LOOKS = {
    "text": ("warning", "amber"),
    "complaints": ("complaint", "red"),
    "service": ("service", "blue"),
    "mourning": ("info", "neutral"),
    "refused": ("hand", "red"),
    "promise": ("promise", "red"),
    "overdue": ("clock", "red"),
    "reply": ("inbox", "amber"),
}
"""What is warned of -> icon and tone."""


def warning_text(warning: Warn, today: date) -> str:
    """What to know before one speaks."""
    if warning.what == "text":
        return warning.words[0]
    if warning.what == "complaints":
        text = ngettext("{n} open complaint", "{n} open complaints", warning.count)
        return text.format(n=warning.count)
    if warning.what == "service":
        text = ngettext("{n} open service order", "{n} open service orders", warning.count)
        return text.format(n=warning.count)
    if warning.what == "refused":
        channels = pgettext("list", ", ").join(map(consent_channel_text, warning.words))
        return _("Refused: {channels}").format(channels=channels)
    day = warning.day or today
    if warning.what == "mourning":
        return _("In mourning since {day}: no greetings").format(day=full_day(day))
    if warning.what == "reply":
        return _("Waits for an answer since {day}").format(day=say_day(day, today))
    late = (today - day).days
    if warning.what == "promise":
        text = ngettext("Promise {n} day late", "Promise {n} days late", late)
        return text.format(n=late)
    text = ngettext("Follow-up {n} day late", "Follow-up {n} days late", late)
    return text.format(n=late)


def follow_up_text(row: FollowUpRow, today: date) -> str:
    """When and what: 'Wednesday 10:00 · 送报价'."""
    when = say_due(row.due_on, today)
    if (row.due_on - today).days > 6:
        when = f"{when} {weekday(row.due_on)}"
    return " · ".join(part for part in (f"{when} {row.due_time}".strip(), row.text) if part)


def promise_text(rows: Sequence[PromiseRow], today: date) -> str:
    """By when and what the first one is, and how many more there are."""
    first = rows[0]
    when = f"{say_due(first.due_on, today)} {first.due_time}".strip()
    more = _("{n} more").format(n=len(rows) - 1)
    return " · ".join(filter(None, (when, first.text, more if len(rows) > 1 else "")))


def bought_text(bought: Bought, today: date) -> str:
    """When and what she bought last, and for how much."""
    price = ""
    if bought.price is not None:
        price = say_money(bought.price, bought.currency)
        price = (
            _("{price} per {unit}").format(price=price, unit=bought.unit) if bought.unit else price
        )
    goods = " ".join(filter(None, (bought.goods, price)))
    return " · ".join(filter(None, (say_day(bought.last_on, today), goods)))


def balance_text(balance: Balance) -> str:
    """A quiet hint: much was sold lately, little cared."""
    told = _("{n} selling contacts in a row; care in the last year: {percent}%")
    return told.format(n=balance.selling, percent=balance.percent)


def care_text(balance: Balance) -> str:
    """How much of what we did with her was care."""
    told = ngettext(
        "{n} contact with a purpose in the last year, care: {percent}%",
        "{n} contacts with a purpose in the last year, care: {percent}%",
        balance.contacts,
    )
    return told.format(n=balance.contacts, percent=balance.percent)


def account_text(bought: Bought) -> str:
    """What the last twelve months amount to, and what is owed."""
    year = say_money(bought.year, bought.currency)
    if bought.owed <= 0:
        return year
    owed = _("{amount} owed").format(amount=say_money(bought.owed, bought.currency))
    return f"{year} · {owed}"


def occasion_text(occasion: Occasion, today: date) -> str:
    """When the next birthday is kept and how old she gets."""
    when = say_day(occasion.on, today)
    if 0 <= (occasion.on - today).days <= 1:
        when = _("{day}!").format(day=when)
    if occasion.age is None:
        return when
    age = ngettext("turns {n}", "turns {n}", occasion.age).format(n=occasion.age)
    if occasion.round:
        age = _("{age}, a round birthday").format(age=age)
    return _("{day} ({age})").format(day=when, age=age)


def birthday_text(page: CustomerPage, today: date, country: str) -> str:
    """The birthday as told, its animal, and when it is kept next."""
    if page.birthday is None or page.occasion is None:
        return ""
    parts = [say_birthday(page.birthday, country=country)]
    if page.zodiac:
        parts.append(page.zodiac)
    parts.append(_("next {when}").format(when=occasion_text(page.occasion, today)))
    return " · ".join(parts)


def typed_birthday(birthday: Birthday | None, country: str) -> str:
    """The birthday as one would type it to change it."""
    return say_birthday(birthday, country=country) if birthday else ""


def size_text(size: int) -> str:
    """A file's size as people say it."""
    if size < 1024:
        return _("{n} B").format(n=size)
    if size < 1024 * 1024:
        return _("{n} KB").format(n=round(size / 1024))
    return _("{n} MB").format(n=f"{size / 1024 / 1024:.1f}")
