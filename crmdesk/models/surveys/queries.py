"""Questionnaires and responses as the screens show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError
from crmdesk.models.derived.search import find
from crmdesk.models.schema import (
    Contact,
    Customer,
    CustomerSummary,
    Question,
    Questionnaire,
    Staff,
    SurveyAnswer,
    SurveyResponse,
)
from crmdesk.models.surveys.actions import get_questionnaire
from crmdesk.models.surveys.drafts import QuestionDraft, QuestionnaireDraft
from crmdesk.models.surveys.rules import LOW_CSAT, LOW_NPS

SCOPES = ("waiting", "done", "low", "look", "declined")
"""waiting: to be called or begun; low: with an answer that calls for care; look: with answers
that wait to be taken into the record."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question, to be asked; dropped ones are read only."""

    id: int
    kind: str
    text: str
    choices: tuple[str, ...]
    required: bool
    field: str
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class QuestionnaireRow:
    """One questionnaire with what came of it; `csat` and `nps` as in a report."""

    id: int
    name: str
    archived: bool
    questions: int
    waiting: int
    answered: int
    last: datetime | None
    csat: float | None
    nps: int | None


@dataclass(frozen=True, slots=True)
class ResponseFilter:
    """Which responses; nothing of a field means all."""

    scope: str = "done"
    questionnaire_id: int | None = None
    staff: tuple[int, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """One line of the list."""

    id: int
    questionnaire_id: int
    questionnaire: str
    customer_id: int
    customer: str
    salutation: str
    company: str
    kind: str
    contact: str
    status: str
    channel: str
    created_at: datetime
    finished_at: datetime | None
    staff: str
    product: str
    csat: int | None
    nps: int | None
    gift: str
    note: str
    phone: str
    answered: int = 0


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question with what was answered, "" for nothing."""

    question: QuestionRow
    answer_id: int | None
    value: str
    fate: str


@dataclass(frozen=True, slots=True)
class ResponsePage:
    """A whole response."""

    row: ResponseRow
    answers: tuple[AnswerRow, ...]


def load_questionnaires(session: Session, *, archived: bool = False) -> list[QuestionnaireRow]:
    """All that are asked (or all), the newest first."""
    query = select(Questionnaire).order_by(Questionnaire.archived, Questionnaire.id.desc())
    if not archived:
        query = query.where(Questionnaire.archived.is_(False))
    asked = dict(
        session.execute(
            select(Question.questionnaire_id, func.count())
            .where(Question.dropped.is_(False))
            .group_by(Question.questionnaire_id)
        ).all()
    )
    figures = {row.questionnaire_id: row for row in session.execute(_figures())}
    return [_questionnaire(row, asked, figures) for row in session.scalars(query)]


def load_questions(session: Session, questionnaire_id: int) -> list[QuestionRow]:
    """Those to be asked, in their order."""
    query = select(Question).where(
        Question.questionnaire_id == questionnaire_id, Question.dropped.is_(False)
    )
    return [_question(row) for row in session.scalars(query.order_by(Question.position))]


def load_draft(session: Session, questionnaire_id: int) -> QuestionnaireDraft:
    """A questionnaire to be changed; raises CrmError "survey.gone"."""
    row = get_questionnaire(session, questionnaire_id)
    questions = tuple(
        QuestionDraft(one.kind, one.text, one.choices, one.required, one.field, one.id)
        for one in load_questions(session, questionnaire_id)
    )
    return QuestionnaireDraft(row.name, questions, row.opening, row.thanks)


def find_ids(
    session: Session, wanted: ResponseFilter, *, sort: str = "", descending: bool = False
) -> list[int]:
    """Ids of responses: those waiting in the order they were planned, others newest first."""
    query = (
        select(SurveyResponse.id)
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == SurveyResponse.customer_id)
        .where(*_conditions(session, wanted))
    )
    columns: dict[str, Any] = {
        "customer": CustomerSummary.sort_name,
        "nps": func.coalesce(SurveyResponse.nps, -1),
        "csat": func.coalesce(SurveyResponse.csat, -1),
        "when": SurveyResponse.finished_at,
        "questionnaire": SurveyResponse.questionnaire_id,
    }
    if wanted.scope == "waiting" and not sort:
        return list(session.scalars(query.order_by(SurveyResponse.id)))
    first = columns.get(sort, SurveyResponse.finished_at)
    order = (first, SurveyResponse.id)
    descending = descending if sort else True
    query = query.order_by(*(part.desc() if descending else part for part in order))
    return list(session.scalars(query))


def count_scopes(session: Session, wanted: ResponseFilter) -> dict[str, int]:
    """How many stand in each scope, all else alike."""
    parts = [func.coalesce(func.sum(case((_scope(one), 1), else_=0)), 0) for one in SCOPES]
    query = select(*parts).select_from(SurveyResponse).where(*_others(session, wanted))
    return dict(zip(SCOPES, session.execute(query).one(), strict=True))


def load_rows(session: Session, ids: Sequence[int]) -> dict[int, ResponseRow]:
    """List rows for `ids`; an id deleted meanwhile is simply absent."""
    if not ids:
        return {}
    return {
        row.id: ResponseRow(*row)
        for row in session.execute(_rows().where(SurveyResponse.id.in_(ids)))
    }


def load_response(session: Session, response_id: int) -> ResponsePage:
    """A whole response; raises CrmError "survey.response.gone"."""
    row = load_rows(session, [response_id]).get(response_id)
    if row is None:
        raise CrmError("survey.response.gone")
    given = {
        answer.question_id: answer
        for answer in session.scalars(
            select(SurveyAnswer).where(SurveyAnswer.response_id == response_id)
        )
    }
    query = select(Question).where(Question.questionnaire_id == row.questionnaire_id)
    answers = []
    for question in session.scalars(query.order_by(Question.dropped, Question.position)):
        answer = given.get(question.id)
        if answer is None and question.dropped:
            continue
        told = (answer.id, answer.value, answer.fate) if answer is not None else (None, "", "")
        answers.append(AnswerRow(_question(question), *told))
    return ResponsePage(row, tuple(answers))


def net_promoters() -> ColumnElement[Any]:
    """NPS over the rows chosen: share of 9 and 10 less share of 0 to 6, in percent."""
    points = case(
        (SurveyResponse.nps >= 9, 100), (SurveyResponse.nps <= LOW_NPS, -100),
        (SurveyResponse.nps.is_not(None), 0),
    )  # fmt: skip
    return func.avg(points)


def _figures() -> Select[*tuple[Any, ...]]:
    return select(
        SurveyResponse.questionnaire_id,
        func.sum(case((_scope("waiting"), 1), else_=0)).label("waiting"),
        func.sum(case((SurveyResponse.status == "done", 1), else_=0)).label("answered"),
        func.max(SurveyResponse.finished_at).label("last"),
        func.avg(case((SurveyResponse.status == "done", SurveyResponse.csat))).label("csat"),
        net_promoters().label("nps"),
    ).group_by(SurveyResponse.questionnaire_id)


def _questionnaire(
    row: Questionnaire, asked: dict[int, int], figures: dict[int, Any]
) -> QuestionnaireRow:
    told = figures.get(row.id)
    return QuestionnaireRow(
        row.id,
        row.name,
        row.archived,
        asked.get(row.id, 0),
        int(told.waiting) if told else 0,
        int(told.answered) if told else 0,
        told.last if told else None,
        float(told.csat) if told and told.csat is not None else None,
        round(float(told.nps)) if told and told.nps is not None else None,
    )


def _question(row: Question) -> QuestionRow:
    return QuestionRow(
        row.id, row.kind, row.text, tuple(row.choices), row.required, row.field, row.dropped
    )


def _rows() -> Select[*tuple[Any, ...]]:
    answered = (
        select(func.count()).where(SurveyAnswer.response_id == SurveyResponse.id).scalar_subquery()
    )
    return (
        select(
            SurveyResponse.id, SurveyResponse.questionnaire_id, Questionnaire.name,
            SurveyResponse.customer_id, Customer.name, Customer.salutation,
            func.coalesce(Customer.company, ""), Customer.kind, func.coalesce(Contact.name, ""),
            SurveyResponse.status, SurveyResponse.channel, SurveyResponse.created_at,
            SurveyResponse.finished_at, func.coalesce(Staff.name, ""), SurveyResponse.product,
            SurveyResponse.csat, SurveyResponse.nps, SurveyResponse.gift, SurveyResponse.note,
            func.coalesce(CustomerSummary.phone, ""), answered,
        )
        .join(Questionnaire, Questionnaire.id == SurveyResponse.questionnaire_id)
        .join(Customer, Customer.id == SurveyResponse.customer_id)
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == SurveyResponse.customer_id)
        .outerjoin(Contact, Contact.id == SurveyResponse.contact_id)
        .outerjoin(Staff, Staff.id == SurveyResponse.staff_id)
    )  # fmt: skip


def _conditions(session: Session, wanted: ResponseFilter) -> list[ColumnElement[bool]]:
    return [_scope(wanted.scope), *_others(session, wanted)]


def _others(session: Session, wanted: ResponseFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.questionnaire_id is not None:
        found.append(SurveyResponse.questionnaire_id == wanted.questionnaire_id)
    if wanted.staff:
        found.append(SurveyResponse.staff_id.in_(wanted.staff))
    if wanted.text.strip():
        found.append(SurveyResponse.customer_id.in_(find(session, wanted.text).ids))
    return found


def _scope(scope: str) -> ColumnElement[bool]:
    done = SurveyResponse.status == "done"
    if scope == "waiting":
        return SurveyResponse.status.in_(("planned", "open"))
    if scope == "low":
        return and_(done, or_(SurveyResponse.csat <= LOW_CSAT, SurveyResponse.nps <= LOW_NPS))
    if scope == "look":
        undecided = (
            select(SurveyAnswer.response_id)
            .join(Question, Question.id == SurveyAnswer.question_id)
            .where(Question.field != "", SurveyAnswer.fate == "")
        )
        return and_(done, SurveyResponse.id.in_(undecided))
    return SurveyResponse.status == ("declined" if scope == "declined" else "done")
