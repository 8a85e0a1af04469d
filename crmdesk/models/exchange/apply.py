"""A plan carried out: one transaction, one change set, one undo."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from crmdesk.models.core.changes import log_of, note_bulk
from crmdesk.models.core.db import context_of, storage_of
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.exchange.create import create_customers, relate
from crmdesk.models.exchange.lists import prepare_names
from crmdesk.models.exchange.logs import write_logs
from crmdesk.models.exchange.match import Ref
from crmdesk.models.exchange.plan import Plan
from crmdesk.models.exchange.update import update_customers
from crmdesk.models.exchange.writing import RowWriter
from crmdesk.models.schema import ImportBatch

INDEX_LATER = 2000
"""From so many changed customers on, the search index is written after the commit."""


def apply_plan(
    session: Session, plan: Plan, *, now: datetime, progress: Progress = silent
) -> range:
    """Write everything a plan says; the ids of its new customers.

    Raises what `progress` raises: then nothing is written.
    """
    log = log_of(session)
    later = len(plan.created) + len(plan.updated) >= INDEX_LATER
    log.defer_search = log.defer_search or later
    names = prepare_names(session, plan, now)
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
    ids = create_customers(session, plan, names, progress, later=later)
    relate(session, ids, plan.parents, "parent_id")
    relate(session, ids, plan.referrers, "referrer_id")
    update_customers(session, plan, ids, names, progress)
    write_logs(session, plan, ids, names)
    _remember_rows(session, plan, ids, batch.id)
    return ids


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
