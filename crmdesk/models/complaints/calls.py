"""The attempts of a call-back, counted in days as the office lives them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import ComplaintCall


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
