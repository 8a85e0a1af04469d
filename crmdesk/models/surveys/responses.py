"""A response: planned, answered question by question, finished, declined, deleted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.customers.consents import record_consent
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import (
    Contact,
    Customer,
    Interaction,
    Question,
    SurveyAnswer,
    SurveyResponse,
)
from crmdesk.models.surveys.actions import get_questionnaire
from crmdesk.models.surveys.drafts import ClosingDraft
from crmdesk.models.surveys.fields import settle_known, take_answer
from crmdesk.models.surveys.reading import read_answer
from crmdesk.models.surveys.words import summary_of

WAITING = ("planned", "open")
_LONGEST_CALL = 120  # minutes; what lay overnight was no call of that length


def plan_responses(
    session: Session, questionnaire_id: int, customer_ids: Sequence[int], *, now: datetime
) -> list[int]:
    """Note that these customers are to be asked; who waits already is not noted twice.

    Returns the responses in the order of the customers. Raises CrmError "survey.gone".
    """
    get_questionnaire(session, questionnaire_id)
    there = set(session.scalars(select(Customer.id).where(Customer.id.in_(customer_ids))))
    waiting = _waiting(session, questionnaire_id, customer_ids)
    found: list[int] = []
    for customer_id in dict.fromkeys(customer_ids):
        if customer_id in waiting:
            found.append(waiting[customer_id])
        elif customer_id in there:
            found.append(_begin(session, questionnaire_id, customer_id, "planned", now).id)
    return found


def waiting_response(session: Session, questionnaire_id: int, customer_id: int) -> int | None:
    """The response to go on with, if one was planned or begun."""
    return _waiting(session, questionnaire_id, [customer_id]).get(customer_id)


def begin_response(
    session: Session,
    questionnaire_id: int,
    customer_id: int,
    *,
    now: datetime,
    channel: str = "phone",
    product: str = "",
    contact_id: int | None = None,
) -> int:
    """Begin to ask, or go on with what was planned or begun; returns the response.

    Raises CrmError "survey.gone", "customer.gone".
    """
    get_questionnaire(session, questionnaire_id)
    if session.get(Customer, customer_id) is None:
        raise CrmError("customer.gone")
    waiting = waiting_response(session, questionnaire_id, customer_id)
    if waiting is None:
        row = _begin(session, questionnaire_id, customer_id, "open", now)
    else:
        row = get_response(session, waiting)
        if row.status == "planned":
            row.created_at = now
    row.status, row.channel, row.staff_id = "open", channel, context_of(session).staff_id
    row.product = row.product or product
    contact = None if contact_id is None else session.get(Contact, contact_id)
    row.contact_id = contact.id if contact and contact.customer_id == customer_id else None
    session.flush()
    return row.id


def answer_question(session: Session, response_id: int, question_id: int, typed: str) -> None:
    """Keep an answer; nothing typed takes it away again.

    Raises Invalid with the code of what is wrong, CrmError "survey.response.gone",
    "survey.question.gone".
    """
    response = get_response(session, response_id)
    question = session.get(Question, question_id)
    if question is None or question.questionnaire_id != response.questionnaire_id:
        raise CrmError("survey.question.gone")
    try:
        value = read_answer(question.kind, typed, question.choices)
    except CrmError as error:
        raise Invalid({"answer": error.code}) from error
    row = session.scalar(
        select(SurveyAnswer).where(
            SurveyAnswer.response_id == response_id, SurveyAnswer.question_id == question_id
        )
    )
    if row is not None and value:
        row.value, row.fate = value, row.fate if row.value == value else ""
    elif row is not None:
        session.delete(row)
    elif value:
        session.add(_answer(response, question_id, value))
    session.flush()
    score(session, response)


def finish_response(
    session: Session, response_id: int, closing: ClosingDraft, *, now: datetime
) -> None:
    """She answered: note it as a call, take what goes into her record.

    Raises Invalid for a question that must be answered, "survey.response.gone", and what a page
    says of a value that cannot stand in its field.
    """
    response = get_response(session, response_id)
    if missing := _missing(session, response):
        raise Invalid({"answer": "survey.answer.required", "question": str(missing)})
    office = load_office(session)
    call = None  # made before the response is touched: an undo goes the other way
    if response.channel == "phone" and response.interaction_id is None:
        call = _call(session, response.customer_id, "reached", now)
    response.status, response.finished_at = "done", now
    response.gift, response.note = closing.gift.strip(), closing.note.strip()
    settle_answers(session, closing, now=now, office=office)
    settle_known(session, response_id, office)
    how = get_questionnaire(session, response.questionnaire_id).name
    for channel, given in closing.consents:
        record_consent(session, response.customer_id, channel, given=given, how=how, now=now)
    score(session, response)
    if call is not None:
        _tell(session, call, response)


def decline_response(
    session: Session, questionnaire_id: int, customer_id: int, *, now: datetime, reason: str = ""
) -> int:
    """She would not answer: that is in the log, and she is no longer on the list to be called.

    Returns the response. Raises CrmError "survey.gone", "customer.gone".
    """
    get_questionnaire(session, questionnaire_id)
    if session.get(Customer, customer_id) is None:
        raise CrmError("customer.gone")
    call = _call(session, customer_id, "declined", now)
    response = get_response(
        session, begin_response(session, questionnaire_id, customer_id, now=now)
    )
    response.status, response.finished_at = "declined", now
    response.note = reason.strip()
    _tell(session, call, response)
    return response.id


def note_unreached(
    session: Session, questionnaire_id: int, customer_id: int, *, now: datetime
) -> None:
    """Nobody answered the telephone: that is in the log, and she is still to be asked."""
    call = _call(session, customer_id, "no_answer", now)
    call.text = get_questionnaire(session, questionnaire_id).name
    session.flush()


def settle_answers(
    session: Session, closing: ClosingDraft, *, now: datetime, office: OfficeSettings
) -> None:
    """Take and refuse what goes into the record, as was decided."""
    today = local_day(now, office_zone(office.zone))
    wanted = {**dict.fromkeys(closing.taken, "taken"), **dict.fromkeys(closing.refused, "refused")}
    query = (
        select(SurveyAnswer, Question.field)
        .join(Question, Question.id == SurveyAnswer.question_id)
        .where(SurveyAnswer.id.in_(wanted))
        .order_by(SurveyAnswer.id)
    )
    for answer, field in session.execute(query).all():
        if wanted[answer.id] == "taken":
            take_answer(session, answer, field, today=today, office=office)
        answer.fate = wanted[answer.id]
    session.flush()


def delete_response(session: Session, response_id: int) -> None:
    """Take a response away; the call in the log stays. Raises CrmError "survey.response.gone"."""
    response = get_response(session, response_id)
    for answer in session.scalars(
        select(SurveyAnswer).where(SurveyAnswer.response_id == response_id)
    ):
        session.delete(answer)
    session.flush()
    session.delete(response)


def get_response(session: Session, response_id: int) -> SurveyResponse:
    """The row; raises CrmError "survey.response.gone" when it was deleted meanwhile."""
    row = session.get(SurveyResponse, response_id)
    if row is None:
        raise CrmError("survey.response.gone")
    return row


def score(session: Session, response: SurveyResponse) -> None:
    """Repeat the first answer of each scored kind in the response itself."""
    query = (
        select(Question.kind, SurveyAnswer.value)
        .join(Question, Question.id == SurveyAnswer.question_id)
        .where(SurveyAnswer.response_id == response.id, Question.kind.in_(("scale", "nps")))
        .order_by(Question.dropped, Question.position, Question.id)
    )
    first: dict[str, int] = {}
    for kind, value in session.execute(query):
        first.setdefault(kind, int(value))
    response.csat, response.nps = first.get("scale"), first.get("nps")
    session.flush()


def _waiting(
    session: Session, questionnaire_id: int, customer_ids: Sequence[int]
) -> dict[int, int]:
    query = select(SurveyResponse.customer_id, SurveyResponse.id).where(
        SurveyResponse.questionnaire_id == questionnaire_id,
        SurveyResponse.status.in_(WAITING),
        SurveyResponse.customer_id.in_(customer_ids),
    )
    return dict(session.execute(query.order_by(SurveyResponse.id.desc())).all())


def _begin(
    session: Session, questionnaire_id: int, customer_id: int, status: str, now: datetime
) -> SurveyResponse:
    row = SurveyResponse(
        questionnaire_id=questionnaire_id,
        customer_id=customer_id,
        staff_id=context_of(session).staff_id,
        status=status,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def _answer(response: SurveyResponse, question_id: int, value: str) -> SurveyAnswer:
    return SurveyAnswer(
        response_id=response.id,
        customer_id=response.customer_id,
        question_id=question_id,
        value=value,
    )


def _missing(session: Session, response: SurveyResponse) -> int | None:
    """The first question that must be answered and was not."""
    answered = select(SurveyAnswer.question_id).where(SurveyAnswer.response_id == response.id)
    query = (
        select(Question.id)
        .where(
            Question.questionnaire_id == response.questionnaire_id,
            Question.required.is_(True),
            Question.dropped.is_(False),
            Question.id.not_in(answered),
        )
        .order_by(Question.position, Question.id)
        .limit(1)
    )
    return session.scalar(query)


def _call(session: Session, customer_id: int, outcome: str, now: datetime) -> Interaction:
    """The call as it stands in the log."""
    call = Interaction(
        customer_id=customer_id,
        staff_id=context_of(session).staff_id,
        at=now,
        created_at=now,
        kind="call",
        direction="out",
        purpose="survey",
        outcome=outcome,
    )
    session.add(call)
    session.flush()
    return call


def _tell(session: Session, call: Interaction, response: SurveyResponse) -> None:
    """What was said in the call, with whom, for how long."""
    now = response.finished_at or call.at
    minutes = round((now - response.created_at).total_seconds() / 60)
    call.contact_id, call.text = response.contact_id, summary_of(session, response)
    call.minutes = minutes if 0 < minutes <= _LONGEST_CALL else None
    response.interaction_id = call.id
    session.flush()
