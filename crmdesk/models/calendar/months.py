"""Months counted on, and the period that follows another one."""

from datetime import date, timedelta

_DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - _DAY)


def last_day(begin: date, months: int) -> date:
    """The last day of so many months that begin on `begin`."""
    return add_months(begin, months) - _DAY


def next_period(starts_on: date, ends_on: date) -> tuple[date, date]:
    """What follows, both days included: whole months stay whole months, else as many days."""
    begins = ends_on + _DAY
    months = _whole_months(starts_on, begins)
    return begins, last_day(begins, months) if months else ends_on + (begins - starts_on)


def in_next_period(day: date, starts_on: date, ends_on: date) -> date:
    """The day of that period which a day of this one is in the next."""
    begins, ends = next_period(starts_on, ends_on)
    months = _whole_months(starts_on, begins)
    return min(add_months(day, months) if months else day + (begins - starts_on), ends)


def _whole_months(starts_on: date, begins: date) -> int:
    """How many lie between; 0 where it is a number of days."""
    months = (begins.year - starts_on.year) * 12 + begins.month - starts_on.month
    return months if add_months(starts_on, months) == begins else 0
