"""What a foreign file says was talked about and complained of, cleaned."""

from dataclasses import dataclass
from datetime import datetime
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
