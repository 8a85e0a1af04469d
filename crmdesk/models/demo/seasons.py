"""When people work: three years of days, dense in autumn, empty around the spring festival."""

import random
from bisect import bisect
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import next_occurrence

YEARS = 3
_MONTHS = (0.9, 0.7, 1.15, 1.0, 0.9, 1.0, 0.85, 0.9, 1.35, 1.2, 1.35, 1.15)
_NEW_YEAR = Birthday("lunar", None, 1, 1)


class Seasons:
    """Days by number: 0 is three years ago, `last` yesterday."""

    def __init__(self, today: date, zone: ZoneInfo) -> None:
        self.first = today - timedelta(days=365 * YEARS)
        self.last = 365 * YEARS - 1
        days = [self.first + timedelta(days=number) for number in range(self.last + 1)]
        festivals = [next_occurrence(_NEW_YEAR, date(year, 1, 5)) for year in _years(days)]
        growth = [0.7 + 0.3 * number / self.last for number in range(self.last + 1)]
        weights = (_weight(day, festivals) * more for day, more in zip(days, growth, strict=True))
        self._sums = list(accumulate(weights))
        self._midnights = [datetime.combine(day, time(), zone).astimezone(UTC) for day in days]
        self.days = days

    def draw(self, rng: random.Random, first: int, last: int) -> int:
        """A day between two, likelier where more is done."""
        low = self._sums[first - 1] if first > 0 else 0.0
        number = bisect(self._sums, low + rng.random() * (self._sums[last] - low))
        return min(max(number, first), last)

    def at(self, rng: random.Random, number: int) -> datetime:
        """A moment of that day within working hours, now and then in the evening."""
        if (how := rng.random()) < 0.45:
            minutes = 9 * 60 + int(rng.random() * 165)
        elif how < 0.96:
            minutes = 13 * 60 + 30 + int(rng.random() * 260)
        else:
            minutes = 18 * 60 + int(rng.random() * 150)
        return self._midnights[number] + timedelta(minutes=minutes)


def _years(days: list[date]) -> range:
    return range(days[0].year, days[-1].year + 1)


def _weight(day: date, festivals: list[date]) -> float:
    weight = _MONTHS[day.month - 1]
    if day.weekday() >= 5:
        weight *= 0.12
    if (day.month == 10 and day.day <= 7) or (day.month == 5 and day.day <= 3):
        weight *= 0.08
    if any(-7 <= (day - festival).days <= 9 for festival in festivals):
        weight *= 0.06
    return weight
