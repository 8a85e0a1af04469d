"""What the timeline shows, whatever table it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the stream: newest first, at the same instant by source, then by id."""

    at: datetime
    rank: int
    id: int


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened.

    `source` and `id` name the row; `kind` is an interaction's kind, "complaint", "promise" or
    "order". cost in minor units of `currency`. status (open, closed) and step only for
    complaints and service orders; of orders amount and what is owed, their status, and the day
    alone; of promises their status, the day they are due and the day they were closed; of answers
    to a questionnaire their status (done, declined) and scores.
    """

    source: str
    id: int
    kind: str
    at: datetime
    title: str
    text: str
    staff: str = ""
    contact: str = ""
    direction: str = ""
    purpose: str = ""
    outcome: str = ""
    minutes: int | None = None
    cost: int | None = None
    currency: str = ""
    status: str = ""
    step: int = 0
    amount: int = 0
    owed: int = 0
    due_on: date | None = None
    done_on: date | None = None
    csat: int | None = None
    nps: int | None = None


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """`kinds` empty: all of them; `text` is looked for in everything an entry shows."""

    kinds: frozenset[str] = frozenset()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Entries, newest first, and where to go on; `next` None: that was all."""

    entries: Sequence[TimelineEntry] = field(default_factory=list)
    next: Cursor | None = None
