"""Days as people say them: 明天, 下周一, 3天后, 月底, 12月5日, next monday, in 3 days."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from crmdesk.models.calendar.months import add_months
from crmdesk.models.calendar.when_clock import read_time
from crmdesk.models.derived.hanzi import simplify

_DIGITS = {"零": 0, "〇": 0, "两": 2} | {w: n for n, w in enumerate("一二三四五六七八九", 1)}
_WEEK = {word: number for number, word in enumerate("一二三四五六日")} | {"天": 6, "末": 5}
_WEEK |= {str(number + 1): number for number in range(7)}
_DAYS_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS_EN = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_N = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"
_DAY_NAME = r"(mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?:[a-z]*day)?\b"
_MONTH_NAME = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_SPOKEN = {
    "大后天": 3, "后天": 2, "明天": 1, "明日": 1, "明": 1, "今天": 0, "今日": 0, "今": 0,
    "day after tomorrow": 2, "tomorrow": 1, "tmr": 1, "today": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class When:
    """A day, and "HH:MM" where a time was told."""

    day: date
    time: str = ""


def parse_when(text: str, today: date) -> When | None:
    """The day (and time) `text` means and nothing else, or None. A day without year is to come."""
    when, rest = read_when(text, today)
    return when if not rest else None


def read_when(text: str, today: date) -> tuple[When | None, str]:
    """The day `text` begins with, and what follows it: "明天下午3点 报价" is 15:00 and 报价.

    A time alone means today. Without a day in front everything is the rest.
    """
    plain = simplify(unicodedata.normalize("NFKC", text)).lower()
    original = text if len(plain) == len(text) else plain
    begin = len(plain) - len(plain.lstrip())
    found = _read_day(plain, begin, today)
    day, end = found if found else (today, begin)
    time, end_of_time = read_time(plain, end)
    if found is None and not time:
        return None, text.strip()
    return When(day, time), original[end_of_time:].strip(" ,，、;；:：。")


def _read_day(plain: str, begin: int, today: date) -> tuple[date, int] | None:
    for pattern, meaning in _PATTERNS:
        if (match := pattern.match(plain, begin)) and (day := meaning(match, today)) is not None:
            return day, match.end()
    return None


def _spoken(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=_SPOKEN[found[1]])


def _distance(found: re.Match[str], today: date) -> date | None:
    """3天后, 两周后, 半个月后, in 2 weeks, +3."""
    unit = found[2] or "d"
    if found[1] == "半":
        return add_months(today, 6) if unit == "年" else today + timedelta(days=15)
    number = _number(found[1])
    if unit in ("周", "星期", "礼拜") or unit.startswith("w"):
        return today + timedelta(weeks=number)
    if unit in ("月", "年") or unit.startswith(("m", "y")):
        return add_months(today, number * (12 if unit == "年" or unit[0] == "y" else 1))
    return today + timedelta(days=number)


def _weekday(found: re.Match[str], today: date) -> date:
    """周三: the next one to come; 本周三: in this week; 下周三: in the next, 下下 the one after."""
    prefix, number = found[1] or "", _WEEK[found[2] or "一"]
    if not prefix:
        return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=prefix.count("下"))
    return monday + timedelta(days=number)


def _next_week(_found: re.Match[str], today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _english_weekday(found: re.Match[str], today: date) -> date:
    number = _DAYS_EN.index(found[2][:3])
    if found[1] == "next":
        return _next_week(found, today) + timedelta(days=number)
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _in_month(found: re.Match[str], today: date) -> date | None:
    """月底, 下月初, 本月20号, 25号."""
    month = add_months(today.replace(day=1), (found[1] or "").count("下"))
    told = found[2]
    if told in ("底", "末", "end of"):
        return add_months(month, 1) - timedelta(days=1)
    number = {"初": 1, "中": 15}.get(told) or _number(told)
    day = _date(month.year, month.month, number)
    if day is not None and day < today and not found[1]:
        month = add_months(month, 1)
        day = _date(month.year, month.month, number)
    return day


def _end_of_year(found: re.Match[str], today: date) -> date:
    return date(today.year + (found[1] == "明"), 12, 31)


def _full(found: re.Match[str], today: date) -> date | None:
    """12月5日, 2027-01-03, 12/5, 明年3月5日."""
    told = found[1] or ""
    month, day = _number(found[2]), _number(found[3])
    if told == "明":
        return _date(today.year + 1, month, day)
    if told:
        return _date(int(told) + (2000 if len(told) == 2 else 0), month, day)
    return _to_come(month, day, today)


def _english_date(found: re.Match[str], today: date) -> date | None:
    name, number = found[1] or found[4], found[2] or found[3]
    return _to_come(_MONTHS_EN.index(name[:3]) + 1, int(number), today)


def _to_come(month: int, day: int, today: date) -> date | None:
    """The next such day; the 29th of February may be some years off."""
    for year in range(today.year, today.year + 5):
        if (found := _date(year, month, day)) is not None and found >= today:
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(word: str) -> int:
    """3, 三, 两, 十二, 二十."""
    if word.isdigit():
        return int(word)
    before, ten, after = word.rpartition("十")
    return (_DIGITS.get(before, 1) * 10 if ten else 0) + _DIGITS.get(after, 0)


_Meaning = Callable[[re.Match[str], date], date | None]
_PATTERNS: tuple[tuple[re.Pattern[str], _Meaning], ...] = (
    (re.compile(r"(大后天|后天|明天|明日|明(?=[早晚上下中])|今天|今日|今(?=[早晚]))"), _spoken),
    (re.compile(r"(day after tomorrow|tomorrow|tmr|today)\b"), _spoken),
    (re.compile(rf"(?:过)?{_N} ?个?(天|日|周|星期|礼拜|月|年)(?:以|之)?后"), _distance),
    (re.compile(r"(半)个?(月|年)(?:以|之)?后"), _distance),
    (re.compile(r"(?:in )?(\d{1,3}) ?(days?|weeks?|months?|years?|[dwm])\b"), _distance),
    (re.compile(r"\+(\d{1,3})()\b"), _distance),
    (
        re.compile(r"(本|这个?|下+个?)?(?:周|星期|礼拜)([一二三四五六日天末]|[1-7]\b)"),
        _weekday,
    ),
    (re.compile(r"下个?(?:周|星期|礼拜)"), _next_week),
    (re.compile(r"next week\b"), _next_week),
    (re.compile(rf"(?:(next|this|on) )?{_DAY_NAME}"), _english_weekday),
    (re.compile(rf"(?:(\d{{4}}|\d{{2}}|明)年)?{_N}月{_N}[日号]?"), _full),
    (re.compile(r"(?:(\d{4})[-/.])?(\d{1,2})[-/.](\d{1,2})(?![\d:])"), _full),
    (re.compile(rf"{_MONTH_NAME} (\d{{1,2}})\b|(\d{{1,2}}) {_MONTH_NAME}"), _english_date),
    (re.compile(r"(本|这个?|下个?)?月([底末初中])"), _in_month),
    (re.compile(r"()(end of) (?:the )?month\b"), _in_month),
    (re.compile(rf"(本|这个?|下个?)月{_N}[日号]"), _in_month),
    (re.compile(rf"(){_N}[日号]"), _in_month),
    (re.compile(r"(明)?年[底末]"), _end_of_year),
)
