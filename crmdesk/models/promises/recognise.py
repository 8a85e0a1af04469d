"""A promise in the words of a log entry: “承诺周五前寄样品” is one, due on Friday."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from crmdesk.models.calendar.when import When, read_when
from crmdesk.models.derived.hanzi import simplify

_WORD = re.compile(
    r"(?:承诺|答应|保证|允诺|说好)(?:了|过|客户|对方|她|他|给[她他])*"
    r"|(?<![a-z])(?:i|we)(?: have|'ve)? promised?(?: to)?(?![a-z])|(?<![a-z])promised? to(?![a-z])"
)
_NOT_OURS = re.compile(r"(?:客户|对方|人家|厂家|供应商|[她他总姐哥工])(?:又|也|已经?|口头)?$")
_NOT = re.compile(r"(?:没有?|未|不|别|不敢|不能|无法|没法)(?:再|敢|能|法)?$")
_END = re.compile(r"[。！？!?；;\n]|\.(?=\s|$)")
_WITHIN = re.compile(
    r"(\d{1,3}|[一两二三四五六七八九十半]) ?个?(小时|工作日|天|日|周|星期|月)(?:之|以)?内"
)
_AFTER_DAY = re.compile(r"^\s*(?:之前|以前|以内|之内|前|内|上班前|下班前|by)?[\s,，:：、]*")
_BEFORE_DAY = re.compile(r"(?:最迟|最晚|在|于|会|要|争取|\bby|\bbefore|\buntil|\bon)\s*$")
_COUNT = {"半": 1, "两": 2} | {word: n for n, word in enumerate("一二三四五六七八九十", start=1)}


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was promised, and by when if that was said."""

    text: str
    when: When | None


def find_promise(text: str, today: date) -> Recognised | None:
    """The first promise of ours that `text` tells; None where it tells none.

    What the customer promised, and what we did not promise, is none.
    """
    plain = simplify(text).lower()
    if len(plain) != len(text):
        text = plain
    for found in _WORD.finditer(plain):
        before = plain[: found.start()]
        if _NOT.search(before) or _NOT_OURS.search(before):
            continue
        end = _END.search(plain, found.end())
        said = text[found.end() : end.start() if end else len(text)].strip(" ,，:：、")
        if said:
            return _dated(said, today)
    return None


def _dated(said: str, today: date) -> Recognised:
    """Take the day out of what was said."""
    if within := _WITHIN.search(said):
        limit = When(_within(within[1], within[2], today))
        return Recognised(_joined(said[: within.start()], said[within.end() :]), limit)
    for at in range(len(said)):
        if at and said[at - 1].isdigit():  # never the end of a number
            continue
        when, rest = read_when(said[at:], today)
        if when is not None:
            return Recognised(_joined(said[:at], rest), when)
    return Recognised(said, None)


def _joined(before: str, after: str) -> str:
    before = _BEFORE_DAY.sub("", before)
    parts = before.strip(" ,，:：、"), _AFTER_DAY.sub("", after)
    return " ".join(part for part in parts if part).strip(" ,，:：、")


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
