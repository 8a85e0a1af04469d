"""Days as people type them: 明天, 下周三, 11-18, 20261118, 3天后, 115/3/12."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, timedelta

_WORDS = {
    "今天": 0, "今日": 0, "today": 0, "明天": 1, "明日": 1, "tomorrow": 1, "后天": 2, "後天": 2,
    "大后天": 3, "大後天": 3, "昨天": -1, "昨日": -1, "yesterday": -1, "前天": -2,
}  # fmt: skip
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK = re.compile(r"(下下|下|这|這|本)?(?:个|個)?(?:周|週|星期|礼拜|禮拜)([一二三四五六日天末])")
_AFTER = re.compile(
    r"\+?(\d{1,3}|[一二两兩三四五六七八九十半])(天|日|周|週|星期|礼拜|禮拜|个?月|個?月|d|w)?(后|後)?"
)
_NUMBERS = {"一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
            "八": 8, "九": 9, "十": 10}  # fmt: skip
_FULL = re.compile(r"(\d{2,4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号號]?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT = re.compile(r"(\d{1,2})[-/.月](\d{1,2})[日号號]?")
_DAY = re.compile(r"(\d{1,2})[日号號]")
REPUBLIC = 1911


def parse_day(text: str, today: date, *, future: bool = True) -> date | None:
    """The day meant, or None when it cannot be told.

    Without a year it is the next such day (the last one unless `future`); a year of three digits
    counts from the founding of the Republic (115/3/12).
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower().replace(" ", "")
    if not plain:
        return None
    if plain in _WORDS:
        return today + timedelta(days=_WORDS[plain])
    return (
        _by_week(plain, today)
        or _by_distance(plain, today)
        or _month_end(plain, today)
        or _by_numbers(plain, today, future=future)
    )


def _by_week(text: str, today: date) -> date | None:
    monday = today - timedelta(days=today.weekday())
    if found := _WEEK.fullmatch(text):
        weeks = {"下下": 2, "下": 1}.get(found[1] or "", 0)
        day = monday + timedelta(days=_WEEKDAYS[found[2]], weeks=weeks)
        return day + timedelta(weeks=1) if not found[1] and day < today else day
    following = text.startswith("next")
    name = text.removeprefix("next")[:3]
    if name not in _ENGLISH or not text.removeprefix("next").isalpha():
        return None
    ahead = (_ENGLISH.index(name) - today.weekday() - 1) % 7 + 1
    if following:
        return monday + timedelta(days=_ENGLISH.index(name), weeks=1)
    return today + timedelta(days=ahead)


def _by_distance(text: str, today: date) -> date | None:
    found = _AFTER.fullmatch(text)
    if found is None or not (found[2] or text.startswith("+")):
        return None
    if not found[3] and not text.startswith("+") and found[2] not in ("d", "w"):
        return None  # "3天" alone, "15日": the day of a month
    number = _NUMBERS.get(found[1]) or (int(found[1]) if found[1].isdigit() else 0)
    unit = found[2] or "天"
    if unit.endswith("月"):
        return today + timedelta(days=15) if not number else _months_on(today, number)
    days = 7 if unit in ("周", "週", "星期", "礼拜", "禮拜", "w") else 1
    return today + timedelta(days=number * days)


def _month_end(text: str, today: date) -> date | None:
    if text in ("月底", "月末"):
        return today.replace(day=calendar.monthrange(today.year, today.month)[1])
    if text in ("下月底", "下个月底", "下個月底"):
        first = _months_on(today.replace(day=1), 1)
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    if text in ("年底", "年末"):
        return date(today.year, 12, 31)
    return None


def _by_numbers(text: str, today: date, *, future: bool) -> date | None:
    if found := _PACKED.fullmatch(text) or _FULL.fullmatch(text):
        return _made(_year(found[1]), int(found[2]), int(found[3]))
    if found := _SHORT.fullmatch(text):
        return _nearest(today, int(found[1]), int(found[2]), future=future)
    if found := _DAY.fullmatch(text):
        day = _made(today.year, today.month, int(found[1]))
        if day is not None and future and day < today:
            later = _months_on(today.replace(day=1), 1)
            return _made(later.year, later.month, int(found[1]))
        return day
    return None


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (REPUBLIC if len(digits) == 3 else 2000)


def _nearest(today: date, month: int, day: int, *, future: bool) -> date | None:
    found = _made(today.year, month, day)
    if found is not None and future and found < today:
        return _made(today.year + 1, month, day)
    if found is not None and not future and found > today:
        return _made(today.year - 1, month, day)
    return found


def _months_on(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
