"""What was to be done on the last working day and was not, and moving it on with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import Invalid
from crmdesk.models.office.hours import load_hours
from crmdesk.models.schema import Customer, FollowUp, Promise
from crmdesk.models.today.rows import ROLLED

ACTION = "today.roll"
"""What the journal calls it."""
_TABLES: tuple[tuple[str, Any], ...] = tuple(zip(ROLLED, (Promise, FollowUp), strict=True))


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A promise or follow-up (`source`) still open."""

    source: str
    id: int
    name: str
    text: str
    due_on: date


@dataclass(frozen=True, slots=True)
class RollDraft:
    """On which day it shall be done instead (None: it is needed no more), and why not before."""

    to: date | None
    reason: str
    needed: bool = True

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when it may be stored."""
        found: dict[str, str] = {}
        if self.needed and self.to is None:
            found["to"] = "follow_up.due.none"
        if not self.reason.strip():
            found["reason"] = "promise.reason.none"
        return found


def last_working_day(session: Session, today: date) -> date:
    """The day before today on which the office was open, by its week."""
    week = load_hours(session).week
    days = (today - timedelta(days=back) for back in range(1, 8))
    return next((day for day in days if week.days[day.weekday()]), today - timedelta(days=1))


def load_left_over(session: Session, today: date, staff: Sequence[int] = ()) -> list[LeftOver]:
    """All of it, promises first, the oldest first; no `staff` means everybody's."""
    parts = [
        _of(table, literal(source), session, today, staff).add_columns(
            table.id, Customer.name, table.text, table.due_on
        ).join(Customer, Customer.id == table.customer_id)
        for source, table in _TABLES
    ]  # fmt: skip
    found = [LeftOver(*row) for row in session.execute(union_all(*parts))]
    return sorted(found, key=lambda one: (one.source != "promise", one.due_on, one.id))


def roll_over(
    session: Session,
    items: Sequence[tuple[str, int]],
    draft: RollDraft,
    *,
    today: date,
    now: datetime,
) -> None:
    """Move all of these (source, id) to another day, or let them be; why is kept with each.

    Raises Invalid when the draft has problems, CrmError when one of them was deleted meanwhile.
    """
    if problems := draft.problems():
        raise Invalid(problems)
    from crmdesk.models.promises.actions import move_promise, release_promise
    from crmdesk.models.promises.drafts import MoveDraft
    from crmdesk.models.tasks.actions import drop_follow_up, postpone_follow_up

    for source, key in items:
        if source == "promise" and draft.to is not None and draft.needed:
            promise = session.get(Promise, key)
            time = promise.due_time if promise is not None else ""
            move_promise(session, key, MoveDraft(draft.to, time, draft.reason), now=now)
        elif source == "promise":
            release_promise(session, key, on=today, now=now, result=draft.reason)
        elif draft.to is not None and draft.needed:
            postpone_follow_up(session, key, draft.to, why=draft.reason)
        else:
            drop_follow_up(session, key, now=now, reason=draft.reason)


def _of(table: Any, what: Any, session: Session, today: date, staff: Sequence[int]) -> Any:
    query = select(what).where(
        table.status == "open",
        table.due_on >= last_working_day(session, today),
        table.due_on < today,
    )
    return query.where(table.staff_id.in_(staff)) if staff else query
