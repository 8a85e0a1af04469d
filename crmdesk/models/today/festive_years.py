"""When a festival one buys for fell in the last two years."""

from dataclasses import dataclass
from datetime import date, timedelta

from crmdesk.models.calendar.festivals import Festival, festivals

WEEKS = timedelta(weeks=4)
"""So long before a festival one buys for it, and is asked."""
BOUGHT_FOR = ("new_year", "spring", "dragon", "moon")


@dataclass(frozen=True, slots=True)
class Years:
    """A festival to come, and the days it fell on a year and two years ago."""

    festival: Festival
    last: date
    before: date


def due_years(country: str, today: date) -> list[Years]:
    """The festivals of the coming weeks one buys for."""
    coming = [*festivals(country, today.year), *festivals(country, today.year + 1)]
    found: list[Years] = []
    for one in coming:
        if one.code in BOUGHT_FOR and today < one.day <= today + WEEKS:
            last, before = (_day(country, one, back) for back in (1, 2))
            if last is not None and before is not None:
                found.append(Years(one, last, before))
    return found


def _day(country: str, festival: Festival, back: int) -> date | None:
    then = festivals(country, festival.day.year - back)
    return next((one.day for one in then if one.code == festival.code), None)
