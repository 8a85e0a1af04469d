"""What a foreign file says was talked about and complained of, cleaned."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from crmdesk.models.customers.phones import PhoneValue


@dataclass
class InteractionRecord:
    """A row of the sheet 联系记录; times are the office's local time, cost in minor units."""

    row: int = 0
    sheet: str = ""
    digest: str = ""
    customer_number: str = ""
    customer: str = ""
    contact: str = ""
    at: datetime | None = None
    kind: str = ""
    direction: str = ""
    purpose: str = ""
    outcome: str = ""
    text: str = ""
    minutes: int | None = None
    cost: int | None = None
    currency: str = ""
    staff: str = ""
    phone: tuple[PhoneValue, ...] = ()


class Solution(NamedTuple):
    text: str
    accepted: bool = False
    at: datetime | None = None


class ComplaintAction(NamedTuple):
    text: str
    staff: str = ""
    at: datetime | None = None
    on_day: date | None = None


class Pause(NamedTuple):
    """The clock stands still."""

    at: datetime | None = None
    until: datetime | None = None
    staff: str = ""
    reason: str = ""


class Escalation(NamedTuple):
    """Somebody was asked to step in."""

    at: datetime | None = None
    to_staff: str = ""
    staff: str = ""
    reason: str = ""


class Measure(NamedTuple):
    """What is improved because of it, and what the customer said when called about that."""

    title: str = ""
    state: str = ""
    verdict: str = ""
    at: datetime | None = None
    staff: str = ""
    text: str = ""


class CallBack(NamedTuple):
    at: datetime | None = None
    staff: str = ""
    reached: bool | None = None
    satisfied: bool | None = None
    score: int | None = None
    text: str = ""


class StepStamp(NamedTuple):
    step: int
    staff: str = ""
    at: datetime | None = None


@dataclass
class ComplaintRecord:
    """A row of the sheet 投诉; times are the office's local time, cost in minor units."""

    row: int = 0
    sheet: str = ""
    digest: str = ""
    number: str = ""
    customer_number: str = ""
    customer: str = ""
    contact: str = ""
    handler: str = ""
    status: str = ""
    step: int | None = None
    opened_at: datetime | None = None
    subject: str = ""
    product: str = ""
    channel: str = ""
    words: str = ""
    mood: str = ""
    facts: str = ""
    severity: str = ""
    compensation: str = ""
    cost: int | None = None
    currency: str = ""
    cause: str = ""
    improvement: str = ""
    closed_at: datetime | None = None
    closing: str = ""
    solutions: tuple[Solution, ...] = ()
    actions: tuple[ComplaintAction, ...] = ()
    calls: tuple[CallBack, ...] = ()
    steps: tuple[StepStamp, ...] = ()
    pauses: tuple[Pause, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    measures: tuple[Measure, ...] = ()
