"""Undo of rows that were created or deleted many at a time (imports).

In bulk only customers and rows they own are created, so a customer that somebody used since is
kept with all it owns and the rest goes.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    Table,
    and_,
    delete,
    insert,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import BulkChange, log_of, plain, values_from_plain
from crmdesk.models.journal.record import unpack
from crmdesk.models.schema import Base, Change, ChangeSet


class Created:
    """The rows a change set created many at a time."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._ranges: dict[str, list[tuple[int, int]]] = {}
        self._pointed: dict[int, Mapping[str, Any]] = {}
        for change in changes:
            if change.kind == "C":
                rows = (change.row_id, change.last_id or change.row_id)
                self._ranges.setdefault(change.table_name, []).append(rows)
            elif change.kind == "u" and change.table_name == "customer":
                self._pointed[change.row_id] = change.after or {}

    def are_not(self, table: Table, kept: Sequence[int]) -> ColumnElement[bool]:
        """The condition that a row of `table` is none of these, or belongs to a `kept` customer."""
        own = self._own(table)
        if own is None:
            return true()
        owner = table.c.id if table.name == "customer" else table.c.customer_id
        return or_(~own, owner.in_(kept))

    def changed_since(
        self, session: Session, change_set_id: int, staying: Container[tuple[str, int]]
    ) -> Iterator[tuple[str, int]]:
        """("customer", id) of each customer created that later actions changed or used.

        `staying` are the rows of the set that will not be set back.
        """
        for first, last in self._ranges.get("customer", []):
            later = (
                select(Change.customer_id)
                .join(ChangeSet, ChangeSet.id == Change.change_set_id)
                .where(
                    Change.change_set_id > change_set_id,
                    Change.customer_id.between(first, last),
                    ChangeSet.id.not_in(session.info.get("undoes", ())),
                    Change.kind != "r",
                    ChangeSet.undoes_id.is_(None),
                    ChangeSet.undone_by_id.is_(None),
                )
            )
            found = {id_ for id_ in session.scalars(later) if id_ is not None}
            for table in Base.metadata.sorted_tables:
                if "customer_id" in table.c and table.info.get("journaled", True):
                    found |= set(session.scalars(self._strangers(table, first, last)))
            found |= set(self._pointed_at(session, first, last, staying))
            yield from (("customer", id_) for id_ in sorted(_with_kin(session, found)))
        for name, ranges in self._ranges.items():
            if name != "customer":
                table = Base.metadata.tables[name]
                found = set(self._owners_of_changed(session, change_set_id, table, ranges))
                yield from (("customer", id_) for id_ in sorted(found))

    def _owners_of_changed(
        self,
        session: Session,
        change_set_id: int,
        table: Table,
        ranges: Sequence[tuple[int, int]],
    ) -> Iterator[int]:
        """Whose rows of `table` were changed since, or are pointed to by rows of other sets."""
        later = (
            select(Change.customer_id)
            .join(ChangeSet, ChangeSet.id == Change.change_set_id)
            .where(
                Change.table_name == table.name,
                or_(*(Change.row_id.between(*rows) for rows in ranges)),
                Change.change_set_id > change_set_id,
                Change.kind == "u",
                ChangeSet.id.not_in(session.info.get("undoes", ())),
                ChangeSet.undoes_id.is_(None),
                ChangeSet.undone_by_id.is_(None),
            )
        )
        yield from (id_ for id_ in session.scalars(later) if id_ is not None)
        for child in Base.metadata.sorted_tables:
            own = self._own(child)
            for column in child.columns:
                if _points_into(column, table) and "customer_id" in child.c:
                    among = or_(*(column.between(*rows) for rows in ranges))
                    query = select(child.c.customer_id).where(among).distinct()
                    yield from session.scalars(query if own is None else query.where(~own))

    def _own(self, table: Table) -> ColumnElement[bool] | None:
        ranges = self._ranges.get(table.name)
        return or_(*(table.c.id.between(*rows) for rows in ranges)) if ranges else None

    def _strangers(self, table: Table, first: int, last: int) -> Select[tuple[int]]:
        """Customers in the range owning rows of `table` that the set did not create."""
        owner = table.c.customer_id
        query = select(owner).where(owner.between(first, last)).distinct()
        own = self._own(table)
        return query if own is None else query.where(~own)

    def _pointed_at(
        self, session: Session, first: int, last: int, staying: Container[tuple[str, int]]
    ) -> Iterator[int]:
        """Customers in the range that other customers name as parent or referrer."""
        customer = Base.metadata.tables["customer"]
        own = self._own(customer)
        for column in filter(lambda column: _points_into(column, customer), customer.columns):
            query = select(customer.c.id, column).where(column.between(first, last))
            for row_id, target in session.execute(query if own is None else query.where(~own)):
                made_so = self._pointed.get(row_id, {}).get(column.name) == target
                if not made_so or ("customer", row_id) in staying:
                    yield target


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
    log_of(session).add_bulk(BulkChange(table.name, rows[0]["id"], rows[-1]["id"], rows))


def bring_back(session: Session, table: Table, change: Change) -> None:
    """Insert again what a bulk deletion packed away."""
    rows = [values_from_plain(table, row) for row in unpack(change.packed or b"")]
    kin = [column.name for column in table.columns if _points_into(column, table)]
    alone = dict.fromkeys(kin)  # a parent may come back after its child
    session.execute(insert(table), [row | alone for row in rows])
    related = [row for row in rows if any(row.get(name) is not None for name in kin)]
    for row in related:
        session.execute(
            update(table).where(table.c.id == row["id"]).values({name: row[name] for name in kin})
        )
    for ids in _runs([row["id"] for row in rows]):
        log_of(session).add_bulk(BulkChange(table.name, ids.start, ids.stop - 1))


def _with_kin(session: Session, customers: set[int]) -> set[int]:
    """The customers and all they name as parent or referrer, and whom those name."""
    customer = Base.metadata.tables["customer"]
    kin = [column for column in customer.columns if _points_into(column, customer)]
    found, new = set(customers), set(customers)
    while new:
        rows = session.execute(select(*kin).where(customer.c.id.in_(new)))
        new = {id_ for row in rows for id_ in row if id_ is not None} - found
        found |= new
    return found


def _points_into(column: Column[Any], table: Table) -> bool:
    return any(key.column.table is table for key in column.foreign_keys)


def _runs(ids: Sequence[int]) -> Iterator[range]:
    start = previous = ids[0]
    for row_id in ids[1:]:
        if row_id != previous + 1:
            yield range(start, previous + 1)
            start = row_id
        previous = row_id
    yield range(start, previous + 1)
