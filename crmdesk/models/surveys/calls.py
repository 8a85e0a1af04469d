"""What one needs to put a questionnaire to one customer: the questions, what was answered before,
whom one speaks to."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.bought import load_bought
from crmdesk.models.customers.choices import load_contact_names
from crmdesk.models.customers.fill_in import fill_in, words_for
from crmdesk.models.schema import Customer, CustomerSummary, SurveyAnswer, SurveyResponse
from crmdesk.models.surveys.actions import get_questionnaire
from crmdesk.models.surveys.queries import QuestionRow, load_questions
from crmdesk.models.surveys.responses import waiting_response


@dataclass(frozen=True, slots=True)
class Call:
    """`response_id` is None where nothing was answered yet; `answers` by question; opening and
    thanks are filled in for her."""

    questionnaire_id: int
    questionnaire: str
    opening: str
    thanks: str
    questions: tuple[QuestionRow, ...]
    customer_id: int
    name: str
    salutation: str
    company: str
    kind: str
    phone: str
    contacts: tuple[tuple[int, str], ...]
    response_id: int | None = None
    contact_id: int | None = None
    channel: str = "phone"
    product: str = ""
    answers: dict[int, str] = field(default_factory=dict)


def load_call(
    session: Session, questionnaire_id: int, customer_id: int, *, staff_id: int, today: date
) -> Call:
    """Raises CrmError "survey.gone", "customer.gone"."""
    paper = get_questionnaire(session, questionnaire_id)
    customer = session.get(Customer, customer_id)
    if customer is None:
        raise CrmError("customer.gone")
    words = words_for(session, customer_id, staff_id)
    phone = select(CustomerSummary.phone).where(CustomerSummary.customer_id == customer_id)
    bought = load_bought(session, customer_id, today)
    response_id = waiting_response(session, questionnaire_id, customer_id)
    begun = session.get(SurveyResponse, response_id) if response_id is not None else None
    return Call(
        questionnaire_id,
        paper.name,
        fill_in(paper.opening, words),
        fill_in(paper.thanks, words),
        tuple(load_questions(session, questionnaire_id)),
        customer_id,
        customer.name,
        customer.salutation,
        customer.company or "",
        customer.kind,
        session.scalar(phone) or "",
        tuple(load_contact_names(session, customer_id)),
        response_id,
        begun.contact_id if begun else None,
        begun.channel if begun else "phone",
        bought.goods if bought else "",
        _answers(session, response_id),
    )


def _answers(session: Session, response_id: int | None) -> dict[int, str]:
    if response_id is None:
        return {}
    query = select(SurveyAnswer.question_id, SurveyAnswer.value)
    return dict(session.execute(query.where(SurveyAnswer.response_id == response_id)).all())
