"""The words in which a government says when there is no work (国务院办公厅关于节假日安排的通知)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from crmdesk.models.calendar.holidays import Special

_LONGEST = 40  # days of one holiday; more is a misreading
_YEAR = re.compile(r"(\d{4})年(?!\d{1,2}月)")
_WEEKDAY = re.compile(
    r"(\d{1,2})月(\d{1,2})日[(（][^)）]{0,40}?(?:周|星期|週|礼拜|禮拜)([一二三四五六日天])"
)
_WEEK = "一二三四五六日天"
_DATE = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日"
_RANGE = re.compile(rf"{_DATE}(?:(?:至|到|-|—|–|~|～)+{_DATE})?")
_NAME = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]+[)）]?[、.．])?([^\d：:]{2,16})[：:]")
_ASIDE = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_CLOSING = ")）]】"


def read_notice(text: str, year: int) -> tuple[list[Special], list[str]]:
    """The days off and the make-up days of a notice; and its sentences about days not understood.

    Where neither the heading nor a date names the year, it is the one near `year` whose weekdays
    are those the notice names.
    """
    whole = re.sub(r"[ \t　]+", "", text)
    closed = max(map(whole.rfind, _CLOSING)) + 1
    plain = _ASIDE.sub("", whole[:closed]) + whole[closed:]
    heading = _YEAR.search(plain)
    reader = _Reader(int(heading[1]) if heading else _fitting(whole, year))
    left: list[str] = []
    for line in plain.splitlines():
        if (named := _NAME.match(line)) is not None:
            reader.name, line = named[1], line[named.end() :]
        parts = filter(None, re.split(r"[。；;，,]", line))
        left += [part for part in parts if not reader.take(part)]
    return reader.found, left + reader.rest()


def _fitting(text: str, year: int) -> int:
    """The year in which most of the days named fall on the weekdays named."""
    told = [(int(found[1]), int(found[2]), found[3]) for found in _WEEKDAY.finditer(text)]

    def fits(candidate: int) -> int:
        days = ((_date(candidate, month, day), name) for month, day, name in told)
        return sum(day is not None and day.weekday() == min(_WEEK.index(name), 6)
                   for day, name in days)  # fmt: skip

    return max((year, year + 1, year - 1), key=fits)


class _Reader:
    def __init__(self, year: int) -> None:
        self._year, self.name = year, ""
        self.found: list[Special] = []
        self._waiting: list[date] = []

    def take(self, part: str) -> bool:
        """Read one clause; False when it holds days but not what they are."""
        days = list(self._days(part))
        works, off = "上班" in part and "不上班" not in part, "放假" in part or "休" in part
        if works or off:
            days, self._waiting = [*self._waiting, *days], []
            self.found += [Special(day, self.name, works) for day in days]
            return True
        self._waiting += days
        return bool(days) or "日" not in part or not re.search(r"\d+日", part)

    def rest(self) -> list[str]:
        """Days nobody said what they are."""
        return [f"{day:%Y-%m-%d}" for day in self._waiting]

    def _days(self, part: str) -> Iterator[date]:
        month: int | None = None
        for found in _RANGE.finditer(part):
            year, first_month, first, end_year, last_month, last = found.groups()
            self._year = max(self._year, int(end_year or year or 0))
            month = int(first_month) if first_month else month
            if month is None:
                continue
            begin = _date(int(year or self._year), month, int(first))
            if last is None:
                end = begin
            else:
                month = int(last_month) if last_month else month
                end = _date(int(end_year or year or self._year), month, int(last))
            yield from _every(begin, end)


def _every(begin: date | None, end: date | None) -> Iterator[date]:
    if begin is None or end is None:
        return
    if end < begin:  # 12月30日至1月1日
        end = end.replace(year=end.year + 1)
    if (end - begin).days > _LONGEST:
        return
    while begin <= end:
        yield begin
        begin += timedelta(days=1)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
