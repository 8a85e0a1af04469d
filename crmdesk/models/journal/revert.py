"""Takes one change set back where nobody changed the rows since."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    Column,
    Table,
    UniqueConstraint,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import RowChange, log_of, plain, values_from_plain
from crmdesk.models.core.db import storage_of
from crmdesk.models.core.errors import CrmError
from crmdesk.models.journal import bulk
from crmdesk.models.journal.conflicts import (
    Conflict,
    Conflicts,
    Key,
    find_conflicts,
    parts,
    references,
)
from crmdesk.models.schema import Base, Change, ChangeSet

_MERGE = "customers.merge"
"""What it notes as refused was refused before, and stands there again."""


def revert(session: Session, change_set_id: int, *, skip_conflicts: bool = False) -> None:
    """Undo (or, for the set of an undo, redo) a change set inside a write.

    Values go back only where they are still what the set made them. Raises Conflicts naming the
    rows where they are not, unless `skip_conflicts`: then those rows stay as they are and the
    rest is undone. Raises CrmError "undo.gone" for a set already undone or unknown. Withdrawn
    consent stays withdrawn (architecture §3.2).
    """
    change_set = session.get(ChangeSet, change_set_id)
    if change_set is None or change_set.undone_by_id is not None or not change_set.undoable:
        raise CrmError("undo.gone")
    changes = session.scalars(
        select(Change).where(Change.change_set_id == change_set_id).order_by(Change.id.desc())
    ).all()
    created = {(c.table_name, c.row_id) for c in changes if c.kind == "c"}
    if not change_set.action.startswith(_MERGE):
        changes = [change for change in changes if not _withdrawal(change, created)]
    conflicts = find_conflicts(session, change_set_id, changes)
    kept = {(conflict.table, conflict.row_id) for conflict in conflicts}
    if conflicts and not skip_conflicts:
        rest = any(c.kind in "CD" or (c.table_name, c.row_id) not in kept for c in changes)
        raise Conflicts(conflicts, [change_set_id], rest=rest)
    session.info.setdefault("undoes", []).append(change_set_id)
    _revert_all(session, changes, kept)


def _withdrawal(change: Change, created: set[Key]) -> bool:
    if change.table_name != "consent" or change.after is None or change.after.get("given", True):
        return False
    return ("customer", change.customer_id or 0) not in created


def _revert_all(session: Session, changes: Sequence[Change], kept: set[Key]) -> None:
    _revert_each(session, changes, kept)
    for change in changes:  # whom a row that came back points to is there by now
        table = Base.metadata.tables[change.table_name]
        names = {column.name for column in kin(table)}
        if change.kind == "d" and names and (change.table_name, change.row_id) not in kept:
            values = values_from_plain(table, change.before or {})
            related = {name: values[name] for name in names if values.get(name) is not None}
            if related:
                session.execute(update(table).where(table.c.id == change.row_id).values(related))


def kin(table: Table) -> list[Column[Any]]:
    """The columns that point into their own table."""
    return [column for column, target in references(table) if target is table]


def _revert_each(session: Session, changes: Sequence[Change], kept: set[Key]) -> None:
    going = (c for c in changes if c.kind in "CD" or (c.table_name, c.row_id) not in kept)
    for (kind, name), group in groupby(going, key=attrgetter("kind", "table_name")):
        table = Base.metadata.tables[name]
        if kind in "CD":
            for change in group:
                if kind == "C":
                    bulk.delete_range(session, table, change, kept)
                else:
                    bulk.bring_back(session, table, change)
            continue
        for part in parts(list(group)):
            _BACK[kind](session, table, part)


def _remove(session: Session, table: Table, created: Sequence[Change]) -> None:
    ids = [change.row_id for change in created]
    rows = {
        row["id"]: {name: plain(value) for name, value in row.items()}
        for row in session.execute(select(table).where(table.c.id.in_(ids))).mappings()
    }
    for column in kin(table):  # two that go may point to each other
        session.execute(update(table).where(column.in_(ids)).values({column: None}))
    session.execute(delete(table).where(table.c.id.in_(ids)))
    for change in created:
        if gone := rows.get(change.row_id):
            _note(session, change, gone, None)


def _bring_back(session: Session, table: Table, deleted: Sequence[Change]) -> None:
    alone = {column.name: None for column in kin(table)}
    together: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for change in deleted:
        values = values_from_plain(table, change.before or {}) | alone
        together.setdefault(tuple(values), []).append(values)
        _note(session, change, None, change.before)
    for rows in together.values():
        session.execute(insert(table), rows)
    storage_of(session).keep_ids(session, table.name)


def _set_back(session: Session, table: Table, updated: Sequence[Change]) -> None:
    """The same columns of many rows at once; one after the other where two may swap what only one
    may have."""
    together: dict[Any, list[dict[str, Any]]] = {}
    alone = any(_unique(table) & (change.before or {}).keys() for change in updated)
    for place, change in enumerate(updated):
        values = values_from_plain(table, change.before or {})
        row = {"row_id": change.row_id} | {f"new_{name}": v for name, v in values.items()}
        together.setdefault((place if alone else 0, *values), []).append(row)
        _note(session, change, change.after, change.before)
    for (_, *columns), rows in together.items():
        to: dict[str, Any] = {name: bindparam(f"new_{name}") for name in columns}
        session.execute(update(table).where(table.c.id == bindparam("row_id")).values(to), rows)


def _unique(table: Table) -> set[str]:
    """Columns whose values may not occur twice."""
    told = {c.name for index in table.indexes if index.unique for c in index.columns}
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            told |= {column.name for column in constraint.columns}
    return told | {column.name for column in table.columns if column.unique}


def _note(
    session: Session, change: Change, gone: dict[str, Any] | None, back: dict[str, Any] | None
) -> None:
    row = RowChange(change.table_name, change.row_id, change.customer_id, gone, back)
    log_of(session).add(row)


_BACK = {"c": _remove, "d": _bring_back, "u": _set_back}

__all__ = ["Conflict", "Conflicts", "revert"]
