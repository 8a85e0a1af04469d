"""Words every kind of row shares: whom, by which way, and the day."""

from __future__ import annotations

from datetime import date

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import lunar_days, say_birthday
from crmdesk.models.core.i18n import _, language, ngettext
from crmdesk.models.customers.rules import preferred_channel_texts
from crmdesk.models.interactions.rules import kind_text
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.kit.when import short_day, weekday


def whom(row: TodayRow) -> str:
    """What stands beside the name: how to address her, where she is."""
    return " · ".join(part for part in (row.salutation, row.company) if part)


def channel_text(channel: str) -> str:
    """WeChat, LINE, SMS, Phone, Visit; "" where none is known."""
    if channel in ("", "line"):
        return channel.upper()
    known = preferred_channel_texts()
    return known[channel] if channel in known else kind_text(channel)


def to_say(row: TodayRow) -> str:
    """The words ready to copy, in one line; "" where there are none."""
    return "" if row.greeting is None else " ".join(row.greeting.words().split())


def moves(row: TodayRow) -> str:
    """How often it was moved, and why the last time, where that was told; "" where it never was."""
    if not row.moved:
        return ""
    if not row.why:
        return ngettext("moved {n} time", "moved {n} times", row.moved).format(n=row.moved)
    told = ngettext("moved once: {why}", "moved {n} times: {why}", row.moved)
    return told.format(n=row.moved, why=row.why)


def date_line(today: date) -> str:
    """21 November, Saturday; in Chinese also the lunar day."""
    told = _("{day} {weekday}").format(day=short_day(today), weekday=weekday(today))
    month, number, _leap, _day = lunar_days(today, today)[0]
    if language() == "en":
        return told
    return f"{told} · {say_birthday(Birthday('lunar', None, month, number))}"
