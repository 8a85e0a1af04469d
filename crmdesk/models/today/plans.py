"""What service plans ask for: a visit by their rhythm, a service by its day."""

from collections.abc import Iterator
from datetime import date, timedelta

from crmdesk.models.plans.queries import PlanRow, load_plans
from crmdesk.models.today.rows import Ask, Part, TodayRow

VISIT, SERVICE = timedelta(days=2), timedelta(days=7)
"""So long before it is due it stands on Today."""


def plan_part(ask: Ask) -> Part:
    """Of plans under way, the oldest first; code is visit or service."""
    plans = load_plans(ask.session, ask.today, ask.zone, scope="current", staff=ask.staff)
    rows = sorted(
        (row for plan in plans for row in _due(plan, ask.today)),
        key=lambda row: (row.due_on or ask.today, row.customer_id, row.id),
    )
    return Part("plans", len(rows), rows[: ask.limit("plans")])


def _due(plan: PlanRow, today: date) -> Iterator[TodayRow]:
    again = plan.next_visit
    if again is not None and again - VISIT <= today:
        yield _row(plan, "plan", plan.id, "visit", "", again)
    for one in plan.services:
        if one.done_on is None and one.due_on is not None and one.due_on - SERVICE <= today:
            yield _row(plan, "plan_service", one.id, "service", one.text, one.due_on)


def _row(plan: PlanRow, source: str, key: int, code: str, text: str, due_on: date) -> TodayRow:
    return TodayRow(
        section="plans",
        source=source,
        id=key,
        customer_id=plan.customer_id,
        staff_id=plan.lead_id,
        text=text,
        code=code,
        step=plan.id,
        due_on=due_on,
        suggests="visit",
    )
