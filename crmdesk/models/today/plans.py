"""What service plans ask for: a visit by their rhythm, a service by its day."""

from collections.abc import Iterator
from datetime import date, timedelta

from crmdesk.models.plans.queries import PlanRow, load_plans
from crmdesk.models.today.rows import Ask, Part, TodayRow

VISIT, SERVICE = timedelta(days=2), timedelta(days=7)
"""So long before it is due it stands on Today."""


def plan_part(ask: Ask) -> Part:
    """Of plans under way, the oldest first; code is visit or service. Of a day to come: its own."""
    plans = load_plans(ask.session, ask.today, ask.zone, scope="current", staff=ask.staff)
    rows = sorted(
        (row for plan in plans for row in _open(plan)),
        key=lambda row: (row.due_on or ask.today, row.customer_id, row.id),
    )
    shown = [row for row in rows if _stands(row, ask)]
    days = ask.week(row.due_on for row in rows)
    return Part("plans", len(shown), shown[: ask.limit("plans")], days)


def _open(plan: PlanRow) -> Iterator[TodayRow]:
    if plan.next_visit is not None:
        yield _row(plan, "plan", plan.id, "visit", "", plan.next_visit)
    for one in plan.services:
        if one.done_on is None and one.due_on is not None:
            yield _row(plan, "plan_service", one.id, "service", one.text, one.due_on)


def _stands(row: TodayRow, ask: Ask) -> bool:
    assert row.due_on is not None
    if ask.ahead:
        return row.due_on == ask.day
    return row.due_on - (VISIT if row.code == "visit" else SERVICE) <= ask.today


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
