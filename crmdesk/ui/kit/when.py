"""Dates and times said as a person says them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from crmdesk.models.core.i18n import _, pgettext

_ENGLISH_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def say_when(at: datetime, now: datetime, zone: tzinfo) -> str:
    """Today 14:32, yesterday 17:05, 18 Nov, 1 Mar 2024: as short as it stays clear."""
    local = at.astimezone(zone)
    time = f"{local:%H:%M}"
    days = (local.date() - now.astimezone(zone).date()).days
    if days == 0:
        return _("Today {time}").format(time=time)
    if days == -1:
        return _("Yesterday {time}").format(time=time)
    if days == 1:
        return _("Tomorrow {time}").format(time=time)
    return say_day(local.date(), now.astimezone(zone).date())


def say_day(day: date, today: date) -> str:
    """Today, tomorrow, yesterday, 18 Nov, 1 Mar 2024."""
    near = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}.get((day - today).days)
    if near is not None:
        return near
    return short_day(day) if day.year == today.year else full_day(day)


def say_due(day: date, today: date) -> str:
    """A date to come or missed, near ones by weekday: 'overdue 3 days', 'Wednesday', '18 Nov'."""
    days = (day - today).days
    if days < -1:
        return _("{n} days late").format(n=-days)
    if 2 <= days <= 6:
        return weekday(day)
    return say_day(day, today)


def full_when(at: datetime, zone: tzinfo) -> str:
    """Everything, for tool tips and print: 18 Nov 2026 (Wed) 14:32."""
    local = at.astimezone(zone)
    return _("{day} ({weekday}) {time}").format(
        day=full_day(local.date()), weekday=weekday(local.date()), time=f"{local:%H:%M}"
    )


def full_day(day: date) -> str:
    """The date with its year."""
    return _("{day} {month_name} {year}").format(**_parts(day))


def weekday(day: date) -> str:
    """The short name of the day of the week."""
    return weekday_name(day.weekday())


def weekday_name(number: int) -> str:
    """The short name of a day of the week, Monday being 0."""
    names = (
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    )
    return names[number]


def next_weekday(today: date, number: int) -> date:
    """The next day of that number (Monday = 0) after today."""
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def short_day(day: date) -> str:
    """The date without its year: 18 Nov."""
    return _("{day} {month_name}").format(**_parts(day))


def _parts(day: date) -> dict[str, object]:
    return {
        "day": day.day,
        "month": day.month,
        "year": day.year,
        "month_name": _ENGLISH_MONTHS[day.month - 1],  # only the English sentences use it
    }
