"""Rows to insert, to change and to delete for stored customers; the journal hears of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Table, bindparam, delete, insert, null, select, update
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import note_bulk, note_created, note_deleted, note_updated
from crmdesk.models.core.db import storage_of
from crmdesk.models.derived.summary import batches
from crmdesk.models.exchange.stored.rows import REACH
from crmdesk.models.schema import Base

Values = dict[str, Any]
OF_CONTACTS = frozenset(spec.table for spec in REACH.values())
"""What contacts have too."""


class Owner(NamedTuple):
    """Whose rows: the customer's, or those of one of her contacts."""

    customer: int
    contact: int | None = None


@dataclass(slots=True)
class Writes:
    """Rows to insert and to change, by table.

    `fresh`: they belong to customers this import created, whom the journal knows as ranges.
    """

    fresh: bool = False
    inserts: dict[str, list[Values]] = field(default_factory=dict)
    updates: dict[str, list[tuple[int, int, Values]]] = field(default_factory=dict)
    items: dict[str, list[tuple[Owner, int, Values | None]]] = field(default_factory=dict)
    """Rows known by whose they are and at which place of the list; None: to be deleted."""
    gone: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """(id, customer) of rows to be deleted."""

    def insert(self, table: str, values: Values) -> None:
        self.inserts.setdefault(table, []).append(values)

    def update(self, table: str, row_id: int, customer: int, values: Values) -> None:
        self.updates.setdefault(table, []).append((row_id, customer, values))


def write_all(session: Session, writes: Writes, *, derived: bool = False) -> None:
    _find_items(session, writes)
    for table, changes in writes.updates.items():
        _update(session, Base.metadata.tables[table], changes, fresh=writes.fresh)
    for table, gone in writes.gone.items():
        _delete(session, Base.metadata.tables[table], gone)
    for table, rows in writes.inserts.items():
        ids = storage_of(session).reserve_ids(session, table, len(rows))
        if writes.fresh:
            columns = tuple(rows[0])
            cells = list(map(itemgetter(*columns), rows))
            storage_of(session).insert_rows(session, table, columns, cells, {}, first_id=ids.start)
            note_bulk(session, table, ids, derived=derived)
            continue
        numbered = [{"id": id_, **row} for id_, row in zip(ids, rows, strict=True)]
        insert_rows(session, table, numbered, fresh=False)


def insert_rows(session: Session, name: str, rows: Sequence[Values], *, fresh: bool) -> None:
    """Rows with ids in a row; in the journal as a range or one by one."""
    table = Base.metadata.tables[name]
    session.execute(insert(table), rows)
    if fresh:
        note_bulk(session, name, range(rows[0]["id"], rows[-1]["id"] + 1))
        return
    for row in rows:
        note_created(session, table, row["customer_id"], [row])


def _update(
    session: Session, table: Table, changes: Sequence[tuple[int, int, Values]], *, fresh: bool
) -> None:
    """Change rows a set of columns at a time, fresh ones column by column: their sets are many.
    What stood there before goes into the journal."""
    before = {} if fresh else _present(session, table, [row_id for row_id, _, _ in changes])
    together: dict[tuple[str, ...], list[Values]] = {}
    for row_id, customer, values in changes:
        if fresh:
            for name, value in values.items():
                one = {"row_id": row_id, f"new_{name}": value}
                together.setdefault((name,), []).append(one)
            continue
        old = {name: before[row_id][name] for name in values}
        note_updated(session, table.name, customer, [(row_id, old, values)])
        new = {f"new_{name}": value for name, value in values.items()}
        together.setdefault(tuple(values), []).append({"row_id": row_id} | new)
    for columns, rows in together.items():
        to: Values = {name: bindparam(f"new_{name}") for name in columns}
        query = update(table).where(table.c.id == bindparam("row_id")).values(to)
        session.execute(query, rows)


def _delete(session: Session, table: Table, rows: Sequence[tuple[int, int]]) -> None:
    """Delete rows; what stood in them goes into the journal."""
    ids = [row_id for row_id, _customer in rows]
    before = _present(session, table, ids)
    note_deleted(session, table, [(customer, before[row_id]) for row_id, customer in rows])
    for part in batches(ids):
        session.execute(delete(table).where(table.c.id.in_(part)))


def _present(session: Session, table: Table, ids: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
    found: dict[int, Mapping[str, Any]] = {}
    for part in batches(ids):
        query = select(table).where(table.c.id.in_(part))
        found |= {row["id"]: row for row in session.execute(query).mappings()}
    return found


def _find_items(session: Session, writes: Writes) -> None:
    """Which rows stand at the places to be changed, as `load_dossiers` counts them."""
    for name, changes in writes.items.items():
        table = Base.metadata.tables[name]
        rows = _rows_of(session, table, {owner.customer for owner, _, _ in changes})
        for owner, at, values in changes:
            if values is None:
                writes.gone.setdefault(name, []).append((rows[owner][at], owner.customer))
            else:
                writes.update(name, rows[owner][at], owner.customer, values)
    writes.items.clear()


def _rows_of(session: Session, table: Table, customers: Iterable[int]) -> dict[Owner, list[int]]:
    """The rows of each owner in their order."""
    contact = table.c.contact_id if table.name in OF_CONTACTS else null()
    query = select(table.c.id, table.c.customer_id, contact)
    order = [table.c[column] for column in ("position", "id") if column in table.c]
    if table.name == "custom_value":
        fields = Base.metadata.tables["custom_field"]
        query = query.join(fields, fields.c.id == table.c.field_id)
        order = [fields.c.position, fields.c.id]
    found: dict[Owner, list[int]] = {}
    for part in batches(customers):
        rows = session.execute(query.where(table.c.customer_id.in_(part)).order_by(*order))
        for row_id, *owner in rows:
            found.setdefault(Owner(*owner), []).append(row_id)
    return found
