"""Reading the journal: what was done, by whom, and what it changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import Changes
from crmdesk.models.journal.labels import describe
from crmdesk.models.schema import Change, ChangeSet, Staff

MANY = 2000
"""More changed rows than this are told by their tables alone."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A change set in words. `state` is done, undone, undo (it takes another one back), or noted
    (it can never be taken back).
    """

    id: int
    at: datetime
    staff: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column of one row: kind c, u or d; values as JSON holds them.

    kind r: nothing changed, `new` are the parameters of the record.
    """

    change_set_id: int
    at: datetime
    staff: str
    action: str
    kind: str
    table: str
    row_id: int
    field: str
    old: Any
    new: Any


def load_history(
    session: Session, *, before_id: int | None = None, limit: int = 200
) -> list[HistoryRow]:
    """Change sets, newest first, from below `before_id`."""
    query = (
        select(ChangeSet, Staff.name)
        .outerjoin(Staff, Staff.id == ChangeSet.staff_id)
        .order_by(ChangeSet.id.desc())
        .limit(limit)
    )
    if before_id is not None:
        query = query.where(ChangeSet.id < before_id)
    return [
        HistoryRow(row.id, row.at, name or "", describe(row.action, row.params), _state(row))
        for row, name in session.execute(query)
    ]


def describe_change_set(session: Session, change_set_id: int) -> str:
    """The action of one change set in words."""
    row = session.get_one(ChangeSet, change_set_id)
    return describe(row.action, row.params)


def describe_undone(session: Session, undo_id: int) -> str:
    """What an undo took back, in words: what doing it again would do."""
    undone = session.get_one(ChangeSet, undo_id).undoes_id
    return describe_change_set(session, undo_id if undone is None else undone)


def concerns_others(session: Session, change_set_id: int, customer_id: int) -> bool:
    """Whether a change set touched what is not this customer's."""
    others = or_(Change.customer_id.is_(None), Change.customer_id != customer_id)
    query = select(Change.id).where(Change.change_set_id == change_set_id, others).limit(1)
    return session.scalar(query) is not None


def what_changed(session: Session, customer_id: int, *, limit: int = 200) -> list[FieldChange]:
    """The newest changed fields of a customer and all it owns; created rows count as one line."""
    query = (
        select(Change, ChangeSet.at, ChangeSet.action, ChangeSet.params, Staff.name)
        .join(ChangeSet, ChangeSet.id == Change.change_set_id)
        .outerjoin(Staff, Staff.id == ChangeSet.staff_id)
        .where(Change.customer_id == customer_id)
        .order_by(Change.change_set_id.desc(), Change.id)
        .limit(limit)
    )
    found: list[FieldChange] = []
    for change, at, action, params, staff in session.execute(query):
        for field, old, new in _fields(change, params):
            found.append(
                FieldChange(
                    change.change_set_id, at, staff or "", action, change.kind,
                    change.table_name, change.row_id, field, old, new,
                )
            )  # fmt: skip
    return found


def _fields(change: Change, params: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    before, after = change.before or {}, change.after or {}
    if change.kind == "u":
        yield from ((name, before.get(name), after[name]) for name in after)
    elif change.kind == "r":
        yield "", None, params
    else:
        yield "", before or None, after or None


def _state(row: ChangeSet) -> str:
    if row.undoes_id is not None:
        return "undo"
    if not row.undoable:
        return "noted"
    return "done" if row.undone_by_id is None else "undone"


def touched_since(session: Session, change_set_id: int) -> Changes:
    """The rows that change sets after this one touched; (table, 0) where they are many."""
    query = (
        select(Change.table_name, Change.row_id, Change.kind)
        .where(Change.change_set_id > change_set_id)
        .limit(MANY)
    )
    rows = session.execute(query).all()
    if len(rows) < MANY:
        return frozenset((name, 0 if kind in "CD" else row_id) for name, row_id, kind in rows)
    tables = select(Change.table_name).where(Change.change_set_id > change_set_id).distinct()
    return frozenset((name, 0) for name in session.scalars(tables))
