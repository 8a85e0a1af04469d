"""Days and times as people write them into sheets."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.birthday_text import parse_birthday
from crmdesk.models.exchange.vocabulary.cells import Cell

_NOTHING = re.compile(r"0{1,4}[-/.]0{1,2}[-/.]0{1,4}(?: 0?0:00(?::00)?)?|0")
_TIME = re.compile(
    r"(?P<day>.*?\d日?)[T ]*(?:上午|下午|晚上|AM|PM|am|pm)?\s*"
    r"(?P<hour>\d{1,2})[:点时](?P<minute>\d{1,2})?"
    r"(?:[:分](?P<second>\d{1,2})秒?)?(?:\.\d+)?\s*(?:AM|PM|am|pm)?分?"
)
_AFTERNOON = re.compile(r"下午|晚上|pm", re.IGNORECASE)
_REPUBLIC = re.compile(r"(0?[3-9]\d|0[12]\d|1[0-3]\d)(\d{2})(\d{2})")
"""1100101 is the first day of the year 110, in Taiwan; a number in Excel has lost its zero."""
_DASHED = re.compile(r"(\d{1,2})-([A-Za-z]{3,9})-(\d{4})")
_SERIAL = re.compile(r"(\d{5})(?:\.(\d+))?")


def is_no_day(text: str) -> bool:
    """Outlook and databases write 0/0/00 where there is no day."""
    return _NOTHING.fullmatch(text) is not None


def read_birthday(cell: Cell, text: str, *, calendar: str, country: str) -> Birthday | None:
    """A birthday; `calendar` is what the header says about it, "" where nothing."""
    if isinstance(cell, date):
        found: Birthday | None = Birthday("solar", cell.year, cell.month, cell.day)
    else:
        found = parse_birthday(_apart(text, country), country=country)
    if found and calendar == "lunar" and found.calendar == "solar" and found.day <= 30:
        return Birthday("lunar", found.year, found.month, found.day)
    return found


def read_day(cell: Cell, text: str, *, country: str, today: date | None) -> date | None:
    """A day of the common calendar; one without a year is the last such day up to `today`."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = parse_birthday(_apart(text, country), country=country)
    if found is None or found.calendar != "solar":
        moment = read_instant(cell, text, country=country, today=today, timed=True)
        return moment.date() if moment else None
    return _in_year(found, today)


def _apart(text: str, country: str) -> str:
    """A day of the Republic with its parts apart, and 15-Mar-2026."""
    if found := _DASHED.fullmatch(text):
        return " ".join(found.groups())
    if country == "TW" and (found := _REPUBLIC.fullmatch(text)):
        return "/".join(found.groups())
    return text


def read_instant(
    cell: Cell, text: str, *, country: str, today: date | None, timed: bool = False
) -> datetime | None:
    """A local time; a mere day is its midnight (with `timed` it is none)."""
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time.min)
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        moment = datetime.fromisoformat(plain)
        return moment.replace(tzinfo=None) if ":" in plain or not timed else None
    except ValueError:
        pass
    if (serial := _SERIAL.fullmatch(plain)) and serial[2]:
        return _from_serial(float(plain))
    if found := _TIME.fullmatch(plain):
        return _with_time(found, country, today)
    if timed:
        return None
    day = read_day(cell, text, country=country, today=today)
    return datetime.combine(day, time.min) if day else None


def lacks_year(cell: Cell, text: str, *, country: str) -> bool:
    """Whether a day of the common calendar is told by month and day only."""
    if not text or isinstance(cell, date):
        return False
    plain = unicodedata.normalize("NFKC", text).strip()
    found = parse_birthday(text, country=country)
    if found is None and (timed := _TIME.fullmatch(plain)):
        found = parse_birthday(timed["day"], country=country)
    return found is not None and found.calendar == "solar" and found.year is None


def near(day: date, before: date | None, after: date | None, *, today: date | None) -> date | None:
    """A day in the year of its neighbours: between them where it can be, never later than today
    where they are not."""
    neighbours = [each for each in (before, after) if each is not None]
    found = [made for each in neighbours if (made := in_year(day, each.year))]
    if not found:
        return None
    for made in found:
        if len(neighbours) > 1 and min(neighbours) <= made <= max(neighbours):
            return made
    first = found[0]
    if today is not None and neighbours[0] <= today < first:
        return in_year(day, first.year - 1)
    return first


def in_year(day: date, year: int) -> date | None:
    """The same day of another year; None for 29 February of a common year."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _with_time(found: re.Match[str], country: str, today: date | None) -> datetime | None:
    birthday = parse_birthday(found["day"], country=country)
    day = _in_year(birthday, today) if birthday and birthday.calendar == "solar" else None
    if day is None:
        return None
    hour = int(found["hour"])
    if _AFTERNOON.search(found[0]) and hour < 12:
        hour += 12
    try:
        moment = time(hour, int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        return None
    return datetime.combine(day, moment)


def _in_year(found: Birthday, today: date | None) -> date | None:
    if found.year is not None:
        return date(found.year, found.month, found.day)
    if today is None:
        return None
    for year in (today.year, *range(today.year - 1, today.year - 9, -1)):
        try:
            day = date(year, found.month, found.day)
        except ValueError:
            continue
        if day <= today:
            return day
    return None


def _from_serial(serial: float) -> datetime:
    """Excel's days since 1899-12-30, to the second."""
    return datetime(1899, 12, 30) + timedelta(seconds=round(serial * 86400))  # noqa: DTZ001
