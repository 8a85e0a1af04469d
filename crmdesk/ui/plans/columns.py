"""The columns of the list of service plans."""

from __future__ import annotations

from collections.abc import Callable

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.plans.queries import PlanRow
from crmdesk.ui.kit.cells import PersonCell, TextCell
from crmdesk.ui.kit.meter import Level, MeterCell
from crmdesk.ui.kit.table import Column
from crmdesk.ui.plans import words


def columns() -> list[Column]:
    """Whose, how far in time, visits, services, money; when to go there next."""
    return [
        Column("customer", _("Customer"), lambda row: row.customer, width=190, fixed=True,
               least=170, cell=PersonCell(lambda row: row.customer, words.short_period,
                                          lambda row: row.kind)),
        _meter("visits", pgettext("plan", "Visits"), words.visit_level, 100, 58),
        _meter("services", pgettext("plan", "Services"), words.service_level, 110, 88),
        _meter("budget", pgettext("plan", "Budget"), words.budget_level, 160, 142),
        Column("next", pgettext("plan", "Next visit"), words.say_next_visit, width=112, least=106,
               cell=TextCell(words.say_next_visit, tone=next_tone)),
        _meter("time", pgettext("plan", "Time"), words.time_level, 100, 74),
        Column("lead", pgettext("plan", "In charge"), lambda row: row.lead, width=90),
    ]  # fmt: skip


def next_tone(plan: PlanRow) -> str:
    """Red once it is late, amber on the day."""
    day = plan.next_visit
    if day is None or day > plan.today:
        return ""
    return "red" if day < plan.today else "amber"


def _meter(
    key: str, title: str, level: Callable[[PlanRow], Level | None], width: int, least: int
) -> Column:
    def say(row: PlanRow) -> str:
        found = level(row)
        return found.text if found else ""

    return Column(key, title, say, width=width, cell=MeterCell(level), least=least)
