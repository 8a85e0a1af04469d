"""Answers to questionnaires in the timeline, at the moment they were finished.

The call they were given in is told by them: it does not stand beside them once more.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from crmdesk.models.schema import (
    Contact,
    Interaction,
    Question,
    Questionnaire,
    Staff,
    SurveyAnswer,
    SurveyResponse,
)
from crmdesk.models.surveys.words import line
from crmdesk.models.timeline.entries import Cursor, TimelineEntry

SURVEY = "survey_response"
RANK = 8


class SurveySource:
    """Reads them as `sources.Source` reads what has no rows of its own below it."""

    rank = RANK

    def fetch(
        self,
        session: Session,
        customer_id: int,
        kinds: frozenset[str],
        before: Cursor | None,
        limit: int,
    ) -> list[tuple[Cursor, TimelineEntry]]:
        """At most `limit` responses below `before`, newest first."""
        if kinds and SURVEY not in kinds:
            return []
        query = (
            select(
                SurveyResponse.id, SurveyResponse.finished_at.label("at"), Questionnaire.name,
                SurveyResponse.status, SurveyResponse.csat, SurveyResponse.nps,
                SurveyResponse.note, func.coalesce(Staff.name, "").label("staff"),
                func.coalesce(Contact.name, "").label("contact"),
            )
            .join(Questionnaire, Questionnaire.id == SurveyResponse.questionnaire_id)
            .outerjoin(Staff, Staff.id == SurveyResponse.staff_id)
            .outerjoin(Contact, Contact.id == SurveyResponse.contact_id)
            .where(
                SurveyResponse.customer_id == customer_id, SurveyResponse.finished_at.is_not(None)
            )
            .order_by(SurveyResponse.finished_at.desc(), SurveyResponse.id.desc())
            .limit(limit)
        )  # fmt: skip
        if before is not None:
            query = query.where(_below(before))
        rows = session.execute(query).all()
        words = _words(session, [row.id for row in rows]) if rows else {}
        return [(Cursor(row.at, RANK, row.id), _entry(row, words.get(row.id, ()))) for row in rows]


def not_told_by_answers(customer_id: int) -> ColumnElement[bool]:
    """An entry of the log that is no call in which a questionnaire was answered."""
    told = select(SurveyResponse.interaction_id).where(
        SurveyResponse.customer_id == customer_id, SurveyResponse.interaction_id.is_not(None)
    )
    return Interaction.id.not_in(told)


def _below(before: Cursor) -> ColumnElement[bool]:
    at = SurveyResponse.finished_at
    if before.rank == RANK:
        return tuple_(at, SurveyResponse.id) < tuple_(before.at, before.id)
    return at <= before.at if before.rank > RANK else at < before.at


def _words(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    """What was answered beside the scores, a line each."""
    query = (
        select(SurveyAnswer.response_id, Question.text, Question.kind, SurveyAnswer.value)
        .join(Question, Question.id == SurveyAnswer.question_id)
        .where(SurveyAnswer.response_id.in_(ids))
        .order_by(Question.dropped, Question.position, Question.id)
    )
    found: dict[int, list[str]] = {}
    for response, text, kind, value in session.execute(query):
        found.setdefault(response, []).append(line(text, kind, value))
    return found


def _entry(row: Any, words: Sequence[str]) -> TimelineEntry:
    return TimelineEntry(
        source=SURVEY,
        id=row.id,
        kind=SURVEY,
        at=row.at,
        title=row.name,
        text="\n".join(filter(None, (*words, row.note))),
        staff=row.staff,
        contact=row.contact,
        status=row.status,
        csat=row.csat,
        nps=row.nps,
    )
