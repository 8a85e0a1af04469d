"""How often a promise or follow-up was moved, and why the last time."""

import json
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Text, cast, literal, select, union_all
from sqlalchemy.orm import Session

from crmdesk.models.schema import Change, ChangeSet, PromiseMove
from crmdesk.models.today.left_over import ACTION
from crmdesk.models.today.rows import TodayRow


def with_moves(session: Session, rows: Sequence[TodayRow]) -> list[TodayRow]:
    """The rows with `moved` and `why`; of a follow-up the journal knows it."""
    if not rows:
        return []
    ids = {source: [row.id for row in rows if row.source == source] for source in _SOURCES}
    promised = select(
        literal("promise"), PromiseMove.promise_id, PromiseMove.reason, PromiseMove.id
    ).where(PromiseMove.promise_id.in_(ids["promise"]))
    planned = (
        select(literal("follow_up"), Change.row_id, cast(ChangeSet.params, Text), ChangeSet.id)
        .join(ChangeSet, ChangeSet.id == Change.change_set_id)
        .where(
            Change.table_name == "follow_up",
            Change.row_id.in_(ids["follow_up"]),
            ChangeSet.action == ACTION,
            ChangeSet.undone_by_id.is_(None),
        )
    )
    parts = [
        part for source, part in zip(_SOURCES, (promised, planned), strict=True) if ids[source]
    ]
    why: dict[tuple[str, int], list[str]] = {}
    for source, key, reason, _id in sorted(session.execute(union_all(*parts)), key=lambda r: r[3]):
        told = reason if source == "promise" else json.loads(reason).get("reason", "")
        why.setdefault((source, key), []).append(told)
    return [_moved(row, why.get((row.source, row.id), ())) for row in rows]


_SOURCES = ("promise", "follow_up")


def _moved(row: TodayRow, reasons: Sequence[str]) -> TodayRow:
    return replace(row, moved=len(reasons), why=reasons[-1]) if reasons else row
