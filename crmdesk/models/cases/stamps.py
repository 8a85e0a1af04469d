"""Who finished which step of a case, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.cases.tables import CaseTables
from crmdesk.models.core.db import context_of


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who finished a step, and when."""

    step: int
    staff: str
    at: datetime


def stamp(session: Session, tables: CaseTables, case: Any, step: int, now: datetime) -> None:
    """I finished this step now."""
    staff = context_of(session).staff_id
    session.add(tables.step(**tables.owner(case), step=step, staff_id=staff, at=now))


def load_stamps(
    session: Session, tables: CaseTables, case_id: int, staff: Mapping[int, str]
) -> dict[int, Stamp]:
    """The newest stamp of each step."""
    query = select(tables.step).where(tables.of(tables.step) == case_id)
    rows = session.scalars(query.order_by(tables.step.id))
    return {row.step: Stamp(row.step, staff.get(row.staff_id or 0, ""), row.at) for row in rows}
