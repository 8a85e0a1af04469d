"""The sheets of care: gifts, service plans, and what was answered to questionnaires."""

from __future__ import annotations

from datetime import date, tzinfo
from typing import Any

from sqlalchemy import Select, and_, case
from sqlalchemy.orm import aliased

from crmdesk.models.care.gift_rules import gift_status_text, occasion_text, way_text
from crmdesk.models.core.i18n import P_
from crmdesk.models.customers.facts import FACTS
from crmdesk.models.exchange.export.log_cells import contact_name, staff_name
from crmdesk.models.exchange.export.told import Told, ToldLines, ToldTable, at_home, money
from crmdesk.models.schema import (
    Customer,
    Gift,
    GiftList,
    PlanMember,
    PlanService,
    Question,
    Questionnaire,
    ServicePlan,
    SurveyAnswer,
    SurveyResponse,
)
from crmdesk.models.surveys.rules import channel_text, status_text

_PRIVATE = sorted(name for name, fact in FACTS.items() if fact.private)


def gifts() -> ToldTable:
    """One row each gift."""
    of = Gift
    return ToldTable(
        P_("sheet", "Gifts"),
        of,
        (
            Told(P_("column", "Gift list"), GiftList.name),
            Told(P_("column", "Occasion"), GiftList.occasion, say=occasion_text),
            Told(P_("column", "Day of the occasion"), GiftList.day, "day"),
            Told(P_("column", "Gift"), of.name),
            Told(P_("column", "Unit price"), of.price, "money", money),
            Told(P_("column", "Currency"), GiftList.currency),
            Told(P_("column", "Status"), of.status, say=gift_status_text),
            Told(P_("column", "Given on"), of.given_on, "day"),
            Told(P_("column", "How it gets there"), of.way, say=way_text),
            Told(P_("column", "Done by"), staff_name(of.staff_id)),
            Told(P_("column", "Note"), of.note, "wrapped"),
        ),
        (GiftList.day, of.id),
        joined=lambda query: query.join(GiftList, GiftList.id == of.list_id),
    )


def plans() -> ToldTable:
    """One row each service plan, its team and its services beside it."""
    of, service, member = ServicePlan, PlanService, PlanMember
    return ToldTable(
        P_("sheet", "Service plans"),
        of,
        (
            Told(P_("column", "From"), of.starts_on, "day"),
            Told(P_("column", "Until"), of.ends_on, "day"),
            Told(P_("column", "Handled by"), staff_name(of.lead_id)),
            Told(P_("column", "Business"), of.business, "wrapped"),
            Told(P_("column", "Goals"), of.goals, "wrapped"),
            Told(P_("column", "Challenges"), of.challenges, "wrapped"),
            Told(P_("column", "Content"), of.content, "wrapped"),
            Told(P_("column", "A visit every so many days"), of.visit_every, "number"),
            Told(P_("column", "Budget"), of.budget, "money", money),
            Told(P_("column", "Currency"), of.currency),
        ),
        (of.starts_on, of.id),
        (
            ToldLines(
                P_("column", "Team"),
                member,
                member.plan_id,
                (staff_name(member.staff_id), contact_name(member.contact_id)),
                lambda colleague, contact: colleague or contact or "",
                (member.id,),
            ),
            ToldLines(
                P_("column", "Services"),
                service,
                service.plan_id,
                (service.text, service.due_on, service.done_on),
                _service,
                (service.position, service.id),
            ),
        ),
    )


def answers(zone: tzinfo, viewer: int | None) -> ToldTable:
    """One row each answer; what only the owner of a customer may see, only for her."""
    of, asked = SurveyAnswer, aliased(Question)
    response = SurveyResponse
    return ToldTable(
        P_("sheet", "Survey answers"),
        of,
        (
            Told(P_("column", "Contact"), contact_name(response.contact_id)),
            Told(P_("column", "Questionnaire"), Questionnaire.name),
            Told(P_("column", "Answered at"), response.finished_at, "instant", at_home(zone)),
            Told(P_("column", "Status"), response.status, say=status_text),
            Told(P_("column", "Channel"), response.channel, say=channel_text),
            Told(P_("column", "Asked by"), staff_name(response.staff_id)),
            Told(P_("column", "Product"), response.product),
            Told(P_("column", "Question"), asked.text, "wrapped"),
            Told(P_("column", "Answer"), _for_owner(asked, viewer), "wrapped"),
            Told(P_("column", "Gift"), response.gift),
            Told(P_("column", "Note"), response.note, "wrapped"),
        ),
        (response.created_at, response.id, asked.position, of.id),
        joined=lambda query: _with_questions(query, asked),
    )


def _with_questions(query: Select[Any], asked: Any) -> Select[Any]:
    return (
        query.join(SurveyResponse, SurveyResponse.id == SurveyAnswer.response_id)
        .join(asked, asked.id == SurveyAnswer.question_id)
        .join(Questionnaire, Questionnaire.id == SurveyResponse.questionnaire_id)
    )


def _for_owner(asked: Any, viewer: int | None) -> Any:
    if viewer is None:
        return SurveyAnswer.value
    others = and_(Customer.owner_id.is_not(None), Customer.owner_id != viewer)
    hidden = and_(asked.field.in_(_PRIVATE), others)
    return case((hidden, None), else_=SurveyAnswer.value)


def _service(text: str, due: date | None, done: date | None) -> str:
    """A service, the day it was due, and a tick where it was done."""
    return " ".join(filter(None, (text, due.isoformat() if due else "", "✓" if done else "")))
