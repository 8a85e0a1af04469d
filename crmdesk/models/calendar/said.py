"""A day somewhere in what was said: “最迟周五寄样品”, “三天内上门”, and what is left without it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from crmdesk.models.calendar.when import When, read_when
from crmdesk.models.derived.hanzi import simplify

END = re.compile(r"[。！？!?；;\n]|\.(?=\s|$)")
"""Where a sentence ends."""
EDGES = " ,，:：、"
_LOOKED_AT, _TOLD_IN = 100, 64
"""So far into a sentence a day is looked for, and it is told in no more characters."""
_WITHIN = re.compile(
    r"(\d{1,3}|[一两二三四五六七八九十半]) ?个?(小时|工作日|天|日|周|星期|月)(?:之|以)?内"
)
_AFTER_DAY = re.compile(
    r"^\s*(?:之前|以前|以内|之内|前|内|上班前|下班前|以后|之后|后(?![天台续面期勤])|左右|by)?[\s,，:：、]*"
)
_BEFORE_DAY = re.compile(r"(?:最迟|最晚|在|于|会|要|争取|\bby|\bbefore|\buntil|\bon)\s*$")
_TOLD = re.compile(
    r"(?:^|(?<=[ ,，:：、]))"
    r"(?:客户|对方|人家|[她他]们?|[^\W\d]{1,3}(?:总|姐|哥|工|经理|老师|先生|女士|小姐))?"
    r"(?:又|也|已经?)?"
    r"(?:说好?|要求|[让叫要请]我们?|[跟和]?[她他]?(?:约好?|约定|改约|改到|定[好在]))(?:了|是)?\s*$"
)
"""Who said so, or that it was agreed: no part of what is to be done on that day."""
_COUNT = {"半": 1, "两": 2} | {word: n for n, word in enumerate("一二三四五六七八九十", start=1)}


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is to be done, and by when if that was said."""

    text: str
    when: When | None


def find_day(said: str, today: date) -> Recognised:
    """Take the first day out of what was said."""
    if within := _WITHIN.search(said):
        limit = When(_within(within[1], within[2], today))
        return Recognised(_joined(said[: within.start()], said[within.end() :]), limit)
    for at in range(min(len(said), _LOOKED_AT)):
        if at and said[at - 1].isdigit():  # never the end of a number
            continue
        if read_when(said[at : at + _TOLD_IN], today)[0] is not None:
            when, rest = read_when(said[at:], today)
            return Recognised(_joined(said[:at], rest), when)
    return Recognised(said, None)


def _joined(before: str, after: str) -> str:
    before = _without(_BEFORE_DAY, before)
    after = _without(_AFTER_DAY, after)
    if after.strip(EDGES):
        before = _without(_TOLD, before)
    parts = before.strip(EDGES), after
    return " ".join(part for part in parts if part).strip(EDGES)


def _without(words: re.Pattern[str], text: str) -> str:
    """The text without the first such words, in either script."""
    plain = simplify(text).lower()
    found = words.search(plain if len(plain) == len(text) else text)
    return text[: found.start()] + text[found.end() :] if found else text


def _within(number: str, unit: str, today: date) -> date:
    """The last day of a stretch that begins now: hours end on the day they reach."""
    count = int(number) if number.isdigit() else _COUNT[number]
    if unit == "小时":
        return today + timedelta(days=count // 24)
    if unit in ("周", "星期"):
        return today + timedelta(weeks=count)
    if unit == "月":
        return today + timedelta(days=15 if number == "半" else 30 * count)
    if unit == "工作日":
        return _weekdays_on(today, count)
    return today + timedelta(days=count)


def _weekdays_on(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
