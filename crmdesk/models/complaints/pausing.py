"""Stopping the clock while we wait for the customer, and asking somebody to step in."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.complaints.drafts import EscalationDraft, PauseDraft
from crmdesk.models.complaints.parts import children, get_complaint, owner
from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.schema import Complaint, ComplaintEscalation, ComplaintPause, Interaction


def pause_clock(session: Session, complaint_id: int, draft: PauseDraft, *, now: datetime) -> None:
    """Stop the clocks until the customer is heard of, or somebody says so.

    Raises Invalid, and CrmError "complaint.closed" where there is no clock any more.
    """
    if problems := draft.problems():
        raise Invalid(problems)
    complaint = get_complaint(session, complaint_id)
    if complaint.status != "open":
        raise CrmError("complaint.closed")
    end_pause(session, complaint, now)
    session.add(
        ComplaintPause(
            **owner(complaint),
            at=now,
            reason=draft.reason.strip(),
            staff_id=context_of(session).staff_id,
        )
    )


def resume_clock(session: Session, complaint_id: int, *, now: datetime) -> None:
    """Let the clocks run on."""
    end_pause(session, get_complaint(session, complaint_id), now)


def end_pause(session: Session, complaint: Complaint, now: datetime) -> None:
    """End the pause that lasts, if one does, at the moment the customer was heard of, or now."""
    for pause in children(session, ComplaintPause, complaint.id):
        if pause.until is None:
            heard = select(func.min(Interaction.at)).where(
                Interaction.customer_id == complaint.customer_id,
                Interaction.direction == "in",
                Interaction.at > pause.at,
            )
            pause.until = min(session.scalar(heard) or now, now)


def escalate(session: Session, complaint_id: int, draft: EscalationDraft, *, now: datetime) -> None:
    """Ask a named person to step in; who handles it stays. Raises Invalid, "complaint.closed"."""
    if problems := draft.problems():
        raise Invalid(problems)
    complaint = get_complaint(session, complaint_id)
    if complaint.status != "open":
        raise CrmError("complaint.closed")
    session.add(
        ComplaintEscalation(
            **owner(complaint),
            at=now,
            to_id=draft.to_id,
            staff_id=context_of(session).staff_id,
            reason=draft.reason.strip(),
        )
    )
