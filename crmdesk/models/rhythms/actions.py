"""What is done about a return visit: made, put off, handed over, left out."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError
from crmdesk.models.interactions.actions import log_interaction
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.rhythms.visits import ORIGINS, Visit
from crmdesk.models.schema import Customer, FollowUp, Interaction
from crmdesk.models.tasks.actions import finish_follow_up, postpone_follow_up


def make_visit(session: Session, visit: Visit, said: InteractionDraft, *, now: datetime) -> int:
    """She was called: note what was said, and the next follow-up where `said` names one.

    Returns the id of the log entry. Her rhythm begins anew with it. Raises as `log_interaction`.
    """
    interaction = log_interaction(session, said, now=now)
    occasion = f"visit:{visit.due_on.isoformat()}"  # what is said to greet somebody has another
    session.get_one(Interaction, interaction).occasion = occasion
    kept = _keep(session, visit, "done", now)
    kept.done_at, kept.done_by_id = now, context_of(session).staff_id
    kept.interaction_id = interaction
    session.flush()
    return interaction


def finish_said(
    session: Session, follow_up_id: int, said: InteractionDraft, *, now: datetime
) -> None:
    """A follow-up is done, and this was said: `said` is logged with its customer and contact.

    Without words it is only done. Raises as `log_interaction`, and CrmError "follow_up.gone".
    """
    interaction = None
    about = _about(session, follow_up_id, said)
    if said.text.strip() or said.outcome:
        interaction = log_interaction(session, about, now=now)
    finish_follow_up(session, follow_up_id, now=now, result=said.text, interaction_id=interaction)


def miss_visit(
    session: Session,
    visit: Visit,
    said: InteractionDraft,
    due_on: date,
    *,
    now: datetime,
    text: str = "",
    due_time: str = "",
    why: str = "",
) -> int:
    """Nobody was reached: the attempt is logged, and the visit is put off as `put_off_visit` says.

    Her rhythm goes on as if nobody had called. Raises as `log_interaction`.
    """
    log_interaction(session, said, now=now)
    return put_off_visit(session, visit, due_on, now=now, text=text, due_time=due_time, why=why)


def miss_follow_up(
    session: Session,
    follow_up_id: int,
    said: InteractionDraft,
    due_on: date,
    *,
    now: datetime,
    due_time: str = "",
    why: str = "",
) -> None:
    """Nobody was reached: the attempt is logged, and the follow-up is put off with `why`; at its
    hour unless another is told. Raises as `finish_said`.
    """
    log_interaction(session, _about(session, follow_up_id, said), now=now)
    postpone_follow_up(session, follow_up_id, due_on, due_time or None, why)


def put_off_visit(
    session: Session,
    visit: Visit,
    due_on: date,
    *,
    now: datetime,
    text: str = "",
    due_time: str = "",
    why: str = "",
    staff_id: int | None = None,
) -> int:
    """On another day, or by somebody else: a follow-up from now on (`text` says what for).

    Returns its id.

    Raises CrmError "customer.gone".
    """
    kept = _keep(session, visit, "open", now)
    kept.due_on, kept.due_time, kept.text = due_on, due_time, text
    kept.why = why.strip() or None
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


def _about(session: Session, follow_up_id: int, said: InteractionDraft) -> InteractionDraft:
    """What was said, with whom the follow-up is about."""
    follow_up = session.get(FollowUp, follow_up_id)
    if follow_up is None:
        raise CrmError("follow_up.gone")
    return replace(said, customer_id=follow_up.customer_id, contact_id=follow_up.contact_id)


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
