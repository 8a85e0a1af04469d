"""Hong Kong's general holidays, computed by the Holidays Ordinance (Cap. 149).

One that falls on a Sunday, or on another holiday, is kept on the next day that is neither.
"""

from datetime import date, timedelta

from crmdesk.models.calendar.feasts import easter, following, lunar_day, new_year, qingming
from crmdesk.models.calendar.holidays import Special


def hong_kong_days(year: int) -> list[Special]:
    """The days off, each moved where it had to be."""
    spring, sunday = new_year(year), easter(year)
    named = [
        (date(year, 1, 1), "new_year"),
        *((following(spring, shift), "spring") for shift in range(3)),
        (following(sunday, -2), "good_friday"),
        (following(sunday, -1), "good_friday"),
        (qingming(year), "qingming"),
        (following(sunday, 1), "easter"),
        (date(year, 5, 1), "labour"),
        (lunar_day(year, 4, 8), "buddha"),
        (lunar_day(year, 5, 5), "dragon"),
        (date(year, 7, 1), "sar"),
        (following(lunar_day(year, 8, 15)), "moon"),
        (date(year, 10, 1), "national"),
        (lunar_day(year, 9, 9), "chung_yeung"),
        (date(year, 12, 25), "christmas"),
        (date(year, 12, 26), "christmas"),
    ]
    off: dict[date, Special] = {}
    for day, name in sorted(named):
        while day in off or day.weekday() == 6:
            day += timedelta(days=1)
        off[day] = Special(day, name)
    return list(off.values())
