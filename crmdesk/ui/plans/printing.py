"""A service plan on one sheet of paper, to be talked over with the boss or the customer."""

from __future__ import annotations

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.plans.queries import PlanRow
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.printing import Sheet
from crmdesk.ui.kit.when import full_day
from crmdesk.ui.plans.words import (
    budget_level,
    period,
    say_next_visit,
    say_rhythm,
    say_service,
    service_level,
    visit_level,
)

_WIDTHS = (52, 24, 24)  # percent


def plan_sheet(plan: PlanRow) -> Sheet:
    """What it is about, what was done against it, its services to be ticked."""
    sheet = Sheet(
        _("Service plan {customer}").format(customer=plan.customer),
        _("{period} · as of {day}").format(period=period(plan), day=full_day(plan.today)),
    )
    sheet.facts(_told(_about(plan)))
    sheet.heading(pgettext("plan", "Done so far"))
    sheet.facts(_told(_progress(plan)))
    if plan.services:
        sheet.heading(_("Services beyond the goods"))
        rows = [
            [
                one.text,
                full_day(one.due_on) if one.due_on else "",
                say_service(one, plan.today) if one.done_on else "☐",
            ]
            for one in plan.services
        ]
        header = [
            pgettext("plan", "Service"),
            pgettext("plan", "By when"),
            pgettext("plan", "Done"),
        ]
        sheet.table(header, rows, _WIDTHS)
    return sheet


def _about(plan: PlanRow) -> list[tuple[str, str]]:
    team = [*plan.colleagues, *(_("{name} (customer)").format(name=name) for name in plan.people)]
    return [
        (pgettext("plan", "In charge"), plan.lead),
        (pgettext("plan", "Team"), pgettext("list", ", ").join(team)),
        (pgettext("plan", "Business"), plan.business),
        (pgettext("plan", "Goals"), plan.goals),
        (pgettext("plan", "Challenges"), plan.challenges),
        (pgettext("plan", "What we do"), plan.content),
    ]


def _progress(plan: PlanRow) -> list[tuple[str, str]]:
    visits, services, money = visit_level(plan), service_level(plan), budget_level(plan)
    rhythm, again = say_rhythm(plan), say_next_visit(plan)
    seen = visits.text if visits else ""
    gifts = say_money(plan.done.gifts, plan.currency) if plan.done.gifts else ""
    return [
        (pgettext("plan", "Visits"), " · ".join(part for part in (seen, rhythm) if part)),
        (pgettext("plan", "Next visit"), again),
        (pgettext("plan", "Services"), services.text if services else ""),
        (pgettext("plan", "Cost"), money.text if money else ""),
        (_("Gifts in it"), gifts),
    ]


def _told(facts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(caption, text) for caption, text in facts if text]
