"""Promises as lists show them, and how many were kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError
from crmdesk.models.promises.drafts import PromiseDraft
from crmdesk.models.schema import (
    Contact,
    Customer,
    CustomerSummary,
    Promise,
    PromiseMove,
    Staff,
)

SCOPES = ("open", "overdue", "soon", "kept", "broken")
"""open: all not closed; soon: due within a week, today included; broken: and released ones."""
_SOON = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class PromiseFilter:
    """Which promises; no `staff` means everybody's."""

    scope: str = "open"
    staff: tuple[int, ...] = ()
    customer_id: int | None = None


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One line of the list; `moved` how often the day was moved, `why` the newest reason."""

    id: int
    customer_id: int
    customer: str
    salutation: str
    company: str
    kind: str
    contact_id: int | None
    contact: str
    text: str
    due_on: date
    due_time: str
    status: str
    done_on: date | None
    result: str
    staff: str
    made_at: datetime
    phone: str
    moved: int = 0
    why: str = ""


def find_ids(
    session: Session,
    wanted: PromiseFilter,
    today: date,
    *,
    sort: str = "due",
    descending: bool = False,
    limit: int | None = None,
) -> list[int]:
    """Ids in the order asked for; closed ones newest first unless sorted otherwise."""
    query = select(Promise.id).where(*_conditions(wanted, today))
    if sort == "customer":
        query = query.outerjoin(CustomerSummary, CustomerSummary.customer_id == Promise.customer_id)
    elif sort == "staff":
        query = query.outerjoin(Staff, Staff.id == Promise.staff_id)
    columns: dict[str, Any] = {
        "customer": CustomerSummary.sort_name,
        "text": Promise.text,
        "staff": Staff.name,
    }
    closed = wanted.scope in ("kept", "broken")
    first = columns.get(sort, Promise.closed_at if closed else Promise.due_on)
    descending = descending != (sort == "due" and closed)
    order = (first, Promise.due_time, Promise.id)
    query = query.order_by(*(part.desc() if descending else part for part in order))
    return list(session.scalars(query.limit(limit)))


def count(session: Session, wanted: PromiseFilter, today: date) -> int:
    """How many `find_ids` would find."""
    query = select(func.count()).select_from(Promise).where(*_conditions(wanted, today))
    return session.scalar(query) or 0


def count_scopes(session: Session, wanted: PromiseFilter, today: date) -> dict[str, int]:
    """How many stand in each scope, for the same people."""
    parts = [
        func.coalesce(func.sum(case((_scope(scope, today), 1), else_=0)), 0) for scope in SCOPES
    ]
    query = select(*parts).select_from(Promise).where(*_whose(wanted))
    return dict(zip(SCOPES, session.execute(query).one(), strict=True))


def load_rows(session: Session, ids: Sequence[int]) -> dict[int, PromiseRow]:
    """List rows for `ids`; an id deleted meanwhile is simply absent."""
    if not ids:
        return {}
    moves: dict[int, list[str]] = {}
    told = select(PromiseMove.promise_id, PromiseMove.reason).where(PromiseMove.promise_id.in_(ids))
    for promise_id, reason in session.execute(told.order_by(PromiseMove.id)):
        moves.setdefault(promise_id, []).append(reason)
    rows = session.execute(_rows().where(Promise.id.in_(ids)))
    return {row.id: _with_moves(PromiseRow(*row), moves.get(row.id, [])) for row in rows}


def _with_moves(row: PromiseRow, reasons: Sequence[str]) -> PromiseRow:
    return replace(row, moved=len(reasons), why=reasons[-1]) if reasons else row


def load_promise(session: Session, promise_id: int) -> PromiseDraft:
    """What stands in it now, to be changed. Raises CrmError "promise.gone"."""
    row = session.get(Promise, promise_id)
    if row is None:
        raise CrmError("promise.gone")
    return PromiseDraft(
        row.customer_id, row.text, row.due_on, row.due_time, row.contact_id, row.staff_id
    )


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Promise.id, Promise.customer_id, Customer.name, Customer.salutation,
            func.coalesce(Customer.company, ""), Customer.kind, Promise.contact_id,
            func.coalesce(Contact.name, ""), Promise.text, Promise.due_on, Promise.due_time,
            Promise.status, Promise.done_on, Promise.result, func.coalesce(Staff.name, ""),
            Promise.made_at, func.coalesce(CustomerSummary.phone, ""),
        )
        .join(Customer, Customer.id == Promise.customer_id)
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == Promise.customer_id)
        .outerjoin(Contact, Contact.id == Promise.contact_id)
        .outerjoin(Staff, Staff.id == Promise.staff_id)
    )  # fmt: skip


def _conditions(wanted: PromiseFilter, today: date) -> list[ColumnElement[bool]]:
    return [_scope(wanted.scope, today), *_whose(wanted)]


def _whose(wanted: PromiseFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.staff:
        conditions.append(Promise.staff_id.in_(wanted.staff))
    if wanted.customer_id is not None:
        conditions.append(Promise.customer_id == wanted.customer_id)
    return conditions


def _scope(scope: str, today: date) -> ColumnElement[bool]:
    still_open = Promise.status == "open"
    due: dict[str, ColumnElement[bool]] = {
        "overdue": and_(still_open, Promise.due_on < today),
        "today": and_(still_open, Promise.due_on == today),
        "tomorrow": and_(still_open, Promise.due_on == today + timedelta(days=1)),
        "soon": and_(still_open, Promise.due_on.between(today, today + _SOON)),
        "kept": Promise.status == "kept",
        "broken": or_(Promise.status == "broken", Promise.status == "released"),
    }
    return due.get(scope, still_open)
