"""What a response says, in few words: for the log and the timeline."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.i18n import _
from crmdesk.models.schema import Question, Questionnaire, SurveyAnswer, SurveyResponse
from crmdesk.models.surveys.rules import say_scores, say_value


def summary_of(session: Session, response: SurveyResponse) -> str:
    """满意度回访：NPS 9 · 满意 and below it each answer on a line of its own."""
    name = session.scalar(
        select(Questionnaire.name).where(Questionnaire.id == response.questionnaire_id)
    )
    scores = say_scores(response.csat, response.nps)
    head = _("{questionnaire}: {scores}") if scores else "{questionnaire}"
    lines = [head.format(questionnaire=name or "", scores=scores)]
    return "\n".join([*lines, *answer_lines(session, response.id)])


def answer_lines(session: Session, response_id: int) -> list[str]:
    """Question: answer, in the order asked."""
    query = (
        select(Question.text, Question.kind, SurveyAnswer.value)
        .join(Question, Question.id == SurveyAnswer.question_id)
        .where(SurveyAnswer.response_id == response_id)
        .order_by(Question.dropped, Question.position, Question.id)
    )
    return [line(text, kind, value) for text, kind, value in session.execute(query)]


def line(text: str, kind: str, value: str) -> str:
    """One question with its answer."""
    told = _("{question}: {answer}")
    return told.format(question=text.rstrip("?？:： "), answer=say_value(kind, value))
