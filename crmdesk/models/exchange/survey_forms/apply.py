"""Taking the answers of a form over: one write, one undo."""

from datetime import datetime

from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.customers.actions import create_customer
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.customers.salutations import offered_salutations
from crmdesk.models.exchange.survey_forms.plan import CREATE, FormPlan, PlannedAnswers
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import SurveyAnswer, SurveyResponse
from crmdesk.models.surveys.actions import get_questionnaire
from crmdesk.models.surveys.queries import load_questions


def apply_form(session: Session, plan: FormPlan, *, now: datetime) -> int:
    """Write what is planned and return how many were taken over; the same form again is none.

    Raises CrmError "survey.gone".
    """
    get_questionnaire(session, plan.questionnaire_id)
    office = load_office(session)
    kinds = {one.id: one.kind for one in load_questions(session, plan.questionnaire_id)}
    written = [(_response(session, row, plan, kinds, office, now), row) for row in plan.taken]
    session.add_all(response for response, _row in written)
    session.flush()
    for response, row in written:
        session.add_all(
            SurveyAnswer(
                response_id=response.id,
                customer_id=response.customer_id,
                question_id=question,
                value=value,
            )
            for question, value in row.answers.items()
            if question in kinds
        )
    session.flush()
    return len(written)


def _response(
    session: Session,
    row: PlannedAnswers,
    plan: FormPlan,
    kinds: dict[int, str],
    office: OfficeSettings,
    now: datetime,
) -> SurveyResponse:
    customer_id = row.customer_id
    if row.outcome == CREATE or customer_id is None:
        name = row.name or row.company or (row.phones[0] if row.phones else plan.file)
        draft = CustomerDraft(
            name=name,
            company=row.company if row.name else "",
            salutation=_salutation(row.salutation),
            phones=row.phones,
        )
        customer_id = create_customer(session, draft, now=now, office=office)
    scores: dict[str, int] = {}
    for question, kind in kinds.items():
        if kind in ("scale", "nps") and row.answers.get(question):
            scores.setdefault(kind, int(row.answers[question]))
    return SurveyResponse(
        questionnaire_id=plan.questionnaire_id,
        customer_id=customer_id,
        staff_id=context_of(session).staff_id,
        status="done",
        channel="web",
        created_at=row.at or now,
        finished_at=min(row.at or now, now),
        csat=scores.get("scale"),
        nps=scores.get("nps"),
        file=plan.file,
        digest=row.digest,
    )


def _salutation(told: str) -> str:
    """王先生; nothing where she wrote her name as she was asked how to be addressed."""
    return told if offered_salutations(told) == (told,) else ""
