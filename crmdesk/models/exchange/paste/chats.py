"""A chat copied from WeChat or LINE: who said what when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from crmdesk.models.exchange.paste.board import flat

_TIME = (
    r"(?:(?P<half>凌晨|早上|上午|中午|下午|傍晚|晚上|am|pm)\s?)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?"
    r"(?:\s?(?P<half2>am|pm))?"
)
_DATE = (
    r"(?:(?P<year>\d{4})[-/.年])?(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
    r"(?:\s?\(?(?:星期|周|礼拜)?[一二三四五六日天]\)?)?"
    r"|(?P<word>今天|昨天|前天)|(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])"
)
_WHEN = rf"(?:(?:{_DATE})[ ,]{{0,2}})?{_TIME}"
_NAME = r"(?P<name>[^\n:\[\]]{1,30}?)"
_HEADERS = (
    re.compile(rf"[ ]*{_NAME}[ :]{{0,3}}[ (]{_WHEN}[)]?[ ]*", re.IGNORECASE),
    re.compile(
        rf"[ ]*\[?(?:{_DATE})[ ,]{{1,2}}{_TIME}\]?[ ,]{{1,3}}{_NAME}[ ]*:?[ ]*", re.IGNORECASE
    ),
    re.compile(rf"[ ]*[\[(]{_WHEN}[\])][ ]*{_NAME}[ ]*:(?P<text>.*)", re.IGNORECASE),
    re.compile(rf"[ ]*(?:{_DATE})[ ]{_TIME}[ ]{_NAME}[ ]*:(?P<text>.+)", re.IGNORECASE),
)
_LINE_ROW = re.compile(rf"{_TIME}[ ]+(?P<name>[^\s]{{1,20}})[ ]+(?P<text>.+)", re.IGNORECASE)
_DAY_ROW = re.compile(rf"[ \-=(]*(?:{_DATE})[ \-=)]*(?:{_TIME})?[ \-=]*", re.IGNORECASE)
_NO_NAME = re.compile(
    r"[\d\-/.年月日 ]*|.*(?:送货|时间|日期|电话|地址|营业|预约|下单|截止|之前|以前|到货|开会|约在"
    r"|改到|周|星期).*"
)
_NUMBER = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|09\d{2}-?\d{3}-?\d{3})(?!\d)")
_LATE = ("下午", "傍晚", "晚上", "pm")


@dataclass(frozen=True, slots=True)
class Message:
    """What one said; `start` and `end` are where the words stand in the text."""

    speaker: str
    at: datetime | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chat:
    """`customer` is the speaker taken to be the customer; times are the office's."""

    messages: tuple[Message, ...]
    customer: str = ""

    @property
    def speakers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(message.speaker for message in self.messages))

    @property
    def at(self) -> datetime | None:
        """When it ended."""
        return max((message.at for message in self.messages if message.at), default=None)

    @property
    def direction(self) -> str:
        """in where she began it."""
        return "in" if self.messages[0].speaker == self.customer else "out"

    @property
    def answered(self) -> bool:
        """Whether the last word was ours."""
        return self.messages[-1].speaker != self.customer

    def words(self) -> str:
        """What was said, without the lines of names and times; who, where several speak."""
        if len(self.speakers) < 2:
            return "\n".join(message.text for message in self.messages)
        lines: list[str] = []
        before = ""
        for message in self.messages:
            named = message.speaker != before
            lines.append(f"{message.speaker}：{message.text}" if named else message.text)
            before = message.speaker
        return "\n".join(lines)


def read_chat(text: str, now: datetime, ours: Collection[str] = ()) -> Chat | None:
    """The chat, None where the text is none; `ours` are the names of the staff."""
    messages = [message for message in _messages(text, now) if message.text]
    if not messages:
        return None
    return Chat(tuple(messages), _customer(messages, ours))


def _customer(messages: Sequence[Message], ours: Collection[str]) -> str:
    """Who is none of ours; of several who gave a number, else who spoke first."""
    speakers = list(dict.fromkeys(message.speaker for message in messages))
    others = [
        speaker for speaker in speakers if speaker not in ours and speaker not in ("我", "me")
    ]
    told = [message.speaker for message in messages
            if message.speaker in others and _NUMBER.search(message.text)]  # fmt: skip
    return (told or others or speakers)[0]


def _messages(text: str, now: datetime) -> Iterator[Message]:
    """The words between one line of name and time and the next; nothing before the first."""
    plain, day = flat(text), None
    heads: list[tuple[int, int, str, datetime | None]] = []
    rows = _rows_of_line(plain)
    for found in re.compile(r"[^\n]+").finditer(plain):
        start, line = found.start(), found[0]
        if rows and (row := _LINE_ROW.fullmatch(line)):
            at = _at(row, now, day)
            heads.append(
                (start, start + row.start("text"), text[start:][slice(*row.span("name"))], at)
            )
        elif head := _header(line):
            name = text[start + head.start("name") : start + head.end("name")].strip()
            words = head.groupdict().get("text")
            begin = start + (head.start("text") if words is not None else len(line))
            heads.append((start, begin, name, _at(head, now, day)))
        elif row := _DAY_ROW.fullmatch(line):
            day = _day(row, now) or day
            heads.append((start, found.end(), "", None))
    if not any(name for _start, _begin, name, _at_ in heads) or plain[: heads[0][0]].strip():
        return
    ends = [start for start, *_rest in heads[1:]] + [len(text)]
    for (_start, begin, name, at), end in zip(heads, ends, strict=True):
        if name:
            said = text[begin:end].strip()
            place = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
            yield Message(name, at, said, place, place + len(said))


def _rows_of_line(plain: str) -> bool:
    """LINE writes time, name and words into one line; two such lines, or a day above one."""
    rows = [line for line in plain.split("\n") if _LINE_ROW.fullmatch(line.strip())]
    days = [line for line in plain.split("\n") if line.strip() and _DAY_ROW.fullmatch(line)]
    return len(rows) + min(1, len(days)) > 1 and bool(rows)


def _header(line: str) -> re.Match[str] | None:
    for pattern in _HEADERS:
        found = pattern.fullmatch(line)
        if found and found["name"].strip(" -:") and not _NO_NAME.fullmatch(found["name"]):
            return found
    return None


def _at(found: re.Match[str], now: datetime, day: date | None) -> datetime | None:
    if found["hour"] is None or int(found["hour"]) > 23 or int(found["minute"]) > 59:
        return None
    hour = int(found["hour"])
    half = (found["half"] or found["half2"] or "").lower()
    if half in _LATE and hour < 12:
        hour += 12
    clock = time(hour, int(found["minute"]))
    groups = found.groupdict()
    told = _day(found, now) if "month" in groups else None
    if told or day:
        return datetime.combine(told or day or now.date(), clock)
    today = datetime.combine(now.date(), clock)
    return today if today <= now.replace(tzinfo=None) else today - timedelta(days=1)


def _day(found: re.Match[str], now: datetime) -> date | None:
    today = now.date()
    if word := found["word"]:
        return today - timedelta(days=("今天", "昨天", "前天").index(word))
    if weekday := found["weekday"]:
        number = "一二三四五六日".index(weekday.replace("天", "日"))
        return today - timedelta(days=(today.weekday() - number) % 7)
    if not found["month"]:
        return None
    try:
        year = int(found["year"]) if found["year"] else today.year
        day = date(year, int(found["month"]), int(found["day"]))
        return day if found["year"] or day <= today else day.replace(year=year - 1)
    except ValueError:
        return None
