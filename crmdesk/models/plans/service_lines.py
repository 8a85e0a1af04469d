"""The services of a plan as they are typed: one a line, at its end the day by which."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from crmdesk.models.calendar.birthday_text import parse_birthday
from crmdesk.models.calendar.lunar import next_occurrence
from crmdesk.models.derived.hanzi import simplify

ReadDay = Callable[[str, date], date | None]
"""What reads a day as it is typed anywhere, counted from another."""
_YEARS = {"去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_YEAR = re.compile("|".join(_YEARS))
_BY = re.compile(r"\s*(?:之前|以前|以内|之内|前|内|完成|左右)$")
_FROM_TODAY = re.compile(r"[今明后本这下过+]|.*后$|(?:in|next|this|today|tomorrow)\b")
_MONTH = re.compile(
    r"(?:(\d{4})\s?年)?\s?(\d{1,2}|十[一二]?|[一二三四五六七八九])\s?月份?(初|上旬|中旬?|底|末|下旬)?"
)
_LAST_OF_YEAR = re.compile(r"(?:(\d{4})\s?年)?年?[底末]")
_HANZI = {word: number for number, word in enumerate("一二三四五六七八九十", start=1)}
_LUNAR = re.compile(r"农历|阴历|[正冬腊]月|.*月[初廿]")
_DAY_OF_PART = {"初": 1, "上旬": 10, "中": 15, "中旬": 20}
_LIKELY = re.compile(r"\d|[月年周]|[天号日]$")
_LONGEST_DAY = 60  # characters; what stands further from the end is no day by which
_BEGINNING = re.compile(r"(?<=\s)\S|[(（]|(?<=[^\W\d_])(?=\d)")


def read_services(
    text: str, since: date, today: date, read_day: ReadDay
) -> list[tuple[str, date | None]]:
    """A service a line; a day at the end is by when: “报告 6-30”, “年会邀请 12月20日 前”.

    Without a year it is the first such day from the plan's beginning, `since`; 明年 and 下周一
    count from `today`.
    """
    lines = filter(None, (part.strip() for part in text.splitlines()))
    return [_read(line, since, today, read_day) for line in lines]


def write_services(services: list[tuple[str, date | None]]) -> str:
    """As `read_services` reads them."""
    return "\n".join(f"{text} {due:%Y-%m-%d}" if due else text for text, due in services)


def _read(line: str, since: date, today: date, read_day: ReadDay) -> tuple[str, date | None]:
    for words, said in _ends(line):
        if (day := _day(said, since, today, read_day)) is not None:
            return words, day
    return line, None


def _ends(line: str) -> Iterator[tuple[str, str]]:
    """The line without what may be a day, and that; the longest end first."""
    for found in _BEGINNING.finditer(line, max(0, len(line) - _LONGEST_DAY)):
        words, said = line[: found.start()].strip(" ,，:：、"), line[found.start() :]
        apart = line[found.start() - 1].isspace() or said[0] in "(（"
        if words and _LIKELY.search(said) and (apart or "月" in said[:-1]):
            yield words, said


def _day(said: str, since: date, today: date, read_day: ReadDay) -> date | None:
    """The day meant by the end of a line, with or without brackets and 前."""
    plain = simplify(unicodedata.normalize("NFKC", said)).lower().strip(" ()。.")
    plain = _BY.sub("", plain).strip()
    base = today if _FROM_TODAY.match(plain) else since
    plain = _YEAR.sub(lambda found: f"{today.year + _YEARS[found[0]]}年", plain)
    if found := _MONTH.fullmatch(plain):
        return _in_month(found, base)
    if found := _LAST_OF_YEAR.fullmatch(plain):
        return date(int(found[1]) if found[1] else base.year, 12, 31)
    if _LUNAR.match(plain):
        feast = parse_birthday(plain)
        return next_occurrence(feast, base) if feast else None
    return read_day(plain, base)


def _in_month(found: re.Match[str], base: date) -> date | None:
    """The day a month or a part of it ends on, or begins on where its beginning is told."""
    month = _number(found[2])
    if not 1 <= month <= 12:
        return None
    year = int(found[1]) if found[1] else base.year + (month < base.month)
    if found[3] in _DAY_OF_PART:
        return date(year, month, _DAY_OF_PART[found[3]])
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else sum(_HANZI[sign] for sign in word)
