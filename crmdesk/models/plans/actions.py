"""Service plans made, changed, deleted; their services given and logged in one step."""

from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.interactions.actions import delete_interaction, log_interaction
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.office.settings import load_office
from crmdesk.models.plans.drafts import DeliveryDraft, PlanDraft
from crmdesk.models.schema import (
    Contact,
    Customer,
    Interaction,
    PlanMember,
    PlanService,
    ServicePlan,
)

_NOON = time(12)


def make_plan(session: Session, draft: PlanDraft, *, now: datetime) -> int:
    """Store a plan and return its id.

    Raises Invalid when the draft has problems or another plan of hers has days of the period,
    CrmError "customer.gone" when the customer was deleted meanwhile.
    """
    _check(session, draft, None)
    plan = ServicePlan(
        customer_id=draft.customer_id, currency=load_office(session).currency, created_at=now
    )
    _fill(plan, draft)
    session.add(plan)
    session.flush()
    _set_team(session, plan, draft)
    _set_services(session, plan, draft)
    return plan.id


def edit_plan(session: Session, plan_id: int, draft: PlanDraft) -> None:
    """Change a plan; services already given stay given. Raises as `make_plan`, "plan.gone"."""
    plan = get_plan(session, plan_id)
    _check(session, draft, plan_id)
    _fill(plan, draft)
    _set_team(session, plan, draft)
    _set_services(session, plan, draft)


def delete_plan(session: Session, plan_id: int) -> None:
    """Delete a plan; what was done for it stays in the log. Raises CrmError "plan.gone"."""
    plan = get_plan(session, plan_id)
    for table in (PlanMember, PlanService):
        for row in session.scalars(select(table).where(table.plan_id == plan_id)):
            session.delete(row)
    session.flush()
    session.delete(plan)


def deliver(session: Session, service_id: int, draft: DeliveryDraft, *, now: datetime) -> int:
    """A service was given; returns the id of its log entry.

    Raises Invalid, also for a day to come, and CrmError "plan.service.gone".
    """
    if problems := draft.problems():
        raise Invalid(problems)
    assert draft.on is not None
    zone = office_zone(load_office(session).zone)
    today = local_day(now, zone)
    if draft.on > today:
        raise Invalid({"on": "interaction.at.future"})
    service = get_service(session, service_id)
    at = now if draft.on == today else datetime.combine(draft.on, _NOON, zone)
    entry = InteractionDraft(
        customer_id=service.customer_id,
        kind=draft.kind,
        direction="" if draft.kind in ("meeting", "note") else "out",
        purpose="service",
        text=draft.text,
        cost=draft.cost,
        at=at,
    )
    key = log_interaction(session, entry, now=now)  # first, so that undo takes it last
    service.interaction_id, service.done_on = key, draft.on
    return key


def take_back(session: Session, service_id: int) -> None:
    """It was not given after all: its log entry goes too. Raises CrmError "plan.service.gone"."""
    service = get_service(session, service_id)
    entry, service.interaction_id, service.done_on = service.interaction_id, None, None
    session.flush()
    if entry is not None and session.get(Interaction, entry) is not None:
        delete_interaction(session, entry)


def get_plan(session: Session, plan_id: int) -> ServicePlan:
    """Raises CrmError "plan.gone"."""
    found = session.get(ServicePlan, plan_id)
    if found is None:
        raise CrmError("plan.gone")
    return found


def get_service(session: Session, service_id: int) -> PlanService:
    """Raises CrmError "plan.service.gone"."""
    found = session.get(PlanService, service_id)
    if found is None:
        raise CrmError("plan.service.gone")
    return found


def _check(session: Session, draft: PlanDraft, plan_id: int | None) -> None:
    if problems := draft.problems():
        raise Invalid(problems)
    if session.get(Customer, draft.customer_id) is None:
        raise CrmError("customer.gone")
    same = select(ServicePlan.id).where(
        ServicePlan.customer_id == draft.customer_id,
        ServicePlan.starts_on <= draft.ends_on,
        ServicePlan.ends_on >= draft.starts_on,
    )
    if any(found != plan_id for found in session.scalars(same)):
        raise Invalid({"period": "plan.period.taken"})


def _fill(plan: ServicePlan, draft: PlanDraft) -> None:
    assert draft.starts_on is not None
    assert draft.ends_on is not None
    plan.customer_id = draft.customer_id
    plan.starts_on, plan.ends_on = draft.starts_on, draft.ends_on
    plan.lead_id, plan.visit_every, plan.budget = draft.lead_id, draft.visit_every, draft.budget
    for name in ("business", "goals", "challenges", "content"):
        setattr(plan, name, getattr(draft, name).strip())


def _set_team(session: Session, plan: ServicePlan, draft: PlanDraft) -> None:
    ours = select(Contact.id).where(Contact.customer_id == plan.customer_id)
    known = set(session.scalars(ours))
    wanted: list[tuple[int | None, int | None]] = [
        *((staff, None) for staff in draft.staff),
        *((None, contact) for contact in draft.contacts if contact in known),
    ]
    rows = session.scalars(select(PlanMember).where(PlanMember.plan_id == plan.id)).all()
    for row in rows:
        if (row.staff_id, row.contact_id) not in wanted:
            session.delete(row)
    there = {(row.staff_id, row.contact_id) for row in rows}
    for staff, contact in wanted:
        if (staff, contact) not in there:
            member = PlanMember(
                customer_id=plan.customer_id, plan_id=plan.id, staff_id=staff, contact_id=contact
            )
            session.add(member)
    session.flush()


def _set_services(session: Session, plan: ServicePlan, draft: PlanDraft) -> None:
    """By their words: one that stands there already keeps the day it was given."""
    query = select(PlanService).where(PlanService.plan_id == plan.id).order_by(PlanService.id)
    left = list(session.scalars(query))
    for position, service in enumerate(draft.services):
        row = next((one for one in left if one.text == service.text.strip()), None)
        if row is None:
            row = PlanService(customer_id=plan.customer_id, plan_id=plan.id)
            session.add(row)
        else:
            left.remove(row)
        row.customer_id, row.text = plan.customer_id, service.text.strip()
        row.due_on, row.position = service.due_on, position
    for row in left:
        session.delete(row)
    session.flush()
