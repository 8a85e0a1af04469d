"""What a plan says of itself: its period, how far it is, its services."""

from __future__ import annotations

from datetime import date

from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.plans.queries import PlanRow, ServiceRow
from crmdesk.ui.kit.meter import Level
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.when import full_day, say_due, short_day

SCOPE_TONES = {"current": "blue", "coming": "neutral", "past": "neutral"}


def scope_texts() -> dict[str, str]:
    """How plans lie in time."""
    return {
        "current": pgettext("plan", "Under way"),
        "coming": pgettext("plan", "To come"),
        "past": pgettext("plan", "Ended"),
        "all": pgettext("plan", "All"),
    }


def period(plan: PlanRow) -> str:
    """From when to when."""
    first, last = full_day(plan.starts_on), full_day(plan.ends_on)
    return _("{first} – {last}").format(first=first, last=last)


def short_period(plan: PlanRow) -> str:
    """The year where it is a whole one."""
    first, last = plan.starts_on, plan.ends_on
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        years = f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
        return pgettext("plan", "All of {year}").format(year=years)
    return f"{first:%Y-%m-%d} – {last:%Y-%m-%d}"


def time_level(plan: PlanRow) -> Level:
    """How much of the period is over."""
    left = plan.days - plan.elapsed
    if plan.state == "coming":
        told = _("begins {day}").format(day=short_day(plan.starts_on))
    elif left:
        told = ngettext("{n} day left", "{n} days left", left).format(n=left)
    else:
        told = pgettext("plan", "Ended") if plan.state == "past" else _("ends today")
    return Level(told, plan.elapsed / plan.days, "neutral")


def visit_level(plan: PlanRow) -> Level | None:
    """Visits made against those planned; the mark is how many there should be by now."""
    planned, done = plan.visits_planned, plan.done.visits
    if not planned:
        if not done:
            return None
        told = ngettext("{n} visit", "{n} visits", done).format(n=done)
        return Level(told, 0.0)
    told = _("{done} of {planned}").format(done=done, planned=planned)
    tone = "green" if done >= plan.visits_due else "amber"
    if plan.visits_due - done >= 2:
        tone = "red"
    return Level(told, done / planned, tone, plan.visits_due / planned)


def service_level(plan: PlanRow) -> Level | None:
    """Services given against all."""
    total, done = len(plan.services), plan.services_done
    if not total:
        return None
    late = sum(is_late(one, plan.today) for one in plan.services)
    told = _("{done} of {planned}").format(done=done, planned=total)
    if late:
        told = _("{told}, {n} late").format(told=told, n=late)
    return Level(told, done / total, "red" if late else "green")


def budget_level(plan: PlanRow) -> Level | None:
    """What it cost against what it may."""
    spent = say_money(plan.done.spent, plan.currency)
    if not plan.budget:
        return (
            Level(_("{cost}, no budget set").format(cost=spent), 0.0) if plan.done.spent else None
        )
    told = _("{cost} of {budget}").format(cost=spent, budget=say_money(plan.budget, plan.currency))
    part = plan.done.spent / plan.budget
    return Level(told, part, "red" if plan.over else "amber" if part > 0.9 else "blue")


def is_late(service: ServiceRow, today: date) -> bool:
    """Whether it should have been given by now."""
    return service.done_on is None and service.due_on is not None and service.due_on < today


def say_service(service: ServiceRow, today: date) -> str:
    """When it was given, or is due."""
    if service.done_on is not None:
        return _("done {day}").format(day=_near(service.done_on, today))
    if service.due_on is None:
        return ""
    if is_late(service, today):
        return say_due(service.due_on, today)
    return _("by {day}").format(day=_near(service.due_on, today))


def _near(day: date, today: date) -> str:
    """With its year where that is not this one."""
    return short_day(day) if day.year == today.year else full_day(day)


def say_next_visit(plan: PlanRow) -> str:
    """When to go there again."""
    day = plan.next_visit
    return "" if day is None else say_due(day, plan.today)


def say_rhythm(plan: PlanRow) -> str:
    """Every so many days."""
    if not plan.visit_every:
        return ""
    told = ngettext("a visit every day", "a visit every {n} days", plan.visit_every)
    return told.format(n=plan.visit_every)
