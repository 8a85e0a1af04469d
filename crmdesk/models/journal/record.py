"""The commit listener that writes the journal."""

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import BulkChange, ChangeLog, RowChange
from crmdesk.models.core.db import context_of
from crmdesk.models.schema import Change, ChangeSet

_PACK_ROWS = 20_000
RECORD = "record."
"""How the actions begin that changed nothing and are only told (`records`)."""


def record(session: Session, log: ChangeLog) -> None:
    """Write one change set with all rows of `log`; nothing journaled changed, nothing written.

    The id of the set is left in session.info["change_set"].
    """
    undoes: list[int] = session.info.get("undoes", [])
    told: Sequence[int] | None = session.info.get("record")
    if not log.rows and not log.bulk and not undoes and told is None:
        return
    context = context_of(session)
    change_set = session.execute(
        insert(ChangeSet).returning(ChangeSet.id),
        {
            "at": context.at,
            "staff_id": context.staff_id,
            "action": context.action,
            "params": context.params,
            "undoable": told is None,
            "undoes_id": undoes[0] if undoes else None,
            **(extent(log) if told is None else _extent_of_record(told)),
        },
    ).scalar_one()
    session.info["change_set"] = change_set
    log.touched.add(("change_set", change_set))
    if lines := [*_lines(change_set, log), *_told(change_set, log, told or ())]:
        session.execute(insert(Change), lines)
    for target in undoes:
        _mark_undone(session, target, change_set)


def extent(log: ChangeLog) -> dict[str, int | None]:
    """How many rows and customers were touched, and one of the customers."""
    customers = log.customers()
    ranges = [range(bulk.first_id, bulk.last_id + 1) for bulk in log.bulk]
    many = [part for part, bulk in zip(ranges, log.bulk, strict=True) if bulk.table == "customer"]
    first = [*customers, *(part.start for part in many)]
    return {
        "row_count": len(log.rows) + sum(map(len, ranges)),
        "customer_count": len(customers) + sum(map(len, many)),
        "first_customer_id": min(first, default=None),
    }


def _lines(change_set: int, log: ChangeLog) -> Iterator[dict[str, Any]]:
    """The rows of table `change` in the order things happened: an undo goes back through them."""
    changes: list[RowChange | BulkChange] = [*log.rows.values(), *log.bulk]
    for change in sorted(changes, key=lambda change: change.place):
        if isinstance(change, BulkChange):
            yield from _bulk_rows(change_set, change)
        else:
            yield _row(change_set, change)


def _told(change_set: int, log: ChangeLog, customers: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The customers a record is about."""
    for customer in customers:
        log.touched.add(("record", customer))
        yield _columns(change_set, "record", customer, "r", customer_id=customer)


def _extent_of_record(customers: Sequence[int]) -> dict[str, int | None]:
    first = min(customers, default=None)
    return {"row_count": 0, "customer_count": len(customers), "first_customer_id": first}


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
