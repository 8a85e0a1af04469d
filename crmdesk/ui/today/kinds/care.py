"""Birthdays, festivals, and who bought for a festival two years running."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import round_age, say_birthday
from crmdesk.models.care.rules import festival_text
from crmdesk.models.core.i18n import N_, _, ngettext, pgettext
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.kit.when import short_day, weekday
from crmdesk.ui.today.hands import Hands, Office
from crmdesk.ui.today.kinds.kind import Kind

_TWO = 2
"""Chinese has a word for that day."""


def _birthday_in(row: TodayRow, office: Office) -> str:
    days = ((row.due_on or office.today()) - office.today()).days
    if days < 0:
        told = ngettext("Birthday {n} day ago", "Birthday {n} days ago", -days)
        return told.format(n=-days)
    if days == 0:
        return _("Birthday today")
    if days == 1:
        return _("Birthday tomorrow")
    if days == _TWO:
        return pgettext("two days", "Birthday in 2 days")
    return ngettext("Birthday in {n} day", "Birthday in {n} days", days).format(n=days)


def _about_birthday(row: TodayRow, _office: Office) -> str:
    if row.birthday is None or row.due_on is None:
        return ""
    parts = [f"{short_day(row.due_on)} {weekday(row.due_on)}", *_age(row, row.birthday, row.due_on)]
    if row.birthday.calendar == "lunar":
        parts.append(say_birthday(replace(row.birthday, year=None)))
    if row.mourning:
        parts.append(_("in mourning: no congratulations"))
    return " · ".join(parts)


def _age(row: TodayRow, birthday: Birthday, day: date) -> list[str]:
    if not row.age:
        return []
    told = ngettext("turns {n}", "turns {n}", row.age).format(n=row.age)
    return [told, _("a round birthday")] if round_age(birthday, day) else [told]


def _feast(row: TodayRow) -> str:
    return festival_text(row.occasion or row.code, row.feast_name)


def _festival_in(row: TodayRow, office: Office) -> str:
    days = ((row.due_on or office.today()) - office.today()).days
    if days <= 0:
        return _feast(row)
    if days == 1:
        return _("{festival} tomorrow").format(festival=_feast(row))
    if days == _TWO:
        return pgettext("two days", "{festival} in 2 days").format(festival=_feast(row))
    told = ngettext("{festival} in {n} day", "{festival} in {n} days", days)
    return told.format(festival=_feast(row), n=days)


def _kept_on(row: TodayRow, _office: Office) -> str:
    return f"{short_day(row.due_on)} {weekday(row.due_on)}" if row.due_on else ""


def _bought(row: TodayRow, _office: Office) -> str:
    return _("Last year: {goods}").format(goods=row.text)


def _log_birthday(row: TodayRow, hands: Hands) -> None:
    _log(row, hands, "care", _("Birthday wishes"))


def _log_festival(row: TodayRow, hands: Hands) -> None:
    _log(row, hands, "care", _feast(row))


def _log_asked(row: TodayRow, hands: Hands) -> None:
    _log(row, hands, "sales", "")


def _log(row: TodayRow, hands: Hands, purpose: str, text: str) -> None:
    hands.log(row.customer_id, hands.panel, contact_id=row.contact_id, purpose=purpose, text=text)


BIRTHDAY = Kind(
    reason=_about_birthday,
    pressing=_birthday_in,
    done=_log_birthday,
    done_words=N_("Greeted…"),
    log=_log_birthday,
)
FESTIVAL = Kind(
    reason=_kept_on,
    pressing=_festival_in,
    done=_log_festival,
    done_words=N_("Greeted…"),
    log=_log_festival,
)
FESTIVE_ORDER = Kind(
    reason=_bought,
    pressing=_festival_in,
    done=_log_asked,
    done_words=N_("Asked…"),
    log=_log_asked,
)
