"""Follow-ups: noted, done, put off, dropped, deleted."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.schema import Contact, Customer, FollowUp
from crmdesk.models.tasks.drafts import FollowUpDraft


def add_follow_up(session: Session, draft: FollowUpDraft, *, now: datetime) -> int:
    """Note a follow-up and return its id.

    Raises Invalid when the draft has problems, CrmError "customer.gone" when the customer was
    deleted meanwhile.
    """
    if problems := draft.problems():
        raise Invalid(problems)
    if session.get(Customer, draft.customer_id) is None:
        raise CrmError("customer.gone")
    follow_up = FollowUp(customer_id=draft.customer_id, status="open", created_at=now)
    _fill(session, follow_up, draft)
    session.add(follow_up)
    session.flush()
    return follow_up.id


def edit_follow_up(session: Session, follow_up_id: int, draft: FollowUpDraft) -> None:
    """Change what, when, whom or who; raises Invalid, or CrmError "follow_up.gone"."""
    if problems := draft.problems():
        raise Invalid(problems)
    _fill(session, _existing(session, follow_up_id), draft)


def finish_follow_up(
    session: Session,
    follow_up_id: int,
    *,
    now: datetime,
    result: str = "",
    interaction_id: int | None = None,
) -> None:
    """It is done; `interaction_id` is the log entry written on the occasion.

    Raises CrmError "follow_up.gone" when it was deleted meanwhile.
    """
    follow_up = _existing(session, follow_up_id)
    _close(session, follow_up, "done", now)
    follow_up.result = result.strip()
    if interaction_id is not None:
        follow_up.interaction_id = interaction_id


def drop_follow_up(session: Session, follow_up_id: int, *, now: datetime, reason: str = "") -> None:
    """It will not be done; `reason` says why. Raises CrmError "follow_up.gone"."""
    follow_up = _existing(session, follow_up_id)
    _close(session, follow_up, "dropped", now)
    follow_up.result = reason.strip()


def postpone_follow_up(
    session: Session,
    follow_up_id: int,
    due_on: date,
    due_time: str | None = None,
    why: str = "",
) -> None:
    """Do it on another day, at the same hour unless another is given; `why` may be told.

    One that was closed is open again. Raises CrmError "follow_up.gone".
    """
    follow_up = _existing(session, follow_up_id)
    if due_on != follow_up.due_on:
        follow_up.moved = (follow_up.moved or 0) + 1
    follow_up.due_on = due_on
    if due_time is not None:
        follow_up.due_time = due_time
    follow_up.why = why.strip() or None
    follow_up.status, follow_up.done_at, follow_up.done_by_id = "open", None, None


def hand_follow_up(session: Session, follow_up_id: int, staff_id: int) -> None:
    """Somebody else does it. Raises CrmError "follow_up.gone"."""
    _existing(session, follow_up_id).staff_id = staff_id


def delete_follow_up(session: Session, follow_up_id: int) -> None:
    """Take it away as if it had never been noted. Raises CrmError "follow_up.gone"."""
    session.delete(_existing(session, follow_up_id))


def _existing(session: Session, follow_up_id: int) -> FollowUp:
    follow_up = session.get(FollowUp, follow_up_id)
    if follow_up is None:
        raise CrmError("follow_up.gone")
    return follow_up


def _close(session: Session, follow_up: FollowUp, status: str, now: datetime) -> None:
    follow_up.status, follow_up.done_at = status, now
    follow_up.done_by_id = context_of(session).staff_id


def _fill(session: Session, follow_up: FollowUp, draft: FollowUpDraft) -> None:
    if draft.due_on is not None:
        follow_up.due_on = draft.due_on
    follow_up.due_time, follow_up.channel = draft.due_time, draft.channel
    follow_up.text = draft.text.strip()
    follow_up.staff_id = draft.staff_id or context_of(session).staff_id
    contact = None if draft.contact_id is None else session.get(Contact, draft.contact_id)
    ours = contact is not None and contact.customer_id == draft.customer_id
    follow_up.contact_id = draft.contact_id if ours else None
