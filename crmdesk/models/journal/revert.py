"""Takes one change set back, row by row, where nobody changed the rows since."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import RowChange, log_of, plain, values_from_plain
from crmdesk.models.core.db import storage_of
from crmdesk.models.core.errors import CrmError
from crmdesk.models.journal import bulk
from crmdesk.models.journal.conflicts import Conflict, Conflicts, Key, find_conflicts
from crmdesk.models.schema import Base, Change, ChangeSet


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
    changes = [change for change in changes if not _withdrawal(change, created)]
    conflicts = find_conflicts(session, change_set_id, changes)
    if conflicts and not skip_conflicts:
        raise Conflicts(conflicts)
    kept = {(conflict.table, conflict.row_id) for conflict in conflicts}
    session.info["undoes"] = change_set_id
    _revert_all(session, changes, kept)


def _withdrawal(change: Change, created: set[Key]) -> bool:
    if change.table_name != "consent" or change.after is None or change.after.get("given", True):
        return False
    return ("customer", change.customer_id or 0) not in created


def _revert_all(session: Session, changes: Sequence[Change], kept: set[Key]) -> None:
    for change in changes:
        table = Base.metadata.tables[change.table_name]
        if change.kind == "C":
            bulk.delete_range(session, table, change, kept)
        elif change.kind == "D":
            bulk.bring_back(session, table, change)
        elif (change.table_name, change.row_id) not in kept:
            _revert_row(session, table, change)


def _revert_row(session: Session, table: Table, change: Change) -> None:
    log = log_of(session)
    back: dict[str, Any] | None = None
    gone: dict[str, Any] | None = change.after
    if change.kind == "c":
        row = session.execute(select(table).where(table.c.id == change.row_id)).mappings().first()
        if row is None:
            return
        gone = {name: plain(value) for name, value in row.items()}
        session.execute(delete(table).where(table.c.id == change.row_id))
    elif change.kind == "d":
        back, gone = change.before, None
        session.execute(insert(table), values_from_plain(table, change.before or {}))
        storage_of(session).keep_ids(session, table.name)
    else:
        back = change.before
        session.execute(
            update(table)
            .where(table.c.id == change.row_id)
            .values(values_from_plain(table, change.before or {}))
        )
    log.add(RowChange(table.name, change.row_id, change.customer_id, gone, back))


__all__ = ["Conflict", "Conflicts", "revert"]
