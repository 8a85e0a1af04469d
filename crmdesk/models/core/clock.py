"""Time as the program sees it: instants in UTC, days in the office's time zone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The real time; only `app` and `cli` hand it on, everything else gets `now` as an argument."""
    return datetime.now(UTC)


def office_zone(name: str) -> tzinfo:
    """The office's time zone; an unknown name falls back to Asia/Shanghai."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("Asia/Shanghai")


def local_day(at: datetime, zone: tzinfo) -> date:
    """The calendar day of an instant as the office lives it."""
    return at.astimezone(zone).date()
