"""Promises: made, kept, moved with a reason, broken, released, deleted."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.promises.drafts import MoveDraft, PromiseDraft
from crmdesk.models.schema import Contact, Customer, Promise, PromiseMove


def make_promise(
    session: Session, draft: PromiseDraft, *, now: datetime, interaction_id: int | None = None
) -> int:
    """Note what was promised and return its id; `interaction_id` is the talk it was said in.

    Raises Invalid when the draft has problems, CrmError "customer.gone" when the customer was
    deleted meanwhile.
    """
    if problems := draft.problems():
        raise Invalid(problems)
    if session.get(Customer, draft.customer_id) is None:
        raise CrmError("customer.gone")
    promise = Promise(
        customer_id=draft.customer_id, interaction_id=interaction_id, status="open", made_at=now
    )
    _fill(session, promise, draft)
    session.add(promise)
    session.flush()
    return promise.id


def edit_promise(session: Session, promise_id: int, draft: PromiseDraft) -> None:
    """Correct what was noted; another day is `move_promise`. Raises Invalid, "promise.gone"."""
    if problems := draft.problems():
        raise Invalid(problems)
    _fill(session, _existing(session, promise_id), draft)


def move_promise(session: Session, promise_id: int, draft: MoveDraft, *, now: datetime) -> None:
    """It is due on another day, for a reason; one that was closed is open again.

    Raises Invalid, or CrmError "promise.gone" when it was deleted meanwhile.
    """
    if problems := draft.problems():
        raise Invalid(problems)
    promise = _existing(session, promise_id)
    assert draft.due_on is not None
    session.add(
        PromiseMove(
            customer_id=promise.customer_id,
            promise_id=promise.id,
            at=now,
            staff_id=context_of(session).staff_id,
            from_on=promise.due_on,
            to_on=draft.due_on,
            reason=draft.reason.strip(),
        )
    )
    promise.due_on, promise.due_time = draft.due_on, draft.due_time
    promise.status, promise.result = "open", ""
    promise.done_on = promise.closed_at = promise.closed_by_id = None


def keep_promise(
    session: Session, promise_id: int, *, on: date, now: datetime, result: str = ""
) -> None:
    """Done as promised, on that day of the office. Raises CrmError "promise.gone"."""
    _close(session, promise_id, "kept", on, now, result)


def break_promise(
    session: Session, promise_id: int, *, on: date, now: datetime, result: str = ""
) -> None:
    """It was not kept; `result` says why. Raises CrmError "promise.gone"."""
    _close(session, promise_id, "broken", on, now, result)


def release_promise(
    session: Session, promise_id: int, *, on: date, now: datetime, result: str = ""
) -> None:
    """The customer needs it no more; it counts for nobody. Raises CrmError "promise.gone"."""
    _close(session, promise_id, "released", on, now, result)


def delete_promise(session: Session, promise_id: int) -> None:
    """Take it away as if it had never been noted. Raises CrmError "promise.gone"."""
    promise = _existing(session, promise_id)
    for move in session.scalars(select(PromiseMove).where(PromiseMove.promise_id == promise_id)):
        session.delete(move)
    session.flush()
    session.delete(promise)


def _existing(session: Session, promise_id: int) -> Promise:
    promise = session.get(Promise, promise_id)
    if promise is None:
        raise CrmError("promise.gone")
    return promise


def _close(
    session: Session, promise_id: int, status: str, on: date, now: datetime, result: str
) -> None:
    promise = _existing(session, promise_id)
    promise.status, promise.result = status, result.strip()
    promise.done_on, promise.closed_at = on, now
    promise.closed_by_id = context_of(session).staff_id


def _fill(session: Session, promise: Promise, draft: PromiseDraft) -> None:
    if draft.due_on is not None:
        promise.due_on = draft.due_on
    promise.due_time, promise.text = draft.due_time, draft.text.strip()
    promise.staff_id = draft.staff_id or context_of(session).staff_id
    contact = None if draft.contact_id is None else session.get(Contact, draft.contact_id)
    ours = contact is not None and contact.customer_id == draft.customer_id
    promise.contact_id = draft.contact_id if ours else None
