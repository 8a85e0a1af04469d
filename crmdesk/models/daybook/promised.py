"""What a report says of promises and follow-ups, and what is planned next."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import Session

from crmdesk.models.daybook.report_rows import Line, Planned, Promised
from crmdesk.models.daybook.span import Span, line, who
from crmdesk.models.schema import (
    Change,
    ChangeSet,
    Contact,
    Customer,
    FollowUp,
    Promise,
    PromiseMove,
    ServiceOrder,
)

MOST = 30
"""So many lines of one sort are read for a report."""
_PUT_OFF = ("follow_up.later", "visit.later", "today.roll")
"""The actions that give a follow-up another day."""


def load_promised(session: Session, span: Span) -> Promised:
    """Made, kept, broken, and moved to another day with the reason told."""
    hers = span.whose(Promise.staff_id)
    kept = and_(Promise.status == "kept", span.on(Promise.done_on))
    counts = (span.at(Promise.made_at), kept, and_(kept, Promise.done_on > Promise.due_on))
    query = select(*(func.coalesce(func.sum(case((told, 1), else_=0)), 0) for told in counts))
    made, done, late = session.execute(query.where(*hers)).one()
    broken = _about(Promise, Promise.text, Promise.result).where(
        Promise.status == "broken", span.on(Promise.done_on), *hers
    )
    moved = (
        _about(Promise, Promise.text, PromiseMove.reason, PromiseMove.to_on)
        .join(PromiseMove, PromiseMove.promise_id == Promise.id)
        .where(span.at(PromiseMove.at), *hers)
        .order_by(PromiseMove.at, PromiseMove.id)
    )
    return Promised(
        made, done, late,
        [line(row, row.text, reason=row.result) for row in session.execute(broken)],
        [line(row, row.text, reason=row.reason, due_on=row.to_on)
         for row in session.execute(moved)],
    )  # fmt: skip


def load_planned(session: Session, span: Span) -> Planned:
    """Follow-ups done, put off and dropped."""
    hers = span.whose(FollowUp.staff_id)
    done = (
        select(func.count())
        .select_from(FollowUp)
        .where(
            FollowUp.status == "done", span.at(FollowUp.done_at), *span.whose(FollowUp.done_by_id)
        )
    )
    dropped = _about(FollowUp, FollowUp.text, FollowUp.result).where(
        FollowUp.status == "dropped", span.at(FollowUp.done_at), *hers
    )
    return Planned(
        session.scalar(done) or 0,
        _put_off(session, span),
        [line(row, row.text, reason=row.result) for row in session.execute(dropped)],
    )


def load_plan(session: Session, span: Span, until: date) -> list[Line]:
    """What is due after these days until that one, by day and hour, promises first."""
    found = [
        line(row, row.text, due_on=row.due_on, due_time=row.due_time, source=source)
        for source, query in _to_come(span, until)
        for row in session.execute(query)
    ]
    return sorted(found, key=lambda one: (one.due_on or until, one.due_time or "99"))


def _to_come(span: Span, until: date) -> Iterator[tuple[str, Select[*tuple[Any, ...]]]]:
    """Promises, follow-ups, appointments of service orders."""
    for source, table, gone in (
        ("promise", Promise, ("released", "broken")), ("follow_up", FollowUp, ("dropped",)),
    ):  # fmt: skip
        query = _about(table, table.text, table.due_on, table.due_time).where(
            table.due_on > span.last,
            table.due_on <= until,
            table.status.not_in(gone),
            *span.to_do(table.staff_id),
        )
        yield source, query.order_by(table.due_on, table.due_time, table.id)
    day, hour = ServiceOrder.appointment_on, ServiceOrder.appointment_time
    query = _about(
        ServiceOrder, ServiceOrder.subject.label("text"), day.label("due_on"),
        hour.label("due_time"),
    ).where(
        ServiceOrder.status == "open", day > span.last, day <= until,
        *span.to_do(ServiceOrder.handler_id),
    )  # fmt: skip
    yield "service", query.order_by(day, hour, ServiceOrder.id)


def count_overdue(session: Session, span: Span) -> int:
    """What should have been done by the end of these days and is still open."""
    counts = (
        select(func.count())
        .select_from(table)
        .where(table.status == "open", table.due_on <= span.last, *span.to_do(table.staff_id))
        for table in (Promise, FollowUp)
    )
    return sum(session.scalar(count) or 0 for count in counts)


def _about(table: Any, *columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(*who(), *columns)
        .select_from(table)
        .join(Customer, Customer.id == table.customer_id)
        .outerjoin(Contact, Contact.id == table.contact_id)
        .limit(MOST)
    )


def _put_off(session: Session, span: Span) -> Sequence[Line]:
    """Follow-ups that got a later day: the journal knows which, each told once with its last day
    and what stands in it as the reason.
    """
    query = (
        select(Change.row_id, Change.after)
        .join(ChangeSet, ChangeSet.id == Change.change_set_id)
        .where(
            ChangeSet.action.in_(_PUT_OFF),
            ChangeSet.undone_by_id.is_(None),
            span.at(ChangeSet.at),
            *span.whose(ChangeSet.staff_id),
            Change.table_name == FollowUp.__tablename__,
        )
        .order_by(Change.id)
    )
    until: dict[int, date] = {}
    for row_id, after in session.execute(query):
        if after and after.get("due_on"):
            until.pop(row_id, None)
            until[row_id] = date.fromisoformat(after["due_on"])
    if not until:
        return []
    about = _about(FollowUp, FollowUp.id, FollowUp.text, FollowUp.why)
    about = about.where(FollowUp.id.in_(list(until)[:MOST]))
    rows = {row.id: row for row in session.execute(about)}
    return [
        line(rows[key], rows[key].text, due_on=day, reason=rows[key].why or "")
        for key, day in until.items()
        if key in rows
    ]
