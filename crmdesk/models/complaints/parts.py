"""A complaint and the rows that belong to it."""

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError
from crmdesk.models.schema import (
    Complaint,
    ComplaintAction,
    ComplaintCall,
    ComplaintEscalation,
    ComplaintPause,
    ComplaintSolution,
    ComplaintStep,
    ImprovementCall,
)

Part = (
    ComplaintStep
    | ComplaintSolution
    | ComplaintAction
    | ComplaintCall
    | ComplaintPause
    | ComplaintEscalation
    | ImprovementCall
)
Child = TypeVar("Child", bound=Part)
PARTS: tuple[type[Part], ...] = (
    ComplaintStep,
    ComplaintSolution,
    ComplaintAction,
    ComplaintCall,
    ComplaintPause,
    ComplaintEscalation,
    ImprovementCall,
)
"""What goes with a complaint when it is deleted."""


def get_complaint(session: Session, complaint_id: int) -> Complaint:
    """The complaint; raises CrmError "complaint.gone" when it was deleted meanwhile."""
    complaint = session.get(Complaint, complaint_id)
    if complaint is None:
        raise CrmError("complaint.gone")
    return complaint


def children(session: Session, kind: type[Child], complaint_id: int) -> list[Child]:
    """Its rows of one kind, as they were written."""
    query = select(kind).where(kind.complaint_id == complaint_id).order_by(kind.id)
    return list(session.scalars(query))


def owner(complaint: Complaint) -> dict[str, int]:
    """The columns that say whose a row is."""
    return {"complaint_id": complaint.id, "customer_id": complaint.customer_id}
