"""What to tell whoever sits at this computer, and when: decided here, shown by the shell.

A thing is told once: what was told is remembered by key, for all programs on one database.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from crmdesk.models.daybook.quiet import Hours

AT_ONCE = 3
"""More notices than this are one."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A follow-up, promise or appointment of a service order with an hour."""

    source: str
    id: int
    customer_id: int
    name: str
    text: str
    on: date
    time: str


@dataclass(frozen=True, slots=True)
class Ticking:
    """A complaint, service order or unanswered message whose clock is amber or red; `code` is
    which clock.
    """

    source: str
    id: int
    customer_id: int
    name: str
    text: str
    code: str
    tone: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What there is to tell from: `overdue` and `today` count what is to be done."""

    timed: Sequence[Timed] = ()
    ticking: Sequence[Ticking] = ()
    overdue: int = 0
    today: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What was told already, and the day it began: nothing of an earlier day is told."""

    began: date | None = None
    keys: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Notice:
    """kind is due, amber, red, day (how it begins) or several (then `parts` are they).

    `source` and `id` name the row it is about: follow_up, promise, complaint, service,
    reply; `code` is which clock of a complaint or service order.
    """

    kind: str
    keys: tuple[str, ...]
    source: str = ""
    id: int = 0
    customer_id: int = 0
    name: str = ""
    text: str = ""
    time: str = ""
    code: str = ""
    overdue: int = 0
    today: int = 0
    parts: Sequence["Notice"] = field(default_factory=tuple)


def decide(
    facts: Facts, told: Told, now: datetime, hours: Hours, *, first: bool = False
) -> list[Notice]:
    """What to say now; nothing in quiet hours. `first`: the program just started, so all that
    came up meanwhile is one notice.
    """
    if not hours.loud(now):
        return []
    fresh = [
        *_day(facts, told, now, hours),
        *_timed(facts, told, now, hours),
        *_ticking(facts, told),
    ]
    if len(fresh) > (1 if first else AT_ONCE):
        keys = tuple(key for notice in fresh for key in notice.keys)
        return [Notice("several", keys, parts=tuple(fresh))]
    return fresh


def _day(facts: Facts, told: Told, now: datetime, hours: Hours) -> Iterator[Notice]:
    day = hours.day_of(now)
    key, begins = f"day:{day}", hours.day_begins(day)
    something = facts.overdue or facts.today
    if something and begins is not None and now >= begins and key not in told.keys:
        yield Notice("day", (key,), overdue=facts.overdue, today=facts.today)


def _timed(facts: Facts, told: Told, now: datetime, hours: Hours) -> Iterator[Notice]:
    began = told.began or hours.day_of(now)
    for one in facts.timed:
        key = f"{one.source}:{one.id}:{one.on} {one.time}"
        if one.on < began or key in told.keys:
            continue
        if now >= hours.tell_at(hours.instant(one.on, time.fromisoformat(one.time))):
            yield Notice(
                "due", (key,), one.source, one.id, one.customer_id, one.name, one.text, one.time
            )


def _ticking(facts: Facts, told: Told) -> Iterator[Notice]:
    """Red ones are never told as amber afterwards."""
    for one in facts.ticking:
        base = f"{one.source}:{one.id}:{one.code}"
        keys = (f"{base}:amber", f"{base}:red") if one.tone == "red" else (f"{base}:amber",)
        if keys[-1] not in told.keys:
            yield Notice(
                one.tone, keys, one.source, one.id, one.customer_id, one.name, one.text,
                code=one.code,
            )  # fmt: skip
