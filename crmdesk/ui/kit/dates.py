"""What a date field understands: days as people say them, and every way to write one out."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from crmdesk.models.calendar.when import parse_when

_PAST = {"昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2, "大前天": 3}
_WRITTEN = re.compile(r"(\d{2,4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号號]?|(\d{4})(\d\d)(\d\d)")
_REPUBLIC = 1911
YEARS = range(1800, 2200)
"""What an office can mean; of the days at the ends of all time nobody can tell the next."""


def parse_day(text: str, today: date, *, future: bool = True) -> date | None:
    """The day meant, or None when it cannot be told.

    Without a year it is the next such day, or the last one unless `future`; a year of three
    digits counts from the founding of the Republic (115/3/12).
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if plain in _PAST:
        return today - timedelta(days=_PAST[plain])
    if found := _WRITTEN.fullmatch(plain.replace(" ", "")):
        year, month, day = (part for part in found.groups() if part is not None)
        return _date(_full_year(year), int(month), int(day))
    when = parse_when(plain, today)
    if when is None:
        return None
    earlier = 0 if future or when.day <= today else 1
    return _date(when.day.year - earlier, when.day.month, when.day.day)


def _full_year(digits: str) -> int:
    return int(digits) + {2: 2000, 3: _REPUBLIC}.get(len(digits), 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
