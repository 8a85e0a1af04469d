"""Standard answers: kept, changed, deleted, used."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.answers.drafts import AnswerDraft
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.derived.hanzi import normalise
from crmdesk.models.schema import AnswerUse, StandardAnswer


def save_answer(
    session: Session, draft: AnswerDraft, *, now: datetime, answer_id: int | None = None
) -> int:
    """Store a new one, or change one; returns its id. Raises Invalid, CrmError "standard.gone"."""
    if problems := draft.problems():
        raise Invalid(problems)
    row = StandardAnswer(created_at=now) if answer_id is None else _existing(session, answer_id)
    row.question, row.answer = " ".join(draft.question.split()), draft.answer.strip()
    row.topic, row.keywords = draft.topic.strip(), " ".join(draft.keywords.split())
    session.add(row)
    session.flush()
    return row.id


def delete_answer(session: Session, answer_id: int) -> None:
    """Take it away; raises CrmError "standard.gone"."""
    session.delete(_existing(session, answer_id))


def add_answers(session: Session, drafts: Sequence[AnswerDraft], *, now: datetime) -> int:
    """Add those not known yet; a question known already takes over the answer told now.

    Returns how many were added or changed.
    """
    known = {normalise(row.question): row for row in session.scalars(select(StandardAnswer))}
    count = 0
    for draft in drafts:
        if draft.problems():
            continue
        row = known.get(normalise(draft.question))
        if row is not None and row.answer == draft.answer.strip():
            continue
        key = save_answer(session, _over(row, draft), now=now, answer_id=row.id if row else None)
        known[normalise(draft.question)] = _existing(session, key)
        count += 1
    return count


def note_use(session: Session, answer_id: int, *, now: datetime) -> None:
    """It was put into a log entry or copied: what is used most stands first."""
    row = session.get(AnswerUse, answer_id)
    if row is None:
        row = AnswerUse(answer_id=answer_id, uses=0, used_at=now)
        session.add(row)
    row.uses, row.used_at = row.uses + 1, now
    session.flush()


def _over(row: StandardAnswer | None, draft: AnswerDraft) -> AnswerDraft:
    """The new words over what is known; topic and keywords stay where none are told."""
    if row is None:
        return draft
    return AnswerDraft(
        draft.question, draft.answer, draft.topic or row.topic, draft.keywords or row.keywords
    )


def _existing(session: Session, answer_id: int) -> StandardAnswer:
    row = session.get(StandardAnswer, answer_id)
    if row is None:
        raise CrmError("standard.gone")
    return row
