"""What a sheet of ours says is to be done, cleaned."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple


class Move(NamedTuple):
    """The day of a promise was moved."""

    at: datetime | None = None
    staff: str = ""
    from_on: date | None = None
    to_on: date | None = None
    reason: str = ""


@dataclass
class PromiseRecord:
    """A row of the sheet 承诺; times are the office's local time."""

    row: int = 0
    sheet: str = ""
    digest: str = ""
    customer_number: str = ""
    customer: str = ""
    contact: str = ""
    text: str = ""
    made_at: datetime | None = None
    due_on: date | None = None
    due_time: str = ""
    staff: str = ""
    status: str = ""
    done_on: date | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    result: str = ""
    moves: tuple[Move, ...] = ()


@dataclass
class FollowUpRecord:
    """A row of the sheet 跟进; times are the office's local time."""

    row: int = 0
    sheet: str = ""
    digest: str = ""
    customer_number: str = ""
    customer: str = ""
    contact: str = ""
    text: str = ""
    due_on: date | None = None
    due_time: str = ""
    channel: str = ""
    staff: str = ""
    status: str = ""
    done_at: datetime | None = None
    done_by: str = ""
    result: str = ""
    why: str = ""
    created_at: datetime | None = None
