"""What the made-up office asked its customers, and what they said."""

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from crmdesk.models.answers.actions import add_answers
from crmdesk.models.answers.ready import ready_answers
from crmdesk.models.core.db import storage_of
from crmdesk.models.core.i18n import speaking
from crmdesk.models.demo.words import Weighted, country, lines, pick
from crmdesk.models.schema import (
    AnswerUse,
    Customer,
    Order,
    OrderLine,
    StandardAnswer,
    SurveyAnswer,
    SurveyResponse,
)
from crmdesk.models.schema.base import Base
from crmdesk.models.surveys.actions import create_questionnaire
from crmdesk.models.surveys.queries import QuestionRow, load_questions
from crmdesk.models.surveys.ready import ready_made

MONTHS, A_MONTH = 12, 11
_SCORES = Weighted((5, 4, 3, 2, 1), (50, 32, 11, 5, 2))
_NPS = {5: (9, 9, 10, 10, 8), 4: (8, 8, 9, 7), 3: (6, 7, 5), 2: (3, 4, 5), 1: (0, 2)}
_CHANNELS = ("phone", "phone", "phone", "web", "paper")
_WORDS = {5: "good", 4: "fair", 3: "fair", 2: "bad", 1: "bad"}


def add_surveys(session: Session, staff: Sequence[int], today: date, zone: tzinfo) -> None:
    """A year of satisfaction, some records to complete, and some who are to be called."""
    with speaking("zh_TW" if country() == "TW" else "zh_CN"):
        begun = datetime.combine(today - timedelta(days=370), time(9), zone)
        keys = {
            code: create_questionnaire(session, ready_made(code, country()), now=begun)
            for code in ("fair", "archive", "csat")
        }
    rng = random.Random(f"{today}/surveys")
    maker = _Answers(session, rng, staff)
    asked = load_questions(session, keys["csat"])
    for back in range(MONTHS):
        first = (today.replace(day=1) - timedelta(days=30 * back)).replace(day=1)
        for row in _bought_in(session, first):
            day = row.ordered_on + timedelta(days=4 + int(rng.random() * 8))
            if day < today:
                at = datetime.combine(day, time(9 + int(rng.random() * 8), 20), zone)
                maker.satisfied(keys["csat"], asked, row, at)
    maker.records(keys["archive"], load_questions(session, keys["archive"]),
                  datetime.combine(today - timedelta(days=1), time(15), zone))  # fmt: skip
    maker.waiting(keys["csat"], datetime.combine(today, time(9), zone))
    maker.write()


def _bought_in(session: Session, first: date) -> Sequence[Any]:
    """Some of those who bought in the month that begins then, each once."""
    line = (
        select(OrderLine.name)
        .where(OrderLine.order_id == Order.id)
        .order_by(OrderLine.position)
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(Order.customer_id, Order.ordered_on, Order.staff_id, line.label("product"))
        .where(Order.ordered_on >= first, Order.ordered_on < first + timedelta(days=31))
        .order_by(Order.id)
        .limit(3 * A_MONTH)
    )
    rows = {row.customer_id: row for row in session.execute(query)}
    return list(rows.values())[:A_MONTH]


class _Answers:
    """Gathers rows; they are written at the end."""

    def __init__(self, session: Session, rng: random.Random, staff: Sequence[int]) -> None:
        self._session, self._rng, self._staff = session, rng, staff
        self._responses: list[dict[str, Any]] = []
        self._answers: list[tuple[int, int, int, str]] = []  # response, customer, question, value

    def satisfied(
        self, questionnaire: int, asked: Sequence[QuestionRow], row: Any, at: datetime
    ) -> None:
        """One answer to the questionnaire of satisfaction, as it comes after a delivery."""
        rng = self._rng
        if rng.random() < 0.06:
            self._response(questionnaire, row, at, status="declined")
            return
        score = _SCORES.draw(rng)
        nps = pick(rng, _NPS[score])
        said = pick(rng, lines("surveys", _WORDS[score])) if rng.random() < 0.55 else ""
        channel = pick(rng, _CHANNELS)
        place = self._response(
            questionnaire, row, at, channel=channel, product=row.product or "", csat=score, nps=nps
        )
        for question, value in zip(asked, (str(score), str(nps), said), strict=True):
            self._answer(place, row.customer_id, question, value)

    def records(self, questionnaire: int, asked: Sequence[QuestionRow], at: datetime) -> None:
        """Some told what was missing in their records; it waits for a look."""
        rng = self._rng
        query = select(Customer.id.label("customer_id"), Customer.owner_id.label("staff_id"))
        people = query.where(Customer.kind == "person", Customer.hobbies == "")
        for row in self._session.execute(people.order_by(Customer.id).limit(6)):
            gift = pick(rng, lines("surveys", "gifts"))
            place = self._response(questionnaire, row, at, gift=gift)
            hobby, diet = (pick(rng, lines("surveys", one)) for one in ("hobbies", "diets"))
            for question, value in zip(asked, ("", "", hobby, diet), strict=True):
                self._answer(place, row.customer_id, question, value)

    def waiting(self, questionnaire: int, at: datetime) -> None:
        """Who bought last is still to be called."""
        query = select(Order.customer_id, Order.staff_id).order_by(Order.id.desc()).limit(24)
        rows = {row.customer_id: row for row in self._session.execute(query)}
        for row in list(rows.values())[:8]:
            self._response(questionnaire, row, at, status="planned")

    def write(self) -> None:
        """Insert what was gathered."""
        first = self._insert(SurveyResponse, self._responses)
        answers = [
            {"response_id": first + place, "customer_id": customer, "question_id": question,
             "value": value, "fate": ""}
            for place, customer, question, value in self._answers
        ]  # fmt: skip
        self._insert(SurveyAnswer, answers)

    def _insert(self, table: type[Base], rows: list[dict[str, Any]]) -> int:
        if not rows:
            return 0
        storage = storage_of(self._session)
        ids = storage.reserve_ids(self._session, table.__tablename__, len(rows))
        numbered = [{"id": key, **row} for key, row in zip(ids, rows, strict=True)]
        self._session.execute(insert(table), numbered)
        return ids[0]

    def _response(self, questionnaire: int, row: Any, at: datetime, **more: Any) -> int:
        done = more.get("status", "done") in ("done", "declined")
        self._responses.append(
            {
                "questionnaire_id": questionnaire,
                "customer_id": row.customer_id,
                "contact_id": None,
                "staff_id": row.staff_id or pick(self._rng, self._staff),
                "interaction_id": None,
                "status": "done",
                "channel": "phone",
                "created_at": at,
                "finished_at": at + timedelta(minutes=3) if done else None,
                "product": "",
                "csat": None,
                "nps": None,
                "gift": "",
                "note": "",
                "file": "",
                "digest": "",
                **more,
            }
        )
        return len(self._responses) - 1

    def _answer(self, place: int, customer: int, question: QuestionRow, value: str) -> None:
        if value:
            self._answers.append((place, customer, question.id, value))


def add_standard_answers(session: Session, today: date, zone: tzinfo) -> None:
    """What customers ask, answered well once; some of it asked more than the rest."""
    rng = random.Random(f"{today}/answers")
    now = datetime.combine(today, time(9), zone)
    drafts = ready_answers("zh_TW" if country() == "TW" else "zh_CN")
    add_answers(session, drafts, now=now)
    for key in session.scalars(select(StandardAnswer.id).order_by(StandardAnswer.id)):
        uses = int(rng.random() ** 3 * 40)
        if uses:
            session.add(AnswerUse(answer_id=key, uses=uses, used_at=now))
    session.flush()
