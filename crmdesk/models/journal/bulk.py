"""Undo of rows that were created or deleted many at a time (imports).

In bulk only customers and rows they own are created, so a customer that somebody used since is
kept with all it owns and the rest goes.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Select, Table, and_, delete, insert, or_, select
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import BulkChange, log_of, plain, values_from_plain
from crmdesk.models.journal.record import unpack
from crmdesk.models.schema import Base, Change, ChangeSet


def changed_since(
    session: Session, change_set_id: int, changes: Sequence[Change]
) -> Iterator[tuple[str, int]]:
    """("customer", id) of each bulk-created customer that later actions changed or used."""
    ranges: dict[str, list[Change]] = {}
    for change in changes:
        if change.kind == "C":
            ranges.setdefault(change.table_name, []).append(change)
    for customers in ranges.get("customer", []):
        first, last = customers.row_id, customers.last_id or customers.row_id
        later = (
            select(Change.customer_id)
            .join(ChangeSet, ChangeSet.id == Change.change_set_id)
            .where(
                Change.change_set_id > change_set_id,
                Change.customer_id.between(first, last),
                ChangeSet.undoes_id.is_(None),
                ChangeSet.undone_by_id.is_(None),
            )
        )
        found = set(session.scalars(later))
        for table in Base.metadata.sorted_tables:
            if "customer_id" in table.c and table.info.get("journaled", True):
                found |= set(session.scalars(_strangers(table, first, last, ranges)))
        for customer in sorted(id_ for id_ in found if id_ is not None):
            yield "customer", customer


def _strangers(
    table: Table, first: int, last: int, ranges: dict[str, list[Change]]
) -> Select[tuple[int]]:
    """Customers in the range owning rows of `table` that the set did not create."""
    query = select(table.c.customer_id).where(table.c.customer_id.between(first, last)).distinct()
    own = [table.c.id.between(c.row_id, c.last_id) for c in ranges.get(table.name, [])]
    return query.where(~or_(*own)) if own else query


def deleted_rows(changes: Sequence[Change]) -> Iterator[tuple[str, int]]:
    """Table and id of each row the changes deleted in bulk."""
    for change in changes:
        if change.kind == "D":
            yield from ((change.table_name, row["id"]) for row in unpack(change.packed or b""))


def delete_range(
    session: Session, table: Table, change: Change, kept: set[tuple[str, int]]
) -> None:
    """Delete the rows a bulk insert created, but for kept customers and what they own."""
    owner = table.c.id if table.name == "customer" else table.c.customer_id
    stay = [row_id for name, row_id in kept if name == "customer"]
    condition = and_(table.c.id.between(change.row_id, change.last_id), owner.notin_(stay))
    query = select(table).where(condition).order_by(table.c.id)
    rows = [
        {name: plain(value) for name, value in row.items()}
        for row in session.execute(query).mappings()
    ]
    if not rows:
        return
    session.execute(delete(table).where(condition))
    log = log_of(session)
    log.bulk.append(BulkChange(table.name, rows[0]["id"], rows[-1]["id"], rows))
    log.touched.add((table.name, 0))


def bring_back(session: Session, table: Table, change: Change) -> None:
    """Insert again what a bulk deletion packed away."""
    rows = unpack(change.packed or b"")
    session.execute(insert(table), [values_from_plain(table, row) for row in rows])
    log = log_of(session)
    log.touched.add((table.name, 0))
    for ids in _runs([row["id"] for row in rows]):
        log.bulk.append(BulkChange(table.name, ids.start, ids.stop - 1))


def _runs(ids: Sequence[int]) -> Iterator[range]:
    start = previous = ids[0]
    for row_id in ids[1:]:
        if row_id != previous + 1:
            yield range(start, previous + 1)
            start = row_id
        previous = row_id
    yield range(start, previous + 1)
