"""Birthdays of the made-up office: as columns, and some that are near."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import lunar_days, solar_days

_NO_BIRTHDAY = {
    "birthday_calendar": "",
    "birthday_year": None,
    "birthday_month": None,
    "birthday_day": None,
    "birthday_leap": False,
}


def birthday_columns(birthday: Birthday | None) -> dict[str, Any]:
    """The columns of a birthday, of one nobody knows too."""
    if birthday is None:
        return dict(_NO_BIRTHDAY)
    return {f"birthday_{part}": value for part, value in asdict(birthday).items()}


def near_birthdays(today: date) -> Iterator[Birthday]:
    """Some that are kept within the next days, one of them a round one."""
    for days, age in ((0, 45), (2, 60), (5, 33)):
        month, day, at = solar_days(today + timedelta(days=days), today + timedelta(days=days))[0]
        yield Birthday("solar", at.year - age, month, day)
    for days, known in ((1, True), (4, False)):
        at = today + timedelta(days=days)
        month, day, _, _ = next(told for told in lunar_days(at, at) if not told[2])
        yield Birthday("lunar", at.year - 51 if known else None, month, day)
