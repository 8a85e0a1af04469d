"""Words every kind of row shares: whom, by which way, and the day."""

from __future__ import annotations

from datetime import date

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import lunar_days, say_birthday
from crmdesk.models.core.i18n import _, language
from crmdesk.models.customers.rules import consent_channel_text
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.kit.when import short_day, weekday


def whom(row: TodayRow) -> str:
    """What stands beside the name: how to address her, where she is."""
    return " · ".join(part for part in (row.salutation, row.company) if part)


def channel_text(channel: str) -> str:
    """WeChat, LINE, SMS, Phone."""
    return "LINE" if channel == "line" else consent_channel_text(channel)


def to_say(row: TodayRow) -> str:
    """By which way, and the words ready to copy; "" where there are none."""
    if row.greeting is None:
        return ""
    return _("{channel}: {words}").format(
        channel=channel_text(row.greeting.way.channel),
        words=" ".join(row.greeting.words().split()),
    )


def date_line(today: date) -> str:
    """21 November, Saturday; in Chinese also the lunar day."""
    told = _("{day} {weekday}").format(day=short_day(today), weekday=weekday(today))
    month, number, _leap, _day = lunar_days(today, today)[0]
    if language() == "en":
        return told
    return f"{told} · {say_birthday(Birthday('lunar', None, month, number))}"
