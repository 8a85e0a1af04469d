"""A plan carried out: one transaction, one change set, one undo."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from crmdesk.models.core.changes import log_of, note_bulk
from crmdesk.models.core.db import context_of, storage_of
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.exchange.create import STEP, NewCustomers, relate
from crmdesk.models.exchange.lists import Named, OfficeLists
from crmdesk.models.exchange.logs import write_logs
from crmdesk.models.exchange.match import Ref
from crmdesk.models.exchange.orders_apply import write_orders
from crmdesk.models.exchange.plan import ImportChoices, LogRecord, Plan
from crmdesk.models.exchange.planner import Planner
from crmdesk.models.exchange.records import Understanding
from crmdesk.models.exchange.update import complete_customers, update_customers
from crmdesk.models.exchange.writing import RowWriter
from crmdesk.models.schema import ImportBatch

INDEX_LATER = 2000
"""From so many rows on, the search index is written after the commit."""


def apply_plan(
    session: Session, plan: Plan, *, now: datetime, progress: Progress = silent
) -> range:
    """Write everything a plan says; the ids of its new customers.

    Raises what `progress` raises: then nothing is written.
    """
    lists = OfficeLists(session, plan, now)
    creator = NewCustomers(session, plan.created, lists, later=_later(session, len(plan.rows)))
    with creator:
        for start in range(0, len(plan.created), STEP):
            creator.add(plan.created[start : start + STEP])
            progress(len(creator.written), len(plan.created))
    _finish(session, plan, creator, lists, progress)
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
    lists = OfficeLists(session, plan, now)
    creator = NewCustomers(session, records, lists, later=_later(session, len(records)))
    with creator:
        for done in planner.steps(creator.wait):
            creator.add(plan.created[len(creator.written) :])
            progress(done, len(records))
    planner.finish()
    if plan.changes_anything():
        _finish(session, plan, creator, lists, progress)
    return plan, creator.ids


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
        for row in (*plan.interactions, *plan.complaints)
        if row.action == "create" and isinstance(row.record, LogRecord)
    ]
    named = Named.by([update.after for update in changed], logs)
    named.staff |= {order.staff for order in plan.new_orders if order.staff}
    lists.learn(named)
    creator.note()
    names = lists.names
    batch = _add_batch(session, plan, names.now)
    complete_customers(session, grown, names, derived=log_of(session).defer_search)
    relate(session, ids, plan.parents, "parent_id")
    relate(session, ids, plan.referrers, "referrer_id")
    update_customers(session, plan, ids, names, progress)
    write_logs(session, plan, ids, names)
    write_orders(session, plan, ids, names)
    _remember_rows(session, plan, ids, batch)


def _add_batch(session: Session, plan: Plan, now: datetime) -> int:
    batch = ImportBatch(
        file=plan.file,
        format=plan.format,
        encoding=plan.encoding or "",
        at=now,
        staff_id=context_of(session).staff_id,
        counts=plan.counts(),
    )
    session.add(batch)
    session.flush()
    return batch.id


def _remember_rows(session: Session, plan: Plan, ids: range, batch: int) -> None:
    """The fingerprints by which the same rows are known again."""
    own = storage_of(session).reserve_ids(session, "row_fingerprint", len(plan.digests))
    rows = [
        (id_, _id_of(ref, ids), digest)
        for id_, (digest, ref) in zip(own, plan.digests, strict=True)
    ]
    with RowWriter(session) as writer:
        writer.add("row_fingerprint", ("id", "customer_id", "digest"), rows, {"batch_id": batch})
    note_bulk(session, "row_fingerprint", own)


def _id_of(ref: Ref, ids: range) -> int:
    return ref if ref > 0 else ids[-ref - 1]
