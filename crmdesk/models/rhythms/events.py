"""Return visits after a delivery and after a closed complaint."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import local_day
from crmdesk.models.rhythms.limits import may_be_called, midnight
from crmdesk.models.rhythms.settings import Rhythms
from crmdesk.models.rhythms.visits import Visit
from crmdesk.models.schema import (
    Complaint,
    Customer,
    CustomerSummary,
    FollowUp,
    Interaction,
    Order,
)
from crmdesk.models.schema.interaction import UNREACHED
from crmdesk.models.schema.order import CANCELLED

LAPSE = timedelta(days=21)
"""So long after it was due nobody asks any more how the delivery was."""
PLANNED = timedelta(days=7)
"""A follow-up noted for so soon will do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose events, on which day, and so long `ahead` of it."""

    session: Session
    today: date
    zone: tzinfo
    rhythms: Rhythms
    staff: tuple[int, ...] = ()
    customers: Sequence[int] | None = None
    ahead: timedelta = timedelta()

    def whose(self) -> Iterator[ColumnElement[bool]]:
        """SQL for the customers asked about."""
        if self.staff:
            yield Customer.owner_id.in_(self.staff)
        if self.customers is not None:
            yield Customer.id.in_(self.customers)


def after_events(asked: Asked) -> list[Visit]:
    """One for each customer at most, the oldest due first; what was talked about since is done.

    Of those not due yet again one for each.
    """
    found: dict[tuple[int, bool], Visit] = {}
    for visit in (*_complaints(asked), *_deliveries(asked)):
        found.setdefault((visit.customer_id, visit.due_on > asked.today), visit)
    return sorted(found.values(), key=lambda visit: (visit.due_on, visit.customer_id))


def _complaints(asked: Asked) -> Iterator[Visit]:
    wait = timedelta(days=asked.rhythms.complaint)
    if not wait:
        return
    first, last = _window(asked, wait)
    query = _question("complaint", Complaint, Complaint.closed_at, Complaint.subject).where(
        Complaint.status == "closed",
        Complaint.closed_at >= midnight(first, asked.zone),
        Complaint.closed_at < midnight(last + timedelta(days=1), asked.zone),
    )
    found = {row: local_day(row.at, asked.zone) for row in _free(query, asked)}
    for row in _last_of_each(found, asked.today - wait):
        yield from _visit(asked, "complaint", row, found[row], wait)


def _deliveries(asked: Asked) -> Iterator[Visit]:
    wait = timedelta(days=asked.rhythms.delivery)
    if not wait:
        return
    query = _question("delivery", Order, Order.delivered_on, Order.number).where(
        Order.delivered_on.between(*_window(asked, wait)), Order.status != CANCELLED
    )
    found = {row: row.at for row in _free(query, asked)}
    for row in _last_of_each(found, asked.today - wait):
        yield from _visit(asked, "delivery", row, found[row], wait)


def _window(asked: Asked, wait: timedelta) -> tuple[date, date]:
    return asked.today - wait - LAPSE, asked.today + asked.ahead - wait


def _question(origin: str, table: Any, at: Any, subject: Any) -> Select[*tuple[Any, ...]]:
    """Events with her last talk, and when such a visit was decided about last."""
    talked = select(func.max(Interaction.at)).where(
        Interaction.customer_id == table.customer_id, Interaction.outcome.not_in(UNREACHED)
    )
    decided = select(func.max(FollowUp.created_at)).where(
        FollowUp.customer_id == table.customer_id, FollowUp.origin == origin
    )
    return (
        select(
            table.customer_id, table.id, at.label("at"), subject.label("subject"), Customer.stage,
            talked.scalar_subquery().label("talked"), decided.scalar_subquery().label("decided"),
        )
        .join(Customer, Customer.id == table.customer_id)
        .join(CustomerSummary, CustomerSummary.customer_id == table.customer_id)
        .order_by(at, table.id)
    )  # fmt: skip


def _free(query: Select[*tuple[Any, ...]], asked: Asked) -> Iterable[Any]:
    """Of those no word is planned with anyway."""
    soon = asked.today + PLANNED
    planned = CustomerSummary.next_follow_up.is_not(None) & (CustomerSummary.next_follow_up <= soon)
    free = query.where(
        *may_be_called(asked.today), *asked.whose(), CustomerSummary.open_complaints == 0, ~planned
    )
    return asked.session.execute(free)


def _last_of_each(found: Mapping[Any, date], due: date) -> Iterable[Any]:
    """Several goods that came on one day are one thing to ask about; what came after `due` is
    asked about later.
    """
    return {(row.customer_id, day > due): row for row, day in found.items()}.values()


def _visit(asked: Asked, why: str, row: Any, day: date, wait: timedelta) -> Iterator[Visit]:
    """Unless somebody talked to her since, or decided about this visit."""
    if _since(row.talked, day + timedelta(days=1), asked) or _since(row.decided, day, asked):
        return
    yield Visit(
        row.customer_id, why, day + wait, max(asked.today - day, wait).days, stage=row.stage,
        event_id=row.id, subject=row.subject,
    )  # fmt: skip


def _since(at: datetime | None, day: date, asked: Asked) -> bool:
    return at is not None and at >= midnight(day, asked.zone)
