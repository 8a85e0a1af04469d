"""The public holidays of a region, as far as a program can know them.

The mainland's (法定节假日 with their 调休) are published for one year at a time: a library knows
them up to 2026. Those of Taiwan and Hong Kong follow from rules and are computed, see there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

REGIONS = ("CN", "TW", "HK", "none")
MAINLAND_YEARS = range(2004, 2027)
RULES_FROM = 2026
"""Taiwan changed its law in 2025; earlier years had bridging days nobody can compute."""


@dataclass(frozen=True, slots=True)
class Special:
    """A day that is not as its weekday: off, or with `works` worked although it is a weekend.

    `name` is a code of `holiday_names`, or the words of whoever entered it.
    """

    day: date
    name: str
    works: bool = False


def is_known(region: str, year: int) -> bool:
    """Whether every day off and every make-up day of that year is known without asking anybody."""
    if region == "CN":
        return year in MAINLAND_YEARS
    return region == "none" or year >= RULES_FROM


@lru_cache(maxsize=64)
def special_days(region: str, year: int) -> Mapping[date, Special]:
    """What is known of a year; of the mainland's unpublished years the statutory days alone."""
    found: list[Special]
    if region == "CN":
        from crmdesk.models.calendar.mainland import mainland_days

        found = mainland_days(year)
    elif region == "TW":
        from crmdesk.models.calendar.taiwan import taiwan_days

        found = taiwan_days(year)
    elif region == "HK":
        from crmdesk.models.calendar.hong_kong import hong_kong_days

        found = hong_kong_days(year)
    else:
        found = []
    return {special.day: special for special in sorted(found, key=lambda one: one.day)}
