"""The commit listener that writes the journal."""

import json
import zlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import BulkChange, ChangeLog, RowChange
from crmdesk.models.core.db import context_of
from crmdesk.models.schema import Change, ChangeSet

_PACK_ROWS = 20_000


def record(session: Session, log: ChangeLog) -> None:
    """Write one change set with all rows of `log`; nothing journaled changed, nothing written.

    The id of the set is left in session.info["change_set"].
    """
    undoes: int | None = session.info.get("undoes")
    if not log.rows and not log.bulk and undoes is None:
        return
    context = context_of(session)
    change_set = session.execute(
        insert(ChangeSet).returning(ChangeSet.id),
        {
            "at": context.at,
            "staff_id": context.staff_id,
            "action": context.action,
            "params": context.params,
            "undoes_id": undoes,
        },
    ).scalar_one()
    session.info["change_set"] = change_set
    log.touched.add(("change_set", change_set))
    if lines := list(_lines(change_set, log)):
        session.execute(insert(Change), lines)
    if undoes is not None:
        _mark_undone(session, undoes, change_set)


def _lines(change_set: int, log: ChangeLog) -> Iterator[dict[str, Any]]:
    """The rows of table `change` in the order things happened: an undo goes back through them."""
    changes: list[RowChange | BulkChange] = [*log.rows.values(), *log.bulk]
    for change in sorted(changes, key=lambda change: change.place):
        if isinstance(change, BulkChange):
            yield from _bulk_rows(change_set, change)
        else:
            yield _row(change_set, change)


def _mark_undone(session: Session, target: int, by: int) -> None:
    """`by` took back `target`; where that was an undo itself, its own target stands again."""
    session.execute(update(ChangeSet).where(ChangeSet.id == target).values(undone_by_id=by))
    session.execute(
        update(ChangeSet).where(ChangeSet.undone_by_id == target).values(undone_by_id=None)
    )


def change_set_of(session: Session) -> int | None:
    """The id of the change set a finished write left behind, None when it changed nothing."""
    return session.info.get("change_set")


def _row(change_set: int, change: RowChange) -> dict[str, Any]:
    kind = "c" if change.before is None else "d" if change.after is None else "u"
    return _columns(
        change_set,
        change.table,
        change.row_id,
        kind,
        customer_id=change.customer_id,
        before=change.before,
        after=change.after,
    )


def _bulk_rows(change_set: int, bulk: BulkChange) -> Iterator[dict[str, Any]]:
    if bulk.deleted is None:
        yield _columns(change_set, bulk.table, bulk.first_id, "C", last_id=bulk.last_id)
        return
    for start in range(0, len(bulk.deleted), _PACK_ROWS):
        part = bulk.deleted[start : start + _PACK_ROWS]
        packed = zlib.compress(json.dumps(part, ensure_ascii=False).encode(), 1)
        yield _columns(
            change_set, bulk.table, part[0]["id"], "D", last_id=part[-1]["id"], packed=packed
        )


def unpack(packed: bytes) -> list[dict[str, Any]]:
    """The rows a bulk deletion kept."""
    rows: list[dict[str, Any]] = json.loads(zlib.decompress(packed))
    return rows


def _columns(
    change_set: int, table: str, row_id: int, kind: str, **others: object
) -> dict[str, Any]:
    return {
        "change_set_id": change_set,
        "table_name": table,
        "row_id": row_id,
        "kind": kind,
        "last_id": None,
        "customer_id": None,
        "before": None,
        "after": None,
        "packed": None,
    } | others
