"""Why somebody stands on the page Today, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, tzinfo

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import lunar_days, round_age, say_birthday
from crmdesk.models.care.rules import festival_text
from crmdesk.models.complaints.rules import clock_title, step_title
from crmdesk.models.core.i18n import P_, _, language, ngettext, pgettext
from crmdesk.models.customers.rules import consent_channel_text
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.kit.clocks import say_clock, tone_of
from crmdesk.ui.kit.when import short_day, weekday

_TITLES = {
    "overdue": P_("today", "Overdue"),
    "today": P_("today", "Due today"),
    "tomorrow": P_("today", "Tomorrow"),
    "birthdays": P_("today", "Birthdays"),
    "festivals": P_("today", "Festival greetings"),
    "festive_orders": P_("today", "Bought for the festival two years running"),
    "complaints": P_("today", "Open complaints"),
}
TONES = {
    "overdue": "red",
    "today": "blue",
    "tomorrow": "neutral",
    "birthdays": "violet",
    "festivals": "green",
    "festive_orders": "blue",
    "complaints": "amber",
}
ICONS = {
    "overdue": "warning",
    "today": "today",
    "tomorrow": "calendar",
    "birthdays": "birthday",
    "festivals": "gift",
    "festive_orders": "order",
    "complaints": "complaint",
}


def section_title(code: str) -> str:
    return pgettext("today", _TITLES[code])


def tone(row: TodayRow) -> str:
    """The colour of what presses: that of the section, of a complaint that of its clock."""
    return tone_of(row.clock[1]) if row.clock is not None else TONES[row.section]


def pressing(row: TodayRow, today: date, now: datetime, zone: tzinfo) -> str:
    """The first words, in the colour of the section: how late, when, how old."""
    if row.birthday is not None and row.due_on is not None:
        return _birthday(row.due_on, today)
    if row.due_on is not None and (row.greeting is not None or row.feast):
        return _festival(feast(row), row.due_on, today)
    if row.clock is not None:
        return say_clock(clock_title(row.clock[0]), row.clock[1], now, zone)
    if row.due_on is not None and row.due_on < today:
        days = (today - row.due_on).days
        return ngettext("{n} day late", "{n} days late", days).format(n=days)
    return row.due_time


def reason(row: TodayRow) -> str:
    """What for."""
    if row.birthday is not None:
        return " · ".join((*_about_birthday(row, row.birthday), *_to_say(row)))
    if row.greeting is not None:
        return " · ".join(_to_say(row))
    if row.feast:
        return _("Last year: {goods}").format(goods=row.text)
    if row.opened_at is not None:
        step = _("step {number}: {title}").format(number=row.step, title=step_title(row.step))
        return f"{row.text} · {step}"
    if row.rests:
        later = _("no word about money before the Lantern Festival is over")
        return f"{_task(row)} · {later}"
    return _task(row)


def _task(row: TodayRow) -> str:
    """A promise or follow-up, with its hour where that is past."""
    time = row.due_time if row.section == "overdue" else ""
    if row.source == "promise":
        return _("{time} Promised: {what}").format(time=time, what=row.text).strip()
    return f"{time} {row.text or _('Follow-up')}".strip()


def whom(row: TodayRow) -> str:
    """What stands beside the name: how to address her, where she is."""
    return " · ".join(part for part in (row.salutation, row.company) if part)


def date_line(today: date) -> str:
    """21 November, Saturday; in Chinese also the lunar day."""
    told = _("{day} {weekday}").format(day=short_day(today), weekday=weekday(today))
    month, number, _leap, _day = lunar_days(today, today)[0]
    if language() == "en":
        return told
    return f"{told} · {say_birthday(Birthday('lunar', None, month, number))}"


def _birthday(day: date, today: date) -> str:
    days = (day - today).days
    if days < 0:
        told = ngettext("Birthday {n} day ago", "Birthday {n} days ago", -days)
        return told.format(n=-days)
    if days == 0:
        return _("Birthday today")
    if days == 1:
        return _("Birthday tomorrow")
    return ngettext("Birthday in {n} day", "Birthday in {n} days", days).format(n=days)


def feast(row: TodayRow) -> str:
    """What the festival is called for which somebody stands there."""
    if row.greeting is None:
        return festival_text(row.feast)
    return festival_text(row.greeting.occasion, row.greeting.name)


def _festival(name: str, day: date, today: date) -> str:
    days = (day - today).days
    if days <= 0:
        return name
    if days == 1:
        return _("{festival} tomorrow").format(festival=name)
    told = ngettext("{festival} in {n} day", "{festival} in {n} days", days)
    return told.format(festival=name, n=days)


def channel_text(channel: str) -> str:
    """WeChat, LINE, SMS, Phone."""
    return "LINE" if channel == "line" else consent_channel_text(channel)


def _to_say(row: TodayRow) -> list[str]:
    """By which way, and the words ready to copy."""
    if row.greeting is None:
        return []
    return [
        _("{channel}: {words}").format(
            channel=channel_text(row.greeting.way.channel),
            words=" ".join(row.greeting.words().split()),
        )
    ]


def _about_birthday(row: TodayRow, birthday: Birthday) -> list[str]:
    parts: list[str] = []
    if row.due_on is not None:
        parts.append(f"{short_day(row.due_on)} {weekday(row.due_on)}")
        if row.age:
            parts.append(ngettext("turns {n}", "turns {n}", row.age).format(n=row.age))
            if round_age(birthday, row.due_on):
                parts.append(_("a round birthday"))
    if birthday.calendar == "lunar":
        parts.append(say_birthday(replace(birthday, year=None)))
    if row.mourning:
        parts.append(_("in mourning: no congratulations"))
    return parts
