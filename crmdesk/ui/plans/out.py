"""Service plans as a workbook: one line a plan, one a service."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.exchange.export.files import written
from crmdesk.models.exchange.writers.sheet import Batch, Column, Sheet
from crmdesk.models.exchange.writers.xlsx import write_workbook
from crmdesk.models.plans.queries import PlanRow

Cells = tuple[object, ...]


def write_plans(plans: Sequence[PlanRow], path: Path) -> None:
    """Write what is planned and what was done; raises CrmError "export.unwritable"."""
    columns = [
        Column(_("Customer"), "text", 24.0),
        Column(pgettext("plan", "From"), "day", 12.0),
        Column(pgettext("plan", "To"), "day", 12.0),
        Column(pgettext("plan", "In charge"), "text", 10.0),
        Column(pgettext("plan", "Team"), "wrapped", 24.0),
        Column(pgettext("plan", "Business"), "wrapped", 30.0),
        Column(pgettext("plan", "Goals"), "wrapped", 30.0),
        Column(pgettext("plan", "Challenges"), "wrapped", 30.0),
        Column(pgettext("plan", "What we do"), "wrapped", 40.0),
        Column(pgettext("plan", "Days between visits"), "number", 12.0),
        Column(pgettext("plan", "Visits planned"), "number", 12.0),
        Column(pgettext("plan", "Visits made"), "number", 12.0),
        Column(pgettext("plan", "Budget"), "money", 12.0),
        Column(pgettext("plan", "Cost"), "money", 12.0),
        Column(_("Gifts in it"), "money", 12.0),
    ]
    services = [
        Column(_("Customer"), "text", 24.0),
        Column(pgettext("plan", "Service"), "text", 32.0),
        Column(pgettext("plan", "By when"), "day", 12.0),
        Column(pgettext("plan", "Done"), "day", 12.0),
    ]
    given = [
        (plan.customer, one.text, one.due_on, one.done_on)
        for plan in plans
        for one in plan.services
    ]
    sheets = [
        Sheet(_("Service plan"), columns, partial(_batches, [_cells(p) for p in plans]), 1),
        Sheet(pgettext("plan", "Services"), services, partial(_batches, given), 1),
    ]
    with written(path) as fresh:
        write_workbook(fresh, sheets)


def _cells(plan: PlanRow) -> Cells:
    team = pgettext("list", ", ").join((*plan.colleagues, *plan.people))
    return (
        plan.customer, plan.starts_on, plan.ends_on, plan.lead, team, plan.business, plan.goals,
        plan.challenges, plan.content, plan.visit_every, plan.visits_planned or None,
        plan.done.visits, None if plan.budget is None else plan.budget / 100,
        plan.done.spent / 100, plan.done.gifts / 100,
    )  # fmt: skip


def _batches(cells: Sequence[Cells]) -> Generator[Batch, None, None]:
    if cells:
        yield Batch.of(cells)
