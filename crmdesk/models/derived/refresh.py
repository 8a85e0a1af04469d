"""The commit listener that keeps the derived tables right, and their rebuild."""

from collections.abc import Iterator

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import BulkChange, ChangeLog, RowChange
from crmdesk.models.core.db import Database
from crmdesk.models.core.jobs import Progress
from crmdesk.models.derived.index import refresh_terms, tidy_index
from crmdesk.models.derived.sales import refresh_sales
from crmdesk.models.derived.sources import SEARCHED_TABLES
from crmdesk.models.derived.summary import refresh_summaries
from crmdesk.models.schema import Base, Customer, CustomerTag, SearchPending

_SUMMARISED_TABLES = frozenset({"customer", "interaction", "complaint", "follow_up", "phone"})
_SOLD_TABLES = frozenset({"order", "payment"})
_NAMING = frozenset({"number", "kind", "name", "company"})
_REBUILD_STEP = 5000


def refresh(session: Session, log: ChangeLog) -> None:
    """Recompute what the rows of `log` changed; with log.defer_search the index comes later."""
    summarised = set(_affected(session, log, _SUMMARISED_TABLES))
    searched = set(_affected(session, log, SEARCHED_TABLES))
    sold = set(_affected(session, log, _SOLD_TABLES))
    refresh_summaries(session, sorted(summarised))
    refresh_sales(session, sorted(sold))
    if log.defer_search:
        _defer(session, searched)
    else:
        refresh_terms(session, sorted(searched))
    log.touched.update(("customer_summary", customer) for customer in summarised)
    log.touched.update(("customer_sales", customer) for customer in sold)


def _affected(session: Session, log: ChangeLog, tables: frozenset[str]) -> Iterator[int]:
    """The customers for whom a change of one of these tables counts."""
    for change in log.rows.values():
        if change.customer_id and change.table in tables and _counts(change):
            yield change.customer_id
            yield from _moved(change)
        elif change.table == "tag" and change.before and tables is SEARCHED_TABLES:
            tagged = select(CustomerTag.customer_id).where(CustomerTag.tag_id == change.row_id)
            yield from session.scalars(tagged)
    for bulk in log.bulk:
        if bulk.table in tables and not bulk.derived:
            yield from _customers_of(session, bulk)


def _moved(change: RowChange) -> Iterator[int]:
    """From whom to whom a row went, where it changed hands."""
    for values in (change.before, change.after):
        if values and (owner := values.get("customer_id")):
            yield owner


def _counts(change: RowChange) -> bool:
    """Of a customer's own columns only those that name her are in derived rows."""
    if change.table != "customer" or change.before is None or change.after is None:
        return True
    return not _NAMING.isdisjoint(change.after)


def _customers_of(session: Session, bulk: BulkChange) -> Iterator[int]:
    name = "id" if bulk.table == "customer" else "customer_id"
    if bulk.deleted is not None:
        yield from (row[name] for row in bulk.deleted if row.get(name))
        return
    table = Base.metadata.tables[bulk.table]
    if name in table.c:
        owners = select(table.c[name]).where(table.c.id.between(bulk.first_id, bulk.last_id))
        yield from session.scalars(owners.distinct())


def _defer(session: Session, customers: set[int]) -> None:
    if not customers:
        return
    waiting = set(session.scalars(select(SearchPending.customer_id)))
    if rows := [{"customer_id": customer} for customer in sorted(customers - waiting)]:
        session.execute(insert(SearchPending), rows)


def rebuild(db: Database, progress: Progress) -> None:
    """Recompute every derived row from the data, in steps of some thousand customers."""
    with db.read() as session:
        ids = list(session.scalars(select(Customer.id).order_by(Customer.id)))
    with db.write("rebuild", bulk=True) as session:
        for table in ("customer_search", "customer_summary", "customer_sales"):
            derived = Base.metadata.tables[table]
            gone = select(derived.c.customer_id).where(
                derived.c.customer_id.notin_(select(Customer.id))
            )
            stale = list(session.scalars(gone))
            refresh_terms(session, stale)
            refresh_summaries(session, stale)
            refresh_sales(session, stale)
        session.execute(delete(SearchPending))
    for start in range(0, len(ids), _REBUILD_STEP):
        part = ids[start : start + _REBUILD_STEP]
        with db.write("rebuild", bulk=True) as session:
            refresh_summaries(session, part)
            refresh_sales(session, part)
            refresh_terms(session, part)
        progress(start + len(part), len(ids))
    tidy_index(db)
