"""Questionnaires: made, changed, put aside, deleted with all that was answered."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.schema import Question, Questionnaire, SurveyAnswer, SurveyResponse
from crmdesk.models.surveys.drafts import QuestionDraft, QuestionnaireDraft
from crmdesk.models.surveys.rules import CHOSEN


def create_questionnaire(session: Session, draft: QuestionnaireDraft, *, now: datetime) -> int:
    """Store a new questionnaire and return its id; raises Invalid."""
    if problems := draft.problems():
        raise Invalid(problems)
    row = Questionnaire(name=draft.name.strip(), created_at=now)
    row.opening, row.thanks = draft.opening.strip(), draft.thanks.strip()
    session.add(row)
    session.flush()
    _write_questions(session, row.id, draft.questions)
    return row.id


def edit_questionnaire(session: Session, questionnaire_id: int, draft: QuestionnaireDraft) -> None:
    """Change what it asks; a question taken out stays where it was answered.

    Raises Invalid, CrmError "survey.gone".
    """
    if problems := draft.problems():
        raise Invalid(problems)
    row = get_questionnaire(session, questionnaire_id)
    row.name = draft.name.strip()
    row.opening, row.thanks = draft.opening.strip(), draft.thanks.strip()
    _write_questions(session, questionnaire_id, draft.questions)


def archive_questionnaire(session: Session, questionnaire_id: int, *, archived: bool) -> None:
    """Ask it no more, or again; raises CrmError "survey.gone"."""
    get_questionnaire(session, questionnaire_id).archived = archived


def delete_questionnaire(session: Session, questionnaire_id: int) -> None:
    """Take it away with every response; raises CrmError "survey.gone"."""
    row = get_questionnaire(session, questionnaire_id)
    responses = session.scalars(
        select(SurveyResponse).where(SurveyResponse.questionnaire_id == questionnaire_id)
    ).all()
    for response in responses:
        for answer in session.scalars(
            select(SurveyAnswer).where(SurveyAnswer.response_id == response.id)
        ):
            session.delete(answer)
    session.flush()
    for response in responses:
        session.delete(response)
    for question in _stored(session, questionnaire_id):
        session.delete(question)
    session.flush()
    session.delete(row)


def get_questionnaire(session: Session, questionnaire_id: int) -> Questionnaire:
    """The row; raises CrmError "survey.gone" when it was deleted meanwhile."""
    row = session.get(Questionnaire, questionnaire_id)
    if row is None:
        raise CrmError("survey.gone")
    return row


def _stored(session: Session, questionnaire_id: int) -> Sequence[Question]:
    query = select(Question).where(Question.questionnaire_id == questionnaire_id)
    return session.scalars(query.order_by(Question.position, Question.id)).all()


def _write_questions(
    session: Session, questionnaire_id: int, drafts: Sequence[QuestionDraft]
) -> None:
    """One that was answered and asks for another kind of answer now is a new one."""
    known = {row.id: row for row in _stored(session, questionnaire_id)}
    for position, draft in enumerate(drafts):
        row = known.get(draft.id or 0)
        if row is None or (row.kind != draft.kind and _answered(session, row)):
            row = Question(questionnaire_id=questionnaire_id)
            session.add(row)
        else:
            del known[row.id]
        _fill(row, draft, position)
    for row in known.values():
        if _answered(session, row):
            row.dropped = True
        else:
            session.delete(row)
    session.flush()


def _answered(session: Session, question: Question) -> bool:
    answers = select(SurveyAnswer.id).where(SurveyAnswer.question_id == question.id)
    return session.scalar(answers.limit(1)) is not None


def _fill(row: Question, draft: QuestionDraft, position: int) -> None:
    choices = [choice.strip() for choice in draft.choices if choice.strip()]
    row.position, row.kind, row.text = position, draft.kind, draft.text.strip()
    row.choices = choices if draft.kind in CHOSEN else []
    row.required, row.field, row.dropped = draft.required, draft.field, False
