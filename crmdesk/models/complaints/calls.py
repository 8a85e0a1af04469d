"""The attempts of a call-back, counted in days as the office lives them, and what they began."""

from datetime import datetime

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from crmdesk.models.complaints.rules import CONFIRM
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Complaint, ComplaintCall, ComplaintStep


def days_unreached(session: Session, complaint_id: int) -> int:
    """On how many different days nobody was reached since somebody last was."""
    zone = office_zone(load_office(session).zone)
    query = (
        select(ComplaintCall.at, ComplaintCall.reached)
        .where(ComplaintCall.complaint_id == complaint_id)
        .order_by(ComplaintCall.at.desc(), ComplaintCall.id.desc())
    )
    days = set()
    for at, reached in session.execute(query):
        if reached:
            break
        days.add(local_day(at, zone))
    return len(days)


def round_began(session: Session, complaint_id: int) -> datetime | None:
    """When it was last taken up again: not satisfied, or closed before; None in the first round.

    The closing in force began nothing.

    Solutions and actions from before stay as they were.
    """
    unhappy = select(ComplaintCall.at.label("at")).where(
        ComplaintCall.complaint_id == complaint_id,
        ComplaintCall.reached,
        ComplaintCall.satisfied.is_(False),
    )
    closed = (
        select(ComplaintStep.at.label("at"))
        .join(Complaint, Complaint.id == ComplaintStep.complaint_id)
        .where(
            ComplaintStep.complaint_id == complaint_id,
            ComplaintStep.step == CONFIRM,
            Complaint.closed_at.is_(None) | (ComplaintStep.at < Complaint.closed_at),
        )
    )
    both = union_all(unhappy, closed).subquery()
    began: datetime | None = session.scalar(select(func.max(both.c.at)))
    return began
