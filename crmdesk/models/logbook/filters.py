"""What of the journal is looked at."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

PERIODS = {"today": 1, "week": 7, "month": 30}
"""Code → how many days back, today included; `own` has days of its own."""


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """Everything where nothing is chosen.

    `groups` are codes of journal.groups; `period` is one of PERIODS, or "own" with `first` and
    `last`; `undoable`: only what can still be undone.
    """

    text: str = ""
    customer: int | None = None
    staff: tuple[int, ...] = ()
    groups: tuple[str, ...] = ()
    period: str = ""
    first: date | None = None
    last: date | None = None
    undoable: bool = False

    def is_empty(self) -> bool:
        """Whether it lets everything through."""
        return replace(self, text=self.text.strip()) == JournalFilter()

    def span(self, today: date, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
        """From when, and until before when; None where there is no end."""
        first, last = self.first, self.last
        if self.period != "own":
            days = PERIODS.get(self.period)
            first, last = (today - timedelta(days=days - 1) if days else None), None
        after = last + timedelta(days=1) if last else None
        return _begin(first, zone), _begin(after, zone)


def _begin(day: date | None, zone: tzinfo) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), zone).astimezone(UTC)
