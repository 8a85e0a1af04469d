"""The mainland: as published up to 2026, after that the statutory days without 调休."""

from datetime import date

from crmdesk.models.calendar.feasts import following, lunar_day, new_year, qingming
from crmdesk.models.calendar.holidays import MAINLAND_YEARS, Special

_NAMES = {
    "New Year's Day": "new_year",
    "Spring Festival": "spring",
    "Tomb-sweeping Day": "qingming",
    "Labour Day": "labour",
    "Dragon Boat Festival": "dragon",
    "Mid-autumn Festival": "moon",
    "National Day": "national",
}


def mainland_days(year: int) -> list[Special]:
    """Days off and make-up work days."""
    if year in MAINLAND_YEARS:
        return _published(year)
    spring = new_year(year)
    days = [("new_year", date(year, 1, 1)), ("qingming", qingming(year))]
    days += [("spring", following(spring, shift)) for shift in range(-1, 3)]
    days += [("labour", date(year, 5, day)) for day in (1, 2)]
    days += [("dragon", lunar_day(year, 5, 5)), ("moon", lunar_day(year, 8, 15))]
    days += [("national", date(year, 10, day)) for day in (1, 2, 3)]
    return [Special(day, name) for name, day in days]


def _published(year: int) -> list[Special]:
    from chinese_calendar import constants

    found: list[Special] = []
    for table, works in ((constants.holidays, False), (constants.workdays, True)):
        found += [
            Special(day, _NAMES.get(name, name), works)
            for day, name in table.items()
            if day.year == year
        ]
    return found
