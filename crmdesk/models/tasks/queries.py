"""Follow-ups as lists show them: by when they are due and whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from crmdesk.models.core.errors import CrmError
from crmdesk.models.schema import Contact, Customer, CustomerSummary, FollowUp, Staff
from crmdesk.models.tasks.drafts import FollowUpDraft

SCOPES = ("open", "overdue", "today", "week", "later", "closed")
"""open: all not closed; week: the rest of this week; later: after it; closed: done or dropped.
Also understood: tomorrow."""


@dataclass(frozen=True, slots=True)
class FollowUpFilter:
    """Which follow-ups; no `staff` means everybody's."""

    scope: str = "open"
    staff: tuple[int, ...] = ()
    customer_id: int | None = None


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One line of the list; `phone` is the customer's first one, `why` it was put off last."""

    id: int
    customer_id: int
    customer: str
    salutation: str
    company: str
    contact_id: int | None
    contact: str
    due_on: date
    due_time: str
    text: str
    channel: str
    staff: str
    status: str
    result: str
    done_at: datetime | None
    phone: str
    kind: str
    origin: str
    why: str


def find_ids(
    session: Session,
    wanted: FollowUpFilter,
    today: date,
    *,
    sort: str = "due",
    descending: bool = False,
    limit: int | None = None,
) -> list[int]:
    """Ids in the order asked for; closed ones newest first unless sorted otherwise."""
    query = select(FollowUp.id).where(*_conditions(wanted, today))
    if sort == "customer":
        query = query.outerjoin(
            CustomerSummary, CustomerSummary.customer_id == FollowUp.customer_id
        )
    elif sort == "staff":
        query = query.outerjoin(Staff, Staff.id == FollowUp.staff_id)
    order = (_sorted_by(sort, wanted.scope), FollowUp.due_time, FollowUp.id)
    descending = descending != (sort == "due" and wanted.scope == "closed")
    query = query.order_by(*(part.desc() if descending else part for part in order))
    return list(session.scalars(query.limit(limit)))


def count(session: Session, wanted: FollowUpFilter, today: date) -> int:
    """How many `find_ids` would find."""
    query = select(func.count()).select_from(FollowUp).where(*_conditions(wanted, today))
    return session.scalar(query) or 0


def load_rows(session: Session, ids: Sequence[int]) -> dict[int, FollowUpRow]:
    """List rows for `ids`; an id deleted meanwhile is simply absent."""
    if not ids:
        return {}
    rows = session.execute(_rows().where(FollowUp.id.in_(ids)))
    return {row.id: FollowUpRow(*row) for row in rows}


def count_scopes(session: Session, wanted: FollowUpFilter, today: date) -> dict[str, int]:
    """How many stand in each scope but "closed", for the same people."""
    sunday = _sunday(today)
    group = case(
        (FollowUp.due_on < today, "overdue"),
        (FollowUp.due_on == today, "today"),
        (FollowUp.due_on <= sunday, "week"),
        else_="later",
    )
    everything = FollowUpFilter("open", wanted.staff, wanted.customer_id)
    query = select(group, func.count()).where(*_conditions(everything, today)).group_by(group)
    found: dict[str, int] = dict(session.execute(query).all())
    return {"open": sum(found.values())} | {scope: found.get(scope, 0) for scope in SCOPES[1:5]}


def load_follow_up(session: Session, follow_up_id: int) -> FollowUpDraft:
    """What stands in it now, to be changed. Raises CrmError "follow_up.gone"."""
    row = session.get(FollowUp, follow_up_id)
    if row is None:
        raise CrmError("follow_up.gone")
    return FollowUpDraft(
        customer_id=row.customer_id,
        due_on=row.due_on,
        due_time=row.due_time,
        text=row.text,
        channel=row.channel,
        contact_id=row.contact_id,
        staff_id=row.staff_id,
    )


def _sorted_by(sort: str, scope: str) -> InstrumentedAttribute[Any]:
    if sort == "due" and scope == "closed":
        return FollowUp.done_at
    columns: dict[str, InstrumentedAttribute[Any]] = {
        "customer": CustomerSummary.sort_name,
        "text": FollowUp.text,
        "staff": Staff.name,
    }
    return columns.get(sort, FollowUp.due_on)


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            FollowUp.id,
            FollowUp.customer_id,
            Customer.name,
            Customer.salutation,
            func.coalesce(Customer.company, ""),
            FollowUp.contact_id,
            func.coalesce(Contact.name, ""),
            FollowUp.due_on,
            FollowUp.due_time,
            FollowUp.text,
            FollowUp.channel,
            func.coalesce(Staff.name, ""),
            FollowUp.status,
            FollowUp.result,
            FollowUp.done_at,
            func.coalesce(CustomerSummary.phone, ""),
            Customer.kind,
            func.coalesce(FollowUp.origin, ""),
            func.coalesce(FollowUp.why, ""),
        )
        .join(Customer, Customer.id == FollowUp.customer_id)
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == FollowUp.customer_id)
        .outerjoin(Contact, Contact.id == FollowUp.contact_id)
        .outerjoin(Staff, Staff.id == FollowUp.staff_id)
    )


def _conditions(wanted: FollowUpFilter, today: date) -> list[ColumnElement[bool]]:
    conditions = [_scope(wanted.scope, today)]
    if wanted.staff:
        conditions.append(FollowUp.staff_id.in_(wanted.staff))
    if wanted.customer_id is not None:
        conditions.append(FollowUp.customer_id == wanted.customer_id)
    return conditions


def _scope(scope: str, today: date) -> ColumnElement[bool]:
    if scope == "closed":
        return FollowUp.status.in_(("done", "dropped"))
    still_open = FollowUp.status == "open"
    due = {
        "overdue": FollowUp.due_on < today,
        "today": FollowUp.due_on == today,
        "tomorrow": FollowUp.due_on == today + timedelta(days=1),
        "week": FollowUp.due_on.between(today + timedelta(days=1), _sunday(today)),
        "later": FollowUp.due_on > max(today, _sunday(today)),
    }.get(scope)
    return still_open if due is None else and_(still_open, due)


def _sunday(today: date) -> date:
    return today + timedelta(days=6 - today.weekday())
