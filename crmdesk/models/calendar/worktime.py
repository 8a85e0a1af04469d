"""Working time: clocks that stand still when the office is closed.

Instants are aware; a span is as long as it really was, also when summer time begins within it.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo

from crmdesk.models.calendar.holidays import Special, special_days
from crmdesk.models.calendar.week import DAY, Week

Open = tuple[tuple[datetime, datetime], ...]
_FAR = 3 * 366
"""Days looked ahead; an office closed for longer keeps no hours at all, and time runs plainly."""
_ONE_DAY = timedelta(days=1)


class WorkingTime:
    """The hours of a week, the public holidays of a region, and `own` days that overrule both."""

    def __init__(
        self,
        week: Week,
        zone: tzinfo,
        region: str = "none",
        own: Mapping[date, Special] | None = None,
    ) -> None:
        self.week, self.zone, self.region = week, zone, region
        self.own = dict(own or {})
        self.day = timedelta(minutes=week.day_minutes)
        self._kept: dict[date, Open] = {}

    def special(self, day: date) -> Special | None:
        """Why a day is not as its weekday, if it is not."""
        return self.own.get(day) or special_days(self.region, day.year).get(day)

    def spans(self, day: date) -> Open:
        """When it is open on a day, as instants."""
        found = self._kept.get(day)
        if found is None:
            found = self._kept[day] = self._spans(day)
        return found

    def is_open(self, at: datetime) -> bool:
        """Whether the office is open at this instant."""
        return any(begin <= at < end for begin, end in self.spans(at.astimezone(self.zone).date()))

    def next_open(self, at: datetime) -> datetime:
        """This instant if it is open, else the next at which it opens."""
        for begin, end in self._from(at):
            if at < end:
                return max(at, begin)
        return at

    def add(self, start: datetime, duration: timedelta) -> datetime:
        """The instant at which so much working time has passed since `start`."""
        left, at = duration, start
        if not duration:
            return self.next_open(start)
        for begin, end in self._from(start):
            if end <= start:
                continue
            at = max(begin, start)
            if left <= end - at:
                return at + left
            left -= end - at
            at = end
        return at + left

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much working time lies between two instants; none when the second is earlier."""
        total = timedelta()
        for opens, closes in self._from(start):
            if opens >= end:
                break
            inside = min(closes, end) - max(opens, start)
            if inside > timedelta():
                total += inside
        return total

    def days(self, number: float) -> timedelta:
        """So many working days as working time."""
        return self.day * number

    def _from(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = start.astimezone(self.zone).date()
        for _ in range(_FAR):
            yield from self.spans(day)
            day += _ONE_DAY

    def _spans(self, day: date) -> Open:
        special = self.special(day)
        if special is None:
            hours = self.week.days[day.weekday()]
        elif special.works:
            hours = self.week.days[day.weekday()] or self.week.usual
        else:
            hours = ()
        return tuple((self._at(day, begin), self._at(day, end)) for begin, end in hours)

    def _at(self, day: date, minute: int) -> datetime:
        if minute == DAY:
            day, minute = day + _ONE_DAY, 0
        return datetime(
            day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=self.zone
        ).astimezone(UTC)
