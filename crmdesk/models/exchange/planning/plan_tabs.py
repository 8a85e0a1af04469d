"""The rows of a plan as people look at them: what becomes new, changes, merges, is left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from crmdesk.models.exchange.planning.match import Ref
from crmdesk.models.exchange.planning.origin import Missing
from crmdesk.models.exchange.planning.plan import ACTIONS, Action, Plan, PlannedRow
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.records.understood import Problem


@dataclass(slots=True)
class PlanTabs:
    """`rows` are all of them; `of` holds their places by what becomes of each.

    A row somebody took out stands where it stood, and among those left out, as do titles and the
    like, which are no rows of the list and not counted. The place of a row stays the same when the
    plan is made anew after a decision.
    """

    rows: list[PlannedRow] = field(default_factory=list)
    of: dict[Action, list[int]] = field(default_factory=lambda: {action: [] for action in ACTIONS})
    taken: dict[Action, int] = field(default_factory=lambda: dict.fromkeys(ACTIONS, 0))
    offers: dict[Action, set[str]] = field(default_factory=lambda: {one: set() for one in ACTIONS})
    """What of a whole tab can be decided: customer, like, conflict, emptied."""
    waiting: int = 0
    """Rows of which nothing is taken over until somebody says so."""
    firsts: dict[Ref, PlannedRow] = field(default_factory=dict)
    """The row others were merged into."""
    kinds: dict[Action, list[int]] = field(default_factory=dict)
    """What the rows are, as `Plan.kinds` counts them."""
    problems: list[Problem] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)


def sort_rows(plan: Plan) -> PlanTabs:
    """The tabs of a plan."""
    tabs = PlanTabs(list(plan.all_rows()))
    tabs.problems, tabs.missing = list(plan.problems), list(plan.missing)
    tabs.kinds = plan.kinds()
    merged: set[Ref] = set()
    of, taken = tabs.of, tabs.taken
    for place, row in enumerate(tabs.rows):
        action = row.action
        taken[action] += 1
        of[action].append(place)
        if action == "skip":
            tabs.waiting += row.reason == "kept"
            if (stood := stands_in(row)) != "skip":
                of[stood].append(place)
                tabs.offers[stood] |= _offered(row)
        elif action == "merge":
            merged.add(row.ref)
        if row.like or row.edits or not tabs.offers[action]:
            tabs.offers[action] |= _offered(row)
    of["skip"] += range(len(tabs.rows), len(tabs.rows) + len(plan.around))
    tabs.rows += plan.around
    for row in tabs.rows if merged else ():
        if row.ref in merged and row.action in ("create", "update"):
            tabs.firsts.setdefault(row.ref, row)
    return tabs


def _offered(row: PlannedRow) -> set[str]:
    kinds: set[str] = {edit.kind for edit in row.edits or () if not edit.usual}
    if isinstance(row.record, CustomerRecord):
        kinds.add("customer")
    if len(row.like) == 1:
        kinds.add("like")
    return kinds


def stands_in(row: PlannedRow) -> Action:
    """Where a row is looked for: one taken out, or of which nothing is taken over, stays there."""
    if row.reason == "out" and row.usual is not None:
        return row.usual
    return "update" if row.reason == "kept" else row.action
