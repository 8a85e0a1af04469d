"""Holidays out of a file or a pasted text: .ics, rows, or the notice of the State Council.

1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
2027-02-06 春节 休
BEGIN:VEVENT … DTSTART;VALUE=DATE:20270206 … SUMMARY:春节
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from crmdesk.models.calendar.holidays import Special
from crmdesk.models.calendar.notice_text import read_notice

_LONGEST = 40  # days of one event
_WORKS = re.compile(r"班|工作日|work", re.IGNORECASE)
_NO_WORK = re.compile(r"不上班|不用上班|non-?work|no work|not work", re.IGNORECASE)
_ROW = re.compile(r"^[\s\"']*(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?[\"']?(?=[\s,;，；、|]|$)")
_MARKS = {"休", "假", "放假", "休假", "off", "holiday", "班", "上班", "补班", "補班", "补行上班",
          "補行上班", "调休上班", "work"}  # fmt: skip
_TELLING = re.compile("放假|上班|元旦|[春清端中国國].?[节節]|日期|備註|休|班|[节節]")
_HEADER = re.compile(r"^\W*(?:日期|date|day)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(?:(?:星期|周|週)?[一二三四五六日天]|(?:mon|tue|wed|thu|fri|sat|sun)\w*)$",
                      re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadHolidays:
    """The days understood, in order, and the lines that were not."""

    days: tuple[Special, ...]
    left: tuple[str, ...]


def read_holidays(text: str, year: int) -> ReadHolidays:
    """Understand a text in any of the three forms; `year` is that of dates without one."""
    if "BEGIN:VCALENDAR" in text.upper() or "BEGIN:VEVENT" in text.upper():
        found, left = list(_events(text)), list[str]()
    elif "是否放假" in text:
        found, left = list(_taiwan_rows(text)), []
    else:
        found, left = _rows(text)
        if not found:
            found, left = read_notice(text, year)
    days = {special.day: special for special in found}
    return ReadHolidays(tuple(days[day] for day in sorted(days)), tuple(left))


def read_bytes(data: bytes, year: int) -> ReadHolidays:
    """The same of a file, in the encoding in which it speaks of days off."""
    texts = list(_decoded(data))
    best = max(texts, key=lambda text: len(_TELLING.findall(text)))
    return read_holidays(best, year)


def _decoded(data: bytes) -> Iterator[str]:
    names = ["utf-8-sig", "gb18030", "big5hkscs"]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        names = ["utf-16"]
    for name in names:
        try:
            yield data.decode(name)
        except UnicodeDecodeError:
            continue
        if name == "utf-8-sig":
            return
    yield data.decode("utf-8", "replace")


def _rows(text: str) -> tuple[list[Special], list[str]]:
    found: list[Special] = []
    left: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        begins = _ROW.match(line)
        day = _date(*begins.groups()) if begins else None
        if begins is None or day is None or "至" in line:
            if not _HEADER.match(line):
                left.append(line)
            continue
        rest = line[begins.end() :]
        between = r"[\t,;，；、|]+" if re.search(r"[\t,;，；、|]", rest) else r"\s+"
        cells = [cell.strip(" \"'") for cell in re.split(between, rest)]
        told = [cell for cell in cells if cell and not _WEEKDAY.match(cell)]
        names = [cell for cell in told if cell.lower() not in _MARKS]
        found.append(Special(day, names[0] if names else "", _works(" ".join(told))))
    return found, left


def _taiwan_rows(text: str) -> Iterator[Special]:
    """政府行政機關辦公日曆表: every day of the year, 2 for a day off, 0 for a work day."""
    for line in text.splitlines():
        cells = [cell.strip(" \"'") for cell in line.split(",")]
        day = _compact(cells[0])
        if day is None or len(cells) < 3:
            continue
        off, note = cells[2] == "2", cells[3] if len(cells) > 3 else ""
        weekend = day.weekday() >= 5
        if off and (note or not weekend):
            yield Special(day, note)
        elif not off and weekend:
            yield Special(day, note, works=True)


def _events(text: str) -> Iterator[Special]:
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    for event in re.split("BEGIN:VEVENT", unfolded, flags=re.IGNORECASE)[1:]:
        event, *ended = re.split("END:VEVENT", event, maxsplit=1, flags=re.IGNORECASE)
        if not ended:
            continue
        values = dict(_property(line) for line in event.splitlines() if ":" in line)
        begin, end = _compact(values.get("DTSTART", "")), _compact(values.get("DTEND", ""))
        if begin is None:
            continue
        name = values.get("SUMMARY", "").replace("\\,", ",").strip()
        last = min((end or begin) - timedelta(days=1), begin + timedelta(days=_LONGEST))
        day = begin
        while True:
            yield Special(day, name, _works(name))
            day += timedelta(days=1)
            if day > last:
                break


def _property(line: str) -> tuple[str, str]:
    name, _colon, value = line.partition(":")
    return name.partition(";")[0].strip().upper(), value


def _works(words: str) -> bool:
    return bool(_WORKS.search(words)) and not _NO_WORK.search(words)


def _compact(text: str) -> date | None:
    found = re.match(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})", text)
    return _date(*found.groups()) if found else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
