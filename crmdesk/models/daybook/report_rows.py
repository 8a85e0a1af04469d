"""What a daily or weekly report tells, as data; its words stand in ui/daybook/report_text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from crmdesk.models.interactions.reply_times import ReplyTimes

Money = Mapping[str, int]
"""Currency -> minor units (分)."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something with a customer: what, for a moved one until when, and why."""

    customer: str
    salutation: str
    company: str
    contact: str
    text: str
    reason: str = ""
    due_on: date | None = None
    due_time: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Contacts:
    """Log entries by kind, how many calls reached somebody, how many customers they were with."""

    kinds: Mapping[str, int] = field(default_factory=dict)
    reached: int = 0
    customers: int = 0

    @property
    def total(self) -> int:
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True)
class Promised:
    """Promises of these days; `late` of those kept were kept after their day."""

    made: int = 0
    kept: int = 0
    late: int = 0
    broken: Sequence[Line] = ()
    moved: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """Follow-ups of these days."""

    done: int = 0
    moved: Sequence[Line] = ()
    dropped: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class Sold:
    """Orders and payments of these days, by currency."""

    orders: int = 0
    sales: Money = field(default_factory=dict)
    payments: int = 0
    paid: Money = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """One member of staff in a report about all."""

    name: str
    contacts: int
    visits: int
    sales: Money
    replies: ReplyTimes


@dataclass(frozen=True, slots=True)
class Report:
    """The days from `first` to `last` of one person (`staff` her name), or of all ("").

    `plan` is what is due until `plan_on`, the next working day; `overdue` what should have been
    done before and was not.
    """

    first: date
    last: date
    staff: str = ""
    contacts: Contacts = field(default_factory=Contacts)
    visits: Sequence[Line] = ()
    sold: Sold = field(default_factory=Sold)
    promises: Promised = field(default_factory=Promised)
    follow_ups: Planned = field(default_factory=Planned)
    complaints: Sequence[Line] = ()
    complaints_closed: int = 0
    services: int = 0
    services_closed: int = 0
    replies: ReplyTimes = field(default_factory=ReplyTimes)
    people: Sequence[Person] = ()
    plan_on: date | None = None
    plan: Sequence[Line] = ()
    overdue: int = 0
