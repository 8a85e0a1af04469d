"""The days on which one greets customers, by region and custom.

清明 and 中元 belong to the dead: nobody congratulates, so they do not stand here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crmdesk.models.calendar.feasts import lunar_day, new_year

AUDIENCES = ("all", "women", "men", "teachers", "elders")
MINOR = frozenset({"laba", "xiaonian", "lantern", "qixi", "national"})
"""Greeted only where the office says so: who writes for every feast is soon read by nobody."""
_YEARS = range(1901, 2100)
EVERYWHERE = ("CN", "TW", "HK", "MO")
_SOLSTICE = 23  # of the 24 terms of the sun, counted from 小寒


@dataclass(frozen=True, slots=True)
class Festival:
    """`name` is what an own day is called, `code` stands for its words else; `audience` says to
    whom it belongs.
    """

    code: str
    day: date
    audience: str = "all"
    name: str = ""


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day of the office's own: kind "office" (司庆) or "trade" (a day of the trade)."""

    kind: str
    name: str
    month: int
    day: int


def festivals(region: str, year: int, *, south: bool = False) -> list[Festival]:
    """The greeting days of a solar year in order; in the south 小年 is a day later."""
    if year not in _YEARS or region not in EVERYWHERE:
        return []
    found = [*_solar(region, year)]
    for code, month, day, audience, regions in _LUNAR:
        if region in regions:
            day += 1 if code == "xiaonian" and south else 0
            found += [
                Festival(code, at, audience)
                for at in (lunar_day(lunar, month, day) for lunar in (year - 1, year))
                if at.year == year
            ]
    found.append(Festival("eve", new_year(year) - timedelta(days=1)))
    return sorted(found, key=lambda one: (one.day, one.code))


def festivals_between(
    region: str, first: date, last: date, *, south: bool = False, own: Sequence[OwnDay] = ()
) -> list[Festival]:
    """Those from one day to another, the office's own among them."""
    found: list[Festival] = []
    for year in range(first.year, last.year + 1):
        found += festivals(region, year, south=south)
        found += [Festival(one.kind, _at(year, one), name=one.name) for one in own]
    kept = [one for one in found if first <= one.day <= last]
    return sorted(kept, key=lambda one: (one.day, one.code))


def money_rests(day: date) -> bool:
    """From 除夕 to 正月十五 nobody is reminded of money."""
    if day.year not in _YEARS:
        return False
    spring = new_year(day.year)
    return spring - timedelta(days=1) <= day <= spring + timedelta(days=14)


def solstice(year: int) -> date:
    """冬至, 21 to 23 December."""
    from borax.calendars.lunardate import TermUtils  # 7 ms, only where needed

    found: date = TermUtils.nth_term_day(year, _SOLSTICE)
    return found


_LUNAR = (
    ("laba", 12, 8, "all", ("CN",)),
    ("weiya", 12, 16, "all", ("TW",)),
    ("xiaonian", 12, 23, "all", ("CN",)),
    ("spring", 1, 1, "all", EVERYWHERE),
    ("lantern", 1, 15, "all", EVERYWHERE),
    ("dragon", 5, 5, "all", EVERYWHERE),
    ("qixi", 7, 7, "all", ("CN", "TW")),
    ("moon", 8, 15, "all", EVERYWHERE),
    ("chongyang", 9, 9, "elders", EVERYWHERE),
)


def _solar(region: str, year: int) -> list[Festival]:
    found = [Festival("new_year", date(year, 1, 1)), Festival("winter", solstice(year))]
    if region == "CN":
        found.append(Festival("national", date(year, 10, 1)))
    if region == "TW":
        found.append(Festival("fathers", date(year, 8, 8), "men"))
        found.append(Festival("teachers", date(year, 9, 28), "teachers"))
    else:
        found.append(Festival("teachers", date(year, 9, 10), "teachers"))
    if region in ("CN", "TW"):
        found.append(Festival("women", date(year, 3, 8), "women"))
    if region in ("HK", "MO"):
        found.append(Festival("christmas", date(year, 12, 25)))
    return found


def _at(year: int, own: OwnDay) -> date:
    try:
        return date(year, own.month, own.day)
    except ValueError:  # 29 February
        return date(year, own.month, 28)
