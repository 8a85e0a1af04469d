"""Stopping the clock while we wait for the customer, and asking somebody to step in."""

from datetime import datetime

from sqlalchemy.orm import Session

from crmdesk.models.cases.pausing import PauseDraft, end_pause, pause
from crmdesk.models.complaints.drafts import EscalationDraft
from crmdesk.models.complaints.parts import COMPLAINTS, get_complaint, owner
from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import Invalid
from crmdesk.models.schema import ComplaintEscalation


def pause_clock(session: Session, complaint_id: int, draft: PauseDraft, *, now: datetime) -> None:
    """Stop the clocks until the customer is heard of, or somebody says so.

    Raises Invalid, and CrmError "complaint.closed" where there is no clock any more.
    """
    pause(session, COMPLAINTS, complaint_id, draft, now=now)


def resume_clock(session: Session, complaint_id: int, *, now: datetime) -> None:
    """Let the clocks run on."""
    end_pause(session, COMPLAINTS, get_complaint(session, complaint_id), now)


def escalate(session: Session, complaint_id: int, draft: EscalationDraft, *, now: datetime) -> None:
    """Ask a named person to step in; who handles it stays. Raises Invalid, "complaint.closed"."""
    if problems := draft.problems():
        raise Invalid(problems)
    complaint = COMPLAINTS.get_open(session, complaint_id)
    session.add(
        ComplaintEscalation(
            **owner(complaint),
            at=now,
            to_id=draft.to_id,
            staff_id=context_of(session).staff_id,
            reason=draft.reason.strip(),
        )
    )
