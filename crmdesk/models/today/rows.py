"""What stands on the page Today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from crmdesk.models.calendar.birthday import Birthday

if TYPE_CHECKING:  # not needed before the first screen is shown
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from crmdesk.models.calendar.due import Reading
    from crmdesk.models.care.greeting import Greeting

WEEK = timedelta(days=7)
"""The week ahead: today and the six days after it; birthdays are looked for a day further."""
FIRST = 20
"""So many rows of a section are shown until more are asked for."""
ROLLED = ("promise", "follow_up")
"""The values of `TodayRow.source` that can be moved on with a reason."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What the page wants to know: of which day, whose, how many rows of each section.

    `day` is the day looked at, `today` unless the user looks ahead; no `staff`: everybody's.
    """

    session: Session
    today: date
    now: datetime
    zone: tzinfo
    day: date
    staff: tuple[int, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)

    def limit(self, section: str) -> int:
        """So many rows of a section at most."""
        return self.limits.get(section, FIRST)

    def whose(self, staff: InstrumentedAttribute[int | None]) -> tuple[ColumnElement[bool], ...]:
        """SQL for: theirs whose day it is; nothing to ask where it is everybody's."""
        return (staff.in_(self.staff),) if self.staff else ()

    @property
    def ahead(self) -> bool:
        """Whether a day to come is looked at."""
        return self.day > self.today

    def week(self, days: Iterable[date | None]) -> dict[date, int]:
        """How many of these fall on each day of the week ahead."""
        last = self.today + WEEK - timedelta(days=1)
        return Counter(day for day in days if day is not None and self.today <= day <= last)


@dataclass(frozen=True, slots=True)
class TodayRow:
    """Whom to contact and why.

    A source says: `source` and `id` (the row it comes from), the customer, her contact, who is
    to do it (`staff_id`; None: her owner), `text` (what), `code` and `step` (why, in codes its
    words in ui/today understand), `due_on` and `due_time`, `since` (an instant in the past),
    `clock`; how often it was `moved` and `why` the last time; `channel` where one was planned,
    `suggests` where the reason has one; `words` names the texts offered to copy, `occasion` (with
    `feast_name`) the greeting that is logged when copied. `birthday`, `age`: for birthdays, where
    `due_on` is the day it is kept.

    `people.fill` adds the rest: whom (`name` the person, `company` where she is, `kind` that of
    `name`), `phone` E.164 or as it was typed, `staff`, `channel`, `hour` and `greeting` (what
    may be sent, where somebody may be). `rests`: it is about money, and these are days on which
    nobody asks for any.
    """

    section: str
    source: str
    id: int
    customer_id: int
    contact_id: int | None = None
    staff_id: int | None = None
    text: str = ""
    code: str = ""
    step: int = 0
    due_on: date | None = None
    due_time: str = ""
    since: datetime | None = None
    clock: tuple[str, Reading] | None = None
    birthday: Birthday | None = None
    age: int | None = None
    channel: str = ""
    suggests: str = ""
    words: str = ""
    occasion: str = ""
    feast_name: str = ""
    name: str = ""
    company: str = ""
    salutation: str = ""
    kind: str = "person"
    phone: str = ""
    staff: str = ""
    hour: str = ""
    greeting: Greeting | None = None
    mourning: bool = False
    rests: bool = False
    moved: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one source has for one section: its first rows, and how many there are.

    `days`: how many on each day of the week ahead, and how many were left undone on the last
    working day and since. `capped`: there are more than `total`.
    """

    section: str
    total: int = 0
    rows: Sequence[TodayRow] = ()
    days: Mapping[date, int] = field(default_factory=dict)
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One heading with its first rows; `total` may be more."""

    code: str
    total: int = 0
    rows: Sequence[TodayRow] = field(default_factory=list)
    capped: bool = False


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day of the week ahead: how many things are due, which festivals it brings (codes and
    the names of own days).
    """

    day: date
    count: int = 0
    festivals: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TodayPage:
    """All sections in their order, empty ones included, and the days from today on.

    `left_over`: how much was left undone on the last working day, `left_since`. `first_day`: the
    office has no customers yet.
    """

    sections: Sequence[Section]
    week: Sequence[WeekDay] = ()
    left_over: int = 0
    left_since: date | None = None
    first_day: bool = False
