"""Giving back the memory of a large file that nobody looks at any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crmdesk.models.core.memory import give_back
from crmdesk.models.derived.terms import forget_names
from crmdesk.models.exchange.planning.match import name_key
from crmdesk.models.exchange.planning.plan import Plan
from crmdesk.models.exchange.planning.plan_tabs import PlanTabs
from crmdesk.models.exchange.records.understood import Understanding

_AT_ONCE = 200


def release(understanding: Understanding, plan: Plan, tabs: PlanTabs | None = None) -> None:
    """Empty them; nobody may use them afterwards.

    Bit by bit: freed at once, a large file would hold every thread for half a second.
    """
    plan.updated, updated = {}, list(plan.updated.items())
    everything: list[list[Any]] = [updated, *_lists(understanding, plan)]
    everything += [] if tabs is None else [tabs.rows, *tabs.of.values()]
    for rows in everything:
        while rows:
            del rows[-_AT_ONCE:]
    name_key.cache_clear()
    forget_names()
    give_back()


def _lists(understanding: Understanding, plan: Plan) -> Iterator[list[Any]]:
    yield from (plan.rows, plan.interactions, plan.complaints, plan.orders, plan.new_orders)
    yield from (plan.promises, plan.follow_ups)
    yield from (plan.created, plan.digests, plan.problems)
    for sheet in understanding.sheets:
        yield from (sheet.customers, sheet.interactions, sheet.complaints, sheet.orders)
        yield from (sheet.promises, sheet.follow_ups)
        yield from (sheet.problems, sheet.skipped)
