"""Open complaints on the page Today: the one whose clock runs out first stands first."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from crmdesk.models.schema import Complaint, ComplaintEscalation
from crmdesk.models.today.rows import Ask, Part, TodayRow

_CALL_BACK = 5


def find(ask: Ask) -> Iterator[Part]:
    """Those these people handle or were asked to step in for."""
    found = _open(ask)
    if not found:
        return
    from crmdesk.models.cases.clocks import urgency  # not for a start without complaints
    from crmdesk.models.complaints.clocks import ClockReader

    clocks = ClockReader(ask.session).read([row.id for row in found], ask.now)
    found = sorted(found, key=lambda row: urgency(clocks.get(row.id)))
    shown = found[: ask.limit("complaints")]
    asked = _asked(ask, [row.id for row in shown])
    yield Part(
        "complaints",
        len(found),
        [_row(row, clocks[row.id].current, asked.get(row.id)) for row in shown if row.id in clocks],
    )


def _open(ask: Ask) -> Sequence[Any]:
    query = select(
        Complaint.id, Complaint.customer_id, Complaint.contact_id, Complaint.handler_id,
        Complaint.subject, Complaint.step, Complaint.opened_at,
    ).where(Complaint.status == "open")  # fmt: skip
    if ask.staff:
        asked = select(ComplaintEscalation.complaint_id).where(
            ComplaintEscalation.to_id.in_(ask.staff)
        )
        query = query.where(Complaint.handler_id.in_(ask.staff) | Complaint.id.in_(asked))
    return ask.session.execute(query.order_by(Complaint.opened_at, Complaint.id)).all()


def _asked(ask: Ask, ids: Sequence[int]) -> dict[int, int | None]:
    """Who was asked last to step in."""
    query = (
        select(ComplaintEscalation.complaint_id, ComplaintEscalation.to_id)
        .where(ComplaintEscalation.complaint_id.in_(ids))
        .order_by(ComplaintEscalation.at, ComplaintEscalation.id)
    )
    return {row.complaint_id: row.to_id for row in ask.session.execute(query)}


def _row(row: Any, clock: Any, asked: int | None) -> TodayRow:
    return TodayRow(
        section="complaints",
        source="complaint",
        id=row.id,
        customer_id=row.customer_id,
        contact_id=row.contact_id,
        staff_id=asked or row.handler_id,
        text=row.subject,
        step=row.step,
        since=row.opened_at,
        clock=clock,
        suggests="call",
        words="call_back" if row.step >= _CALL_BACK else "complaint",
    )
