"""What is done about a return visit: made, put off, handed over, left out."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError
from crmdesk.models.interactions.actions import log_interaction
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.rhythms.visits import ORIGINS, Visit
from crmdesk.models.schema import Customer, FollowUp


def make_visit(session: Session, visit: Visit, said: InteractionDraft, *, now: datetime) -> int:
    """She was called: note what was said, and the next follow-up where `said` names one.

    Returns the id of the log entry. By her rhythm she is due again from today on. Raises as
    `log_interaction`.
    """
    interaction = log_interaction(session, said, now=now)
    kept = _keep(session, visit, "done", now)
    kept.done_at, kept.done_by_id = now, context_of(session).staff_id
    kept.interaction_id = interaction
    session.flush()
    return interaction


def put_off_visit(
    session: Session,
    visit: Visit,
    due_on: date,
    *,
    now: datetime,
    due_time: str = "",
    why: str = "",
    staff_id: int | None = None,
) -> int:
    """On another day, or by somebody else: a follow-up from now on; returns its id.

    Raises CrmError "customer.gone".
    """
    kept = _keep(session, visit, "open", now)
    kept.due_on, kept.due_time, kept.why = due_on, due_time, why.strip() or None
    if staff_id is not None:
        kept.staff_id = staff_id
    session.flush()
    return kept.id


def leave_out_visit(session: Session, visit: Visit, *, now: datetime, why: str = "") -> None:
    """Not this time; by her rhythm the next one is due as if she had been called today.

    Raises CrmError "customer.gone".
    """
    kept = _keep(session, visit, "dropped", now)
    kept.done_at, kept.done_by_id = now, context_of(session).staff_id
    kept.result = why.strip()
    session.flush()


def _keep(session: Session, visit: Visit, status: str, now: datetime) -> FollowUp:
    customer = session.get(Customer, visit.customer_id)
    if customer is None:
        raise CrmError("customer.gone")
    kept = FollowUp(
        customer_id=visit.customer_id,
        staff_id=customer.owner_id or context_of(session).staff_id,
        due_on=visit.due_on,
        text="",
        status=status,
        created_at=now,
        origin=visit.why if visit.why in ORIGINS else "rhythm",
        origin_id=visit.event_id,
    )
    session.add(kept)
    return kept
