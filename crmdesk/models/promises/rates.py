"""How many promises were kept: of a member of staff, to a customer (谨慎承诺、更多行动)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Promise, Staff


@dataclass(frozen=True, slots=True)
class Rate:
    """How promises fared: late ones were kept after their day, overdue ones are open still."""

    kept: int = 0
    late: int = 0
    broken: int = 0
    overdue: int = 0

    @property
    def counted(self) -> int:
        return self.kept + self.late + self.broken + self.overdue

    @property
    def percent(self) -> int | None:
        """Kept in time out of all that were due, 0 to 100; None where none was."""
        return round(100 * self.kept / self.counted) if self.counted else None


def rates_by_staff(session: Session, today: date, since: date) -> dict[str, Rate]:
    """Name of staff -> how her promises due since then fared; without any she is absent."""
    name = func.coalesce(Staff.name, "")
    query = (
        select(name, *_fates(today))
        .select_from(Promise)
        .outerjoin(Staff, Staff.id == Promise.staff_id)
        .where(Promise.due_on >= since)
        .group_by(name)
    )
    rates = {told: Rate(*fates) for told, *fates in session.execute(query)}
    return {told: rate for told, rate in sorted(rates.items()) if rate.counted}


def rate_of_customer(session: Session, customer_id: int, today: date) -> Rate:
    """How the promises made to her fared."""
    query = select(*_fates(today)).where(Promise.customer_id == customer_id)
    return Rate(*session.execute(query).one())


def _fates(today: date) -> list[Any]:
    kept, late = Promise.done_on <= Promise.due_on, Promise.done_on > Promise.due_on
    conditions = (
        and_(Promise.status == "kept", kept),
        and_(Promise.status == "kept", late),
        Promise.status == "broken",
        and_(Promise.status == "open", Promise.due_on < today),
    )
    return [func.coalesce(func.sum(case((told, 1), else_=0)), 0) for told in conditions]
