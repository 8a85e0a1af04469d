"""When a birthday, solar or lunar, falls; how old one gets; the animal of the year.

A lunar birthday on day 30 is kept on day 29 of a short month, one in a leap month in the ordinary
month of a year without that leap month, 29 February on the 28th: never later than the real day.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.birthday_text import parse_birthday, say_birthday
from crmdesk.models.core.i18n import pgettext

__all__ = [
    "Birthday",
    "age_on",
    "lunar_days",
    "next_occurrence",
    "parse_birthday",
    "round_age",
    "say_birthday",
    "solar_days",
    "zodiac",
]

_LAST_LUNAR_YEAR = 2100


def next_occurrence(birthday: Birthday, today: date) -> date:
    """The next day, today included, on which the birthday is kept."""
    return next(day for day, _year in _occurrences(birthday, today) if day >= today)


def age_on(birthday: Birthday, day: date) -> int | None:
    """Completed years on `day`, lunar birthdays by lunar years; None when the year is unknown."""
    if birthday.year is None:
        return None
    kept = [year for at, year in _occurrences(birthday, day) if at <= day]
    age = max(kept) - birthday.year
    return age if age >= 0 else None


def round_age(birthday: Birthday, occurrence: date) -> int | None:
    """The age if it is a round one (整寿): 10, 20 … 100."""
    age = age_on(birthday, occurrence)
    return age if age and age % 10 == 0 else None


def lunar_days(first: date, last: date) -> list[tuple[int, int, bool, date]]:
    """Every lunar (month, day, leap) kept between two days, so that SQL can ask for just those.

    Leap months and day 30 of short months stand in the list as they are kept.
    """
    found: list[tuple[int, int, bool, date]] = []
    day = first
    while day <= last:
        month, number, leap, length, has_leap = _lunar_day(day)
        numbers = (29, 30) if number == 29 == length else (number,)
        for kept in numbers:
            if leap:
                found.append((month, kept, True, day))
            else:
                found.append((month, kept, False, day))
                if not has_leap:
                    found.append((month, kept, True, day))
        day += timedelta(days=1)
    return found


def solar_days(first: date, last: date) -> list[tuple[int, int, date]]:
    """Every solar (month, day) kept between two days; 29 February on the 28th of a short year."""
    found: list[tuple[int, int, date]] = []
    day = first
    while day <= last:
        found.append((day.month, day.day, day))
        if (day.month, day.day) == (2, 28) and (day + timedelta(days=1)).month == 3:
            found.append((2, 29, day))
        day += timedelta(days=1)
    return found


def zodiac(birthday: Birthday) -> str | None:
    """The animal of the birth year (生肖) in the user's language; a solar day before 春节 has the
    animal of the year before."""
    if birthday.year is None:
        return None
    year = birthday.year
    if birthday.calendar == "solar" and birthday.month <= 2:
        if not 1901 <= year <= _LAST_LUNAR_YEAR:
            return None
        year = _lunar_year(_solar(year, birthday.month, birthday.day))
    return _animals()[(year - 4) % 12]


def _animals() -> list[str]:
    return [
        pgettext("zodiac", "Rat"),
        pgettext("zodiac", "Ox"),
        pgettext("zodiac", "Tiger"),
        pgettext("zodiac", "Rabbit"),
        pgettext("zodiac", "Dragon"),
        pgettext("zodiac", "Snake"),
        pgettext("zodiac", "Horse"),
        pgettext("zodiac", "Goat"),
        pgettext("zodiac", "Monkey"),
        pgettext("zodiac", "Rooster"),
        pgettext("zodiac", "Dog"),
        pgettext("zodiac", "Pig"),
    ]


def _occurrences(birthday: Birthday, near: date) -> Iterator[tuple[date, int]]:
    """The days on which it is kept around `near`, each with its (solar or lunar) year."""
    for year in range(near.year - 2, min(near.year + 1, _LAST_LUNAR_YEAR) + 1):
        if birthday.calendar == "lunar":
            yield _from_lunar(year, birthday.month, birthday.day, leap=birthday.leap), year
        else:
            yield _solar(year, birthday.month, birthday.day), year


def _solar(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)


@lru_cache(maxsize=4096)
def _from_lunar(year: int, month: int, day: int, *, leap: bool) -> date:
    from borax.calendars.lunardate import LCalendars, LunarDate  # 7 ms, only where needed

    in_leap_month = leap and LCalendars.leap_month(year) == month
    length = LCalendars.ndays(year, month, leap=in_leap_month)
    solar: date = LunarDate(year, month, min(day, length), int(in_leap_month)).to_solar_date()
    return solar


@lru_cache(maxsize=4096)
def _lunar_day(day: date) -> tuple[int, int, bool, int, bool]:
    """Month, day, in a leap month?, days of this month, does this year have this month's leap?"""
    from borax.calendars.lunardate import LCalendars, LunarDate  # 7 ms, only where needed

    lunar = LunarDate.from_solar_date(day.year, day.month, day.day)
    leap = bool(lunar.leap)
    length = LCalendars.ndays(lunar.year, lunar.month, leap=leap)
    has_leap = LCalendars.leap_month(lunar.year) == lunar.month
    return lunar.month, lunar.day, leap, length, has_leap


def _lunar_year(day: date) -> int:
    from borax.calendars.lunardate import LunarDate  # 7 ms, only where needed

    return int(LunarDate.from_solar_date(day.year, day.month, day.day).year)
