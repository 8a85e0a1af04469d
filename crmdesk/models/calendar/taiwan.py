"""Taiwan: computed by the law of 2025 (紀念日及節日實施條例), right from 2026 on.

A day off on a Saturday is made up on the work day before, on a Sunday on the work day after; those
of the Spring Festival on the work days after it. There are no make-up work days any more. In 2025
and before, the days themselves stand here; bridging days (彈性放假) with their make-up Saturdays
do not.
"""

from datetime import date, timedelta

from crmdesk.models.calendar.feasts import following, lunar_day, new_year, qingming
from crmdesk.models.calendar.holidays import RULES_FROM, Special

_LAW = date(2025, 5, 28)
"""From this day on there were more of them."""


def taiwan_days(year: int) -> list[Special]:
    """Days off with those that make up for a weekend."""
    spring = new_year(year)
    first = -2 if year >= RULES_FROM else -1  # 小年夜 came with the law
    feast = [following(spring, shift) for shift in range(first, 3)]
    named = [*((day, "spring") for day in feast), *_others(year)]
    off = {day: Special(day, name) for day, name in named}
    for day, name in named:
        if name == "spring" and day.weekday() >= 5:
            _make_up(off, day, name, 1)
    for day, name in named:
        if name != "spring" and day.weekday() >= 5:
            _make_up(off, day, name, -1 if day.weekday() == 5 else 1)
    if qingming(year) == date(year, 4, 4):  # on the day of 兒童節: that one is kept apart
        _make_up(off, date(year, 4, 4), "children", 1 if qingming(year).weekday() == 3 else -1)
    return list(off.values())


def _others(year: int) -> list[tuple[date, str]]:
    days = [
        (date(year, 1, 1), "new_year"),
        (date(year, 2, 28), "peace"),
        (date(year, 4, 4), "children"),
        (qingming(year), "qingming"),
        (date(year, 5, 1), "labour"),
        (lunar_day(year, 5, 5), "dragon"),
        (lunar_day(year, 8, 15), "moon"),
        (date(year, 10, 10), "double_tenth"),
    ]
    more = [
        (date(year, 9, 28), "teachers"),
        (date(year, 10, 25), "retrocession"),
        (date(year, 12, 25), "constitution"),
    ]
    return [*days, *((day, name) for day, name in more if day >= _LAW)]


def _make_up(off: dict[date, Special], day: date, name: str, step: int) -> None:
    free = day
    while free in off or free.weekday() >= 5:
        free += timedelta(days=step)
    off[free] = Special(free, name)
