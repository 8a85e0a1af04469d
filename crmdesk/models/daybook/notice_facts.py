"""What notices are decided from, and the memory of what was told."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from crmdesk.models.complaints import cards
from crmdesk.models.daybook.notices import Facts, Notice, Ticking, Timed, Told
from crmdesk.models.interactions.replies import load_unanswered
from crmdesk.models.journal.drafts import load_draft, save_draft
from crmdesk.models.schema import Customer, FollowUp, Promise, ServiceOrder
from crmdesk.models.service import queries

_KEY = "notices"
KEPT = timedelta(days=14)
"""So long it is remembered that something was told."""
BACK = timedelta(days=7)
"""What was due longer ago is not told any more: it stands on Today anyway."""
_LATE = ("amber", "red")
_MOST = 100


def load_facts(session: Session, staff_id: int, now: datetime, today: date) -> Facts:
    """All that one person may have to be told; what nobody has is everybody's."""
    return Facts(
        timed=[*_timed(session, staff_id, today), *_appointments(session, staff_id, today)],
        ticking=[*_cases(session, staff_id, now), *_replies(session, staff_id, now)],
        overdue=_count(session, staff_id, lambda due: due < today),
        today=_count(session, staff_id, lambda due: due == today),
    )


def load_told(session: Session, staff_id: int, *, lock: bool = False) -> Told:
    """What this person was told; `lock` keeps another program from telling it meanwhile."""
    kept = load_draft(session, _KEY, staff_id, lock=lock)
    if kept is None:
        return Told()
    return Told(date.fromisoformat(kept.data["began"]), frozenset(kept.data["told"]))


def remember(session: Session, staff_id: int, notices: Iterable[Notice], today: date) -> None:
    """These are told from now on; what was told long ago is forgotten."""
    kept = load_draft(session, _KEY, staff_id)
    data: dict[str, Any] = {"began": today.isoformat(), "told": {}}
    data |= kept.data if kept is not None else {}
    oldest = (today - KEPT).isoformat()
    told = {key: day for key, day in data["told"].items() if day >= oldest}
    told |= {key: today.isoformat() for notice in notices for key in notice.keys}
    save_draft(session, _KEY, {"began": data["began"], "told": told})


def _whose(column: Any, staff_id: int) -> Any:
    return or_(column == staff_id, column.is_(None))


def _timed(session: Session, staff_id: int, today: date) -> Iterator[Timed]:
    for source, table in (("promise", Promise), ("follow_up", FollowUp)):
        about: Any = table
        query = (
            select(
                about.id, about.customer_id, Customer.name, about.text, about.due_on,
                about.due_time,
            )
            .join(Customer, Customer.id == about.customer_id)
            .where(
                about.status == "open",
                about.due_on.between(today - BACK, today),
                about.due_time != "",
                _whose(about.staff_id, staff_id),
            )
            .order_by(about.due_on, about.due_time, about.id)
            .limit(_MOST)
        )  # fmt: skip
        for row in session.execute(query):
            yield Timed(source, *row)


def _appointments(session: Session, staff_id: int, today: date) -> Iterator[Timed]:
    """When somebody is expected for a service order."""
    query = (
        select(
            ServiceOrder.id, ServiceOrder.customer_id, Customer.name, ServiceOrder.subject,
            ServiceOrder.appointment_on, ServiceOrder.appointment_time,
        )
        .join(Customer, Customer.id == ServiceOrder.customer_id)
        .where(
            ServiceOrder.status == "open",
            ServiceOrder.appointment_on == today,
            ServiceOrder.appointment_time != "",
            _whose(ServiceOrder.handler_id, staff_id),
        )
        .order_by(ServiceOrder.appointment_time, ServiceOrder.id)
    )  # fmt: skip
    for key, customer, name, subject, _day, time in session.execute(query):
        yield Timed("service", key, customer, name, subject, today, time)


def _cases(session: Session, staff_id: int, now: datetime) -> Iterator[Ticking]:
    """Complaints and service orders, by the same clocks."""
    for source, model in (("complaint", cards), ("service", queries)):
        about: Any = model
        ids = about.find_urgent(session, now, (staff_id,))
        for key, card in about.load_cards(session, ids, now).items():
            current = card.clocks.current if card.clocks is not None else None
            if current is not None and current[1].state == "running" and current[1].tone in _LATE:
                row = card.row
                yield Ticking(
                    source, key, row.customer_id, row.customer, row.subject, current[0],
                    current[1].tone,
                )  # fmt: skip


def _replies(session: Session, staff_id: int, now: datetime) -> Iterator[Ticking]:
    for one in load_unanswered(session, now, (staff_id,), _MOST).rows:
        if one.clock.tone in _LATE:
            yield Ticking(
                "reply", one.ids[0], one.customer_id, one.contact or one.customer, one.text,
                "reply", one.clock.tone,
            )  # fmt: skip


def _count(session: Session, staff_id: int, due: Any) -> int:
    return sum(
        session.scalar(
            select(func.count())
            .select_from(table)
            .where(table.status == "open", due(table.due_on), _whose(table.staff_id, staff_id))
        )
        or 0
        for table in (Promise, FollowUp)
    )
