"""A complaint and the rows that belong to it."""

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy.orm import Session

from crmdesk.models.cases.tables import CaseTables
from crmdesk.models.schema import Complaint, ComplaintPause, ComplaintStep

if TYPE_CHECKING:
    from crmdesk.models.schema import ComplaintAction, ComplaintSolution

Child = TypeVar("Child", bound="ComplaintSolution | ComplaintAction")
COMPLAINTS = CaseTables(
    case=Complaint,
    key="complaint_id",
    step=ComplaintStep,
    pause=ComplaintPause,
    parts=(
        "ComplaintStep",
        "ComplaintSolution",
        "ComplaintAction",
        "ComplaintCall",
        "ComplaintPause",
        "ComplaintEscalation",
        "ImprovementCall",
    ),
    gone="complaint.gone",
    closed="complaint.closed",
)


def get_complaint(session: Session, complaint_id: int) -> Complaint:
    """The complaint; raises CrmError "complaint.gone" when it was deleted meanwhile."""
    complaint: Complaint = COMPLAINTS.get(session, complaint_id)
    return complaint


def children(session: Session, kind: type[Child], complaint_id: int) -> list[Child]:
    """Its rows of one kind, as they were written."""
    return COMPLAINTS.children(session, kind, complaint_id)


def owner(complaint: Complaint) -> dict[str, int]:
    """The columns that say whose a row is."""
    return COMPLAINTS.owner(complaint)
