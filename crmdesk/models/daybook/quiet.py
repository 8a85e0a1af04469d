"""When notices may be shown: outside the quiet hours of whoever sits at this computer."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from crmdesk.models.calendar.week import read_hours
from crmdesk.models.calendar.worktime import Open, WorkingTime

Mode = Literal["closed", "own", "never"]
LEAD = timedelta(minutes=10)
"""So long before its time something is told."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """closed: while the office is closed, noon included; own: from one time of day to another,
    over midnight where that is earlier; never: no quiet hours.
    """

    mode: Mode = "closed"
    begin: time = time(22)
    end: time = time(8)


def quiet_of(mode: Mode, hours: str) -> Quiet:
    """As it stands in the settings; hours nobody understands are the usual ones."""
    span = read_hours(hours)
    return Quiet(mode, *map(_time, span)) if span is not None else Quiet(mode)


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)


class Hours:
    """The hours in which one may be told something."""

    def __init__(self, work: WorkingTime, quiet: Quiet) -> None:
        self._work, self._quiet = work, quiet

    def loud(self, at: datetime) -> bool:
        """Whether something may be said at this instant."""
        return any(begin <= at < end for begin, end in self._spans(self._day(at)))

    def tell_at(self, due: datetime) -> datetime:
        """When what is due then is told: a little before. Where it falls into quiet hours, before
        they begin; where it was quiet all that day, when they end.
        """
        spans, at = self._spans(self._day(due)), due - LEAD
        within = next((begin for begin, end in spans if begin <= due < end), None)
        if within is not None:
            return max(at, within)
        before = [end for _begin, end in spans if end <= due]
        return min(before[-1] - LEAD, at) if before else at

    def day_begins(self, day: date) -> datetime | None:
        """When work begins on a day; None where nobody works."""
        spans = self._work.spans(day)
        return spans[0][0] if spans else None

    def day_of(self, at: datetime) -> date:
        """The office's day."""
        return self._day(at)

    def instant(self, day: date, told: time) -> datetime:
        """A time of day of the office."""
        return datetime.combine(day, told, self._work.zone).astimezone(UTC)

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._work.zone).date()

    def _spans(self, day: date) -> Open:
        quiet = self._quiet
        if quiet.mode == "closed":
            return self._work.spans(day)
        first, last = self.instant(day, time()), self.instant(day + _DAY, time())
        if quiet.mode == "never" or quiet.begin == quiet.end:
            return ((first, last),)
        begin, end = self.instant(day, quiet.begin), self.instant(day, quiet.end)
        return ((first, begin), (end, last)) if begin < end else ((end, begin),)
