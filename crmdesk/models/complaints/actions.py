"""What the user does to a complaint, step by step."""

from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.cases.pausing import end_pause
from crmdesk.models.cases.stamps import stamp
from crmdesk.models.complaints.calls import days_unreached, round_began
from crmdesk.models.complaints.drafts import (
    SUBJECT_LENGTH,
    CallDraft,
    LessonDraft,
    ListenDraft,
    ProposeDraft,
    ResolveDraft,
    StepDraft,
    VerifyDraft,
)
from crmdesk.models.complaints.parts import COMPLAINTS, children, get_complaint, owner
from crmdesk.models.complaints.rules import (
    CONFIRM,
    LISTEN,
    PROPOSE,
    RESOLVE,
    UNREACHED_DAYS,
    VERIFY,
)
from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.office.settings import load_office, next_counter
from crmdesk.models.schema import (
    Complaint,
    ComplaintAction,
    ComplaintCall,
    ComplaintSolution,
    Customer,
    ServiceOrder,
)

Written = TypeVar("Written", ComplaintSolution, ComplaintAction)


def open_complaint(session: Session, draft: ListenDraft, *, now: datetime) -> int:
    """Store a new complaint, its first step done, and return its id.

    Raises Invalid when the draft has problems, and CrmError "customer.gone" when the customer
    was deleted meanwhile.
    """
    if problems := draft.problems():
        raise Invalid(problems)
    if session.get(Customer, draft.customer_id) is None:
        raise CrmError("customer.gone")
    complaint = Complaint(
        customer_id=draft.customer_id,
        number=f"T{next_counter(session, 'complaint'):06}",
        opened_at=now,
        currency=load_office(session).currency,
        step=VERIFY,
        subject="",
    )
    _write_listen(session, complaint, draft)
    session.add(complaint)
    session.flush()
    stamp(session, COMPLAINTS, complaint, LISTEN, now)
    return complaint.id


def edit_listen(session: Session, complaint_id: int, draft: ListenDraft) -> None:
    """Change what step 1 holds; who listened, and when, stays. Raises Invalid."""
    if problems := draft.problems():
        raise Invalid(problems)
    _write_listen(session, get_complaint(session, complaint_id), draft)


def _write_listen(session: Session, complaint: Complaint, draft: ListenDraft) -> None:
    first_line = (draft.words.strip().splitlines() or [""])[0]
    complaint.subject = draft.subject.strip() or first_line[:SUBJECT_LENGTH]
    complaint.words, complaint.mood = draft.words.strip(), draft.mood
    complaint.channel, complaint.product = draft.channel, draft.product.strip()
    complaint.contact_id = draft.contact_id
    complaint.handler_id = draft.handler_id or context_of(session).staff_id


def save_step(
    session: Session, complaint_id: int, draft: StepDraft, *, finish: bool, now: datetime
) -> None:
    """Keep what was typed on the page of step 2, 3 or 4; with `finish` the step is done.

    Raises Invalid when a step to be finished lacks something, and CrmError "complaint.order"
    when an earlier step is not done.
    """
    complaint = get_complaint(session, complaint_id)
    step = _STEP_OF[type(draft)]
    if finish:
        if problems := draft.problems():
            raise Invalid(problems)
        if complaint.step < step:
            raise CrmError("complaint.order")
    _write(session, complaint, draft, now)
    if finish and complaint.step == step:
        complaint.step = step + 1
        stamp(session, COMPLAINTS, complaint, step, now)


_STEP_OF: dict[type[StepDraft], int] = {
    VerifyDraft: VERIFY,
    ProposeDraft: PROPOSE,
    ResolveDraft: RESOLVE,
}


def _write(session: Session, complaint: Complaint, draft: StepDraft, now: datetime) -> None:
    if isinstance(draft, VerifyDraft):
        complaint.facts, complaint.severity = draft.facts.strip(), draft.severity
    elif isinstance(draft, ProposeDraft):
        _write_solutions(session, complaint, draft, now)
    else:
        complaint.compensation, complaint.cost = draft.compensation.strip(), draft.cost
        _write_actions(session, complaint, draft, now)


def _write_solutions(
    session: Session, complaint: Complaint, draft: ProposeDraft, now: datetime
) -> None:
    rows = _of_this_round(session, ComplaintSolution, complaint)
    for place, text in enumerate(draft.solutions):
        words, accepted = text.strip(), place == draft.accepted
        if place < len(rows):
            rows[place].text, rows[place].accepted = words, accepted
        else:
            session.add(
                ComplaintSolution(**owner(complaint), at=now, text=words, accepted=accepted)
            )
    for row in rows[len(draft.solutions) :]:
        session.delete(row)


def _write_actions(
    session: Session, complaint: Complaint, draft: ResolveDraft, now: datetime
) -> None:
    rows = _of_this_round(session, ComplaintAction, complaint)
    me = context_of(session).staff_id
    for place, action in enumerate(draft.actions):
        if place < len(rows):
            row = rows[place]
        else:
            row = ComplaintAction(**owner(complaint), at=now, staff_id=me)
            session.add(row)
        row.text, row.on_day = action.text.strip(), action.on_day
        row.staff_id = action.staff_id or row.staff_id
    for row in rows[len(draft.actions) :]:
        session.delete(row)


def record_call(session: Session, complaint_id: int, draft: CallDraft, *, now: datetime) -> None:
    """Write down an attempt to call back: satisfied closes, not satisfied goes back to step 3.

    Raises Invalid, and CrmError "complaint.order" before step 5.
    """
    if problems := draft.problems():
        raise Invalid(problems)
    complaint = get_complaint(session, complaint_id)
    if complaint.step < CONFIRM:
        raise CrmError("complaint.order")
    session.add(
        ComplaintCall(
            **owner(complaint),
            at=now,
            staff_id=context_of(session).staff_id,
            reached=draft.reached,
            satisfied=draft.satisfied if draft.reached else None,
            score=draft.score if draft.reached else None,
            text=draft.text.strip(),
        )
    )
    if draft.reached and draft.satisfied:
        _close(session, complaint, "confirmed", now)
    elif draft.reached:
        complaint.step = PROPOSE


def close_unreachable(session: Session, complaint_id: int, *, now: datetime) -> None:
    """Close after attempts on three different days reached nobody (未能联系上, reported apart).

    Raises CrmError "complaint.unreached" when there were fewer.
    """
    complaint = get_complaint(session, complaint_id)
    if complaint.step < CONFIRM or days_unreached(session, complaint_id) < UNREACHED_DAYS:
        raise CrmError("complaint.unreached", days=UNREACHED_DAYS)
    _close(session, complaint, "unreachable", now)


def reopen_complaint(session: Session, complaint_id: int) -> None:
    """Take a closed complaint up again at step 3."""
    complaint = get_complaint(session, complaint_id)
    complaint.status, complaint.closing, complaint.closed_at = "open", "", None
    complaint.step = PROPOSE


def save_lesson(session: Session, complaint_id: int, draft: LessonDraft) -> None:
    """Keep the cause and the improvement."""
    complaint = get_complaint(session, complaint_id)
    complaint.cause, complaint.improvement = draft.cause.strip(), draft.improvement.strip()


def delete_complaint(session: Session, complaint_id: int) -> None:
    """Delete a complaint with all its steps; a service order it belongs with stays."""
    orders = select(ServiceOrder).where(ServiceOrder.complaint_id == complaint_id)
    for order in session.scalars(orders):
        order.complaint_id = None
    COMPLAINTS.delete(session, complaint_id)


def _of_this_round(session: Session, kind: type[Written], complaint: Complaint) -> list[Written]:
    """What was written since it was taken up again; the rest is history and stays."""
    began = round_began(session, complaint.id)
    rows = children(session, kind, complaint.id)
    return [row for row in rows if began is None or row.at >= began]


def _close(session: Session, complaint: Complaint, closing: str, now: datetime) -> None:
    complaint.status, complaint.closing, complaint.closed_at = "closed", closing, now
    end_pause(session, COMPLAINTS, complaint, now)
    stamp(session, COMPLAINTS, complaint, CONFIRM, now)
