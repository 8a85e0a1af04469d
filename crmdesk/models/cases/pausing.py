"""Stopping the clocks of a case while we wait, and letting them run on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.cases.tables import CaseTables
from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import Invalid
from crmdesk.models.schema import Interaction, Staff

CUSTOMER, PARTS = "customer", "parts"
NOT_AN_ANSWER = ("new_product", "sales", "survey")
"""Talks for such a purpose are not about the case."""


@dataclass(frozen=True, slots=True)
class PauseDraft:
    """What we wait for, so that the clock may stand still."""

    reason: str = ""
    waits_for: str = CUSTOMER

    def problems(self) -> dict[str, str]:
        """A clock stands still for a reason only."""
        return {} if self.reason.strip() else {"reason": "case.pause.reason"}


@dataclass(frozen=True, slots=True)
class PausedFor:
    """A time the clock stood still; `until` None: nobody ended it by hand."""

    at: datetime
    until: datetime | None
    by: str
    reason: str
    waits_for: str = CUSTOMER


def waits_for(pause: Any) -> str:
    """CUSTOMER or PARTS; where a kind of case waits for nothing else it is the customer."""
    return str(getattr(pause, "waits_for", CUSTOMER))


def pause(
    session: Session, tables: CaseTables, case_id: int, draft: PauseDraft, *, now: datetime
) -> None:
    """Stop the clocks until the customer is heard of, the parts are there, or somebody says so.

    Raises Invalid, and CrmError where it is gone or there is no clock any more.
    """
    if problems := draft.problems():
        raise Invalid(problems)
    case = tables.get_open(session, case_id)
    end_pause(session, tables, case, now)
    row = tables.pause(
        **tables.owner(case),
        at=now,
        reason=draft.reason.strip(),
        staff_id=context_of(session).staff_id,
    )
    if draft.waits_for != CUSTOMER:
        row.waits_for = draft.waits_for
    session.add(row)


def end_pause(session: Session, tables: CaseTables, case: Any, now: datetime) -> None:
    """End the pause that lasts, if one does, at the moment the customer was heard of, or now."""
    for row in tables.children(session, tables.pause, case.id):
        if row.until is None:
            heard = None
            if waits_for(row) == CUSTOMER:
                heard = session.scalar(
                    select(func.min(Interaction.at)).where(
                        Interaction.customer_id == case.customer_id,
                        Interaction.direction == "in",
                        Interaction.at > row.at,
                        Interaction.purpose.not_in(NOT_AN_ANSWER),
                    )
                )
            row.until = min(heard or now, now)


def load_pauses(session: Session, tables: CaseTables, case_id: int) -> tuple[PausedFor, ...]:
    """When its clocks stood still, and what for."""
    query = (
        select(tables.pause, func.coalesce(Staff.name, ""))
        .outerjoin(Staff, Staff.id == tables.pause.staff_id)
        .where(tables.of(tables.pause) == case_id)
        .order_by(tables.pause.at, tables.pause.id)
    )
    return tuple(
        PausedFor(row.at, row.until, by, row.reason, waits_for(row))
        for row, by in session.execute(query)
    )
