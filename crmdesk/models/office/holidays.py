"""The office's list of days off and of make-up work days: read, entered, imported, deleted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.holidays import Special, special_days
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.office.hours import load_hours, load_own_days
from crmdesk.models.schema import Holiday


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A day of the list; `own` ones were entered here, the others are the region's."""

    day: date
    name: str
    works: bool
    own: bool


@dataclass(frozen=True, slots=True)
class HolidayDraft:
    """A day as typed."""

    day: date | None
    name: str = ""
    works: bool = False

    def problems(self) -> dict[str, str]:
        """Field name -> message code."""
        return {} if self.day is not None else {"day": "holiday.day.empty"}


def load_year(session: Session, year: int) -> list[HolidayRow]:
    """Every day of a year that is not as its weekday, own days before the region's."""
    days = {
        special.day: HolidayRow(special.day, special.name, special.works, own=False)
        for special in special_days(load_hours(session).region, year).values()
    }
    days |= {
        special.day: HolidayRow(special.day, special.name, special.works, own=True)
        for special in load_own_days(session).values()
        if special.day.year == year
    }
    return [days[day] for day in sorted(days)]


def set_holiday(session: Session, draft: HolidayDraft, *, instead_of: date | None = None) -> None:
    """Enter a day, or change it; one that is there already gets the new name and kind.

    Raises Invalid.
    """
    if draft.day is None:
        raise Invalid(draft.problems())
    if instead_of is not None and instead_of != draft.day and (old := _own(session, instead_of)):
        session.delete(old)
        session.flush()
    store_holidays(session, [Special(draft.day, draft.name.strip(), draft.works)])


def store_holidays(session: Session, days: Iterable[Special]) -> int:
    """Take over days read from a file or text; returns how many are new or other than before."""
    known = {row.day: row for row in session.scalars(select(Holiday))}
    changed = 0
    for special in days:
        row = known.get(special.day)
        if row is None:
            session.add(Holiday(day=special.day, name=special.name, works=special.works))
        elif (row.name, row.works) != (special.name, special.works):
            row.name, row.works = special.name, special.works
        else:
            continue
        changed += 1
    session.flush()
    return changed


def delete_holiday(session: Session, day: date) -> None:
    """Take an own day away: it is again what the region or the week says.

    Raises CrmError "holiday.official" for a public holiday nobody entered: one may enter it as a
    work day instead.
    """
    row = _own(session, day)
    if row is None:
        raise CrmError("holiday.official")
    session.delete(row)


def _own(session: Session, day: date) -> Holiday | None:
    return session.scalar(select(Holiday).where(Holiday.day == day))
