"""Which backups are kept: today's, then one a day for 14 days, a week for 8, a month for 12."""

from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime

DAYS, WEEKS, MONTHS = 14, 8, 12
SAFE = 3
"""Days before today of which one stays however long ago: a clock may be a year ahead for a day."""


def kept(moments: Iterable[datetime], today: date) -> set[datetime]:
    """Those to keep, in the office's local time; the newest stands for its day, week or month.

    What seems to come from a later day (a clock set back) is always kept.
    """
    ordered = sorted(set(moments), reverse=True)
    found = {moment for moment in ordered if moment.date() >= today}
    earlier = sorted({moment.date() for moment in ordered if moment.date() < today}, reverse=True)
    safe = set(earlier[:SAFE])
    found |= _newest(ordered, lambda day: day, lambda day: day in safe)
    found |= _newest(ordered, lambda day: day, lambda day: (today - day).days < DAYS)
    found |= _newest(ordered, _week, lambda day: _weeks_ago(day, today) < WEEKS)
    found |= _newest(ordered, _month, lambda day: _months_ago(day, today) < MONTHS)
    return found


def _newest(
    ordered: Iterable[datetime],
    span: Callable[[date], Hashable],
    is_recent: Callable[[date], bool],
) -> set[datetime]:
    first: dict[Hashable, datetime] = {}
    for moment in ordered:
        if is_recent(moment.date()):
            first.setdefault(span(moment.date()), moment)
    return set(first.values())


def _week(day: date) -> Hashable:
    return day.isocalendar()[:2]


def _month(day: date) -> Hashable:
    return day.year, day.month


def _weeks_ago(day: date, today: date) -> int:
    return (today.toordinal() - today.weekday() - day.toordinal() + day.weekday()) // 7


def _months_ago(day: date, today: date) -> int:
    return (today.year - day.year) * 12 + today.month - day.month
