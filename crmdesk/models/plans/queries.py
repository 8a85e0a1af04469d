"""Service plans with what was done for them, and the next one of a plan that ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.months import in_next_period, next_period
from crmdesk.models.plans.actions import get_plan
from crmdesk.models.plans.drafts import PlanDraft, ServiceDraft
from crmdesk.models.schema import (
    Contact,
    Customer,
    CustomerSummary,
    Interaction,
    PlanMember,
    PlanService,
    ServicePlan,
    Staff,
)
from crmdesk.models.schema.interaction import UNREACHED

SCOPES = ("current", "coming", "past", "all")
VISITS = ("visit", "meeting")
"""Kinds of contact in which one sat face to face, whoever came to whom, if one met anybody."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service of a plan."""

    id: int
    plan_id: int
    text: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Done:
    """What was done in the period of a plan; money in minor units (分)."""

    visits: int = 0
    last_visit: date | None = None
    spent: int = 0
    gifts: int = 0
    contacts: int = 0


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan with what was done for it. `today` is the day it was asked on."""

    today: date
    id: int
    customer_id: int
    customer: str
    kind: str
    company: str
    starts_on: date
    ends_on: date
    lead_id: int | None
    lead: str
    visit_every: int | None
    budget: int | None
    currency: str
    business: str
    goals: str
    challenges: str
    content: str
    done: Done = Done()
    services: tuple[ServiceRow, ...] = ()
    colleagues: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    @property
    def elapsed(self) -> int:
        """Days gone by, today included."""
        return min(max((self.today - self.starts_on).days + 1, 0), self.days)

    @property
    def state(self) -> str:
        """One of SCOPES but all."""
        if self.today > self.ends_on:
            return "past"
        return "coming" if self.today < self.starts_on else "current"

    @property
    def visits_planned(self) -> int:
        return self.days // self.visit_every if self.visit_every else 0

    @property
    def visits_due(self) -> int:
        """How many there should have been by now."""
        return self.elapsed // self.visit_every if self.visit_every else 0

    @property
    def next_visit(self) -> date | None:
        """When one is to go there again; None where that is not within the plan."""
        if not self.visit_every or self.state == "past":
            return None
        since = self.done.last_visit or self.starts_on - _DAY
        day = since + timedelta(days=self.visit_every)
        return day if day <= self.ends_on else None

    @property
    def services_done(self) -> int:
        return sum(one.done_on is not None for one in self.services)

    @property
    def over(self) -> bool:
        """Whether it cost more than it may."""
        return self.budget is not None and self.done.spent > self.budget


def load_plans(
    session: Session,
    today: date,
    zone: tzinfo,
    *,
    scope: str = "all",
    customer_id: int | None = None,
    staff: Sequence[int] = (),
) -> list[PlanRow]:
    """Plans, those that end first at the top, past ones newest first; no `staff`: everybody's."""
    query = _rows()
    if customer_id is not None:
        query = query.where(ServicePlan.customer_id == customer_id)
    if staff:
        query = query.where(ServicePlan.lead_id.in_(staff))
    if scope == "current":
        query = query.where(ServicePlan.starts_on <= today, ServicePlan.ends_on >= today)
    elif scope == "coming":
        query = query.where(ServicePlan.starts_on > today)
    elif scope == "past":
        query = query.where(ServicePlan.ends_on < today)
    newest = scope == "past" or customer_id is not None
    order = (ServicePlan.ends_on, CustomerSummary.sort_name, ServicePlan.id)
    query = query.order_by(*(part.desc() if newest else part for part in order))
    return _complete(session, session.execute(query).all(), today, zone)


def load_plan(session: Session, plan_id: int, today: date, zone: tzinfo) -> PlanRow | None:
    """One plan with all that was done; None when it was deleted meanwhile."""
    rows = session.execute(_rows().where(ServicePlan.id == plan_id)).all()
    found = _complete(session, rows, today, zone)
    return found[0] if found else None


def count_scopes(session: Session, today: date, staff: Sequence[int] = ()) -> dict[str, int]:
    """How many stand in each of SCOPES."""
    query = select(ServicePlan.starts_on, ServicePlan.ends_on)
    if staff:
        query = query.where(ServicePlan.lead_id.in_(staff))
    counts = dict.fromkeys(SCOPES, 0)
    for starts_on, ends_on in session.execute(query):
        counts["all"] += 1
        state = "past" if ends_on < today else "coming" if starts_on > today else "current"
        counts[state] += 1
    return counts


def load_draft(session: Session, plan_id: int) -> PlanDraft:
    """What stands in a plan now, to be changed. Raises CrmError "plan.gone"."""
    plan = get_plan(session, plan_id)
    members = session.scalars(
        select(PlanMember).where(PlanMember.plan_id == plan_id).order_by(PlanMember.id)
    ).all()
    services = session.scalars(_services([plan_id]))
    return PlanDraft(
        plan.customer_id, plan.starts_on, plan.ends_on, plan.lead_id, plan.business, plan.goals,
        plan.challenges, plan.content, plan.visit_every, plan.budget,
        tuple(one.staff_id for one in members if one.staff_id is not None),
        tuple(one.contact_id for one in members if one.contact_id is not None),
        tuple(ServiceDraft(one.text, one.due_on) for one in services),
    )  # fmt: skip


def next_draft(session: Session, plan_id: int) -> PlanDraft:
    """The same for the period after it. Raises CrmError "plan.gone"."""
    draft = load_draft(session, plan_id)
    assert draft.starts_on is not None
    assert draft.ends_on is not None
    now = draft.starts_on, draft.ends_on
    services = tuple(
        replace(one, due_on=in_next_period(one.due_on, *now) if one.due_on else None)
        for one in draft.services
    )
    starts_on, ends_on = next_period(*now)
    return replace(draft, starts_on=starts_on, ends_on=ends_on, services=services)


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            ServicePlan.id, ServicePlan.customer_id, Customer.name, Customer.kind,
            func.coalesce(Customer.company, ""), ServicePlan.starts_on, ServicePlan.ends_on,
            ServicePlan.lead_id, func.coalesce(Staff.name, ""), ServicePlan.visit_every,
            ServicePlan.budget, ServicePlan.currency, ServicePlan.business, ServicePlan.goals,
            ServicePlan.challenges, ServicePlan.content,
        )
        .join(Customer, Customer.id == ServicePlan.customer_id)
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == ServicePlan.customer_id)
        .outerjoin(Staff, Staff.id == ServicePlan.lead_id)
    )  # fmt: skip


def _complete(session: Session, rows: Sequence[Any], today: date, zone: tzinfo) -> list[PlanRow]:
    if not rows:
        return []
    known = [PlanRow(today, *row) for row in rows]
    plans = [plan.id for plan in known]
    services: dict[int, list[ServiceRow]] = {}
    for one in session.scalars(_services(plans)):
        told = ServiceRow(one.id, one.plan_id, one.text, one.due_on, one.done_on)
        services.setdefault(one.plan_id, []).append(told)
    colleagues, people = _team(session, plans)
    done = _done(session, known, zone)
    return [
        replace(
            plan,
            done=done[plan.id],
            services=tuple(services.get(plan.id, ())),
            colleagues=tuple(colleagues.get(plan.id, ())),
            people=tuple(people.get(plan.id, ())),
        )
        for plan in known
    ]


def _services(plans: Sequence[int]) -> Any:
    return (
        select(PlanService)
        .where(PlanService.plan_id.in_(plans))
        .order_by(PlanService.position, PlanService.id)
    )


def _team(
    session: Session, plans: Sequence[int]
) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    query = (
        select(PlanMember.plan_id, Staff.name, Contact.name)
        .outerjoin(Staff, Staff.id == PlanMember.staff_id)
        .outerjoin(Contact, Contact.id == PlanMember.contact_id)
        .where(PlanMember.plan_id.in_(plans))
        .order_by(PlanMember.id)
    )
    colleagues: dict[int, list[str]] = {}
    people: dict[int, list[str]] = {}
    for plan, colleague, person in session.execute(query):
        if colleague:
            colleagues.setdefault(plan, []).append(colleague)
        if person:
            people.setdefault(plan, []).append(person)
    return colleagues, people


def _done(session: Session, plans: Sequence[PlanRow], zone: tzinfo) -> dict[int, Done]:
    """One walk over what happened with these customers since the first of the plans began."""
    first = datetime.combine(min(plan.starts_on for plan in plans), time.min, zone)
    query = (
        select(
            Interaction.customer_id, Interaction.at, Interaction.kind, Interaction.cost,
            Interaction.direction, Interaction.outcome,
        )
        .where(
            Interaction.customer_id.in_(sorted({plan.customer_id for plan in plans})),
            Interaction.at >= first.astimezone(UTC),
        )
        .order_by(Interaction.at)
    )  # fmt: skip
    by_customer: dict[int, list[Any]] = {}
    for row in session.execute(query):
        by_customer.setdefault(row.customer_id, []).append((row.at.astimezone(zone).date(), row))
    return {plan.id: _sum(plan, by_customer.get(plan.customer_id, ())) for plan in plans}


def _sum(plan: PlanRow, happened: Sequence[tuple[date, Any]]) -> Done:
    within = [(day, row) for day, row in happened if plan.starts_on <= day <= plan.ends_on]
    visits = [day for day, row in within if row.kind in VISITS and row.outcome not in UNREACHED]
    outgoing = [row for _day, row in within if row.direction != "in"]
    return Done(
        len(visits),
        visits[-1] if visits else None,
        sum(row.cost or 0 for row in outgoing),
        sum(row.cost or 0 for row in outgoing if row.kind == "gift"),
        sum(row.kind != "note" for _day, row in within),
    )
