"""The days a report is about, and whose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import InstrumentedAttribute

from crmdesk.models.daybook.report_rows import Line
from crmdesk.models.schema import Contact, Customer

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From `first` to `last`, both included, in the office's zone; `staff_id` None: everybody."""

    first: date
    last: date
    zone: tzinfo
    staff_id: int | None = None

    @property
    def begin(self) -> datetime:
        return datetime.combine(self.first, time(), self.zone).astimezone(UTC)

    @property
    def end(self) -> datetime:
        return datetime.combine(self.last + DAY, time(), self.zone).astimezone(UTC)

    def at(self, column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """SQL for: this instant lies in it."""
        return (column >= self.begin) & (column < self.end)

    def on(self, column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """SQL for: this day lies in it."""
        return (column >= self.first) & (column <= self.last)

    def whose(self, column: InstrumentedAttribute[Any]) -> Sequence[ColumnElement[bool]]:
        """SQL for: done by her, where it is about one person."""
        return () if self.staff_id is None else (column == self.staff_id,)

    def to_do(self, column: InstrumentedAttribute[Any]) -> Sequence[ColumnElement[bool]]:
        """SQL for: hers to do; what nobody has is everybody's."""
        if self.staff_id is None:
            return ()
        return (or_(column == self.staff_id, column.is_(None)),)


def week_of(day: date) -> tuple[date, date]:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def who() -> tuple[Any, ...]:
    """The columns of a Line that say whom it is about."""
    return (
        Customer.name,
        Customer.salutation,
        func.coalesce(Customer.company, "").label("company"),
        func.coalesce(Contact.name, "").label("contact"),
    )


def line(row: Any, text: str, **told: Any) -> Line:
    """A Line from a row with those columns."""
    return Line(row.name, row.salutation, row.company, row.contact, text, **told)
