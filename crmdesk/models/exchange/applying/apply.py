"""A plan carried out: one transaction, one change set, one undo."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from crmdesk.models.core.changes import log_of
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.customers.bulk import delete_customers
from crmdesk.models.exchange.applying.create import STEP, NewCustomers, relate
from crmdesk.models.exchange.applying.fingerprints import Fingerprints
from crmdesk.models.exchange.applying.lists import Named, OfficeLists
from crmdesk.models.exchange.applying.logs import write_logs
from crmdesk.models.exchange.applying.orders import write_orders
from crmdesk.models.exchange.applying.update import complete_customers, update_customers
from crmdesk.models.exchange.applying.writing import RowWriter
from crmdesk.models.exchange.planning.plan import ImportChoices, LogRecord, Plan
from crmdesk.models.exchange.planning.planner import Planner
from crmdesk.models.exchange.records.understood import Understanding

INDEX_LATER = 2000
"""From so many rows on, the search index is written after the commit."""


def apply_plan(
    session: Session, plan: Plan, *, now: datetime, progress: Progress = silent
) -> range:
    """Write everything a plan says; the ids of its new customers.

    Raises what `progress` raises: then nothing is written.
    """
    lists, writer = OfficeLists(session, plan, now), RowWriter(session)
    later = _later(session, len(plan.rows))
    creator = NewCustomers(session, plan.created, lists, writer, later=later)
    marks = Fingerprints(session, plan, writer, most=len(plan.digests), first=creator.ids.start)
    with writer:
        for start in range(0, len(plan.created), STEP):
            creator.add(plan.created[start : start + STEP])
            progress(len(creator.written), len(plan.created))
        marks.add(now)
    _finish(session, plan, creator, lists, progress)
    if plan.digests:
        marks.note(now)
    return creator.ids


def plan_and_apply(
    session: Session,
    understanding: Understanding,
    choices: ImportChoices,
    *,
    now: datetime,
    progress: Progress = silent,
) -> tuple[Plan, range]:
    """The same for a file nobody needs to look at first: new customers are written while the rest
    is still being planned. A plan that changes nothing writes nothing.
    """
    planner = Planner(session, understanding, choices)
    plan, records = planner.plan, planner.expected
    lists, writer = OfficeLists(session, plan, now), RowWriter(session)
    later = _later(session, len(records))
    creator = NewCustomers(session, records, lists, writer, later=later)
    marks = Fingerprints(session, plan, writer, most=_rows(understanding), first=creator.ids.start)
    with writer:
        for done in planner.steps(writer.wait):
            creator.add(plan.created[len(creator.written) :])
            marks.add(now)
            progress(done, len(records))
        planner.finish(writer.wait)
        marks.add(now)
    if plan.changes_anything():
        _finish(session, plan, creator, lists, progress)
        if plan.digests:
            marks.note(now)
    return plan, creator.ids


def _rows(understanding: Understanding) -> int:
    """How many rows the sheets have that mean something."""
    folded = sum(len(record.folded) for record in understanding.customers)
    others = sum(sheet.others for sheet in understanding.sheets)
    return len(understanding.customers) + folded + others


def _later(session: Session, rows: int) -> bool:
    log = log_of(session)
    log.defer_search = log.defer_search or rows >= INDEX_LATER
    return log.defer_search


def _finish(
    session: Session, plan: Plan, creator: NewCustomers, lists: OfficeLists, progress: Progress
) -> None:
    """Everything but the new customers."""
    ids = creator.ids
    grown = creator.grown(plan.created)
    changed = [*plan.updated.values(), *grown.values()]
    logs = [
        row.record
        for row in (*plan.interactions, *plan.complaints, *plan.promises, *plan.follow_ups)
        if row.action == "create" and isinstance(row.record, LogRecord)
    ]
    named = Named.by([update.after for update in changed], logs)
    named.staff |= {order.staff for order in plan.new_orders if order.staff}
    lists.learn(named)
    creator.note()
    names = lists.names
    complete_customers(session, grown, names, derived=log_of(session).defer_search)
    relate(session, ids, plan.parents, "parent_id")
    relate(session, ids, plan.referrers, "referrer_id")
    update_customers(session, plan, ids, names, progress)
    write_logs(session, plan, ids, names)
    write_orders(session, plan, ids, names)
    if plan.deleted:
        delete_customers(session, plan.deleted)
