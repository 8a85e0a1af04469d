"""What stands in the way of taking a change set back: rows changed or used since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import plain
from crmdesk.models.core.errors import CrmError
from crmdesk.models.journal import bulk
from crmdesk.models.schema import Base, Change, Customer

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that cannot go back; reason is changed, used, missing or taken."""

    table: str
    row_id: int
    reason: str
    customer: str


class Conflicts(CrmError):
    """An undo meets rows somebody changed since; the user decides about the rest."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        names = list(dict.fromkeys(c.customer for c in conflicts if c.customer))
        super().__init__("undo.conflict", names="、".join(names[:5]), count=len(conflicts))
        self.conflicts = tuple(conflicts)


def find_conflicts(
    session: Session, change_set_id: int, changes: Sequence[Change]
) -> list[Conflict]:
    """Every row of `changes` (newest first) that cannot simply be set back."""
    created = {(c.table_name, c.row_id): c for c in changes if c.kind == "c"}
    deleted = {(c.table_name, c.row_id) for c in changes if c.kind == "d"}
    deleted |= set(bulk.deleted_rows(changes))
    written = created | {(c.table_name, c.row_id): c for c in changes if c.kind == "u"}
    reasons: dict[Key, str] = {}
    for change in changes:
        if change.kind not in "CD" and (reason := _reason(session, change, deleted)):
            reasons[(change.table_name, change.row_id)] = reason
    many = bulk.Created(changes)
    reasons |= dict.fromkeys(many.changed_since(session, change_set_id, reasons), "changed")
    going = {key: change for key, change in written.items() if key not in reasons}
    kept = [row_id for table, row_id in reasons if table == "customer"]
    for key in created.keys() & going.keys():
        if _used(session, key, going, many, kept):
            reasons[key] = "used"
    _keep_together(reasons, created)
    return [_conflict(session, key, reason) for key, reason in reasons.items()]


def _reason(session: Session, change: Change, deleted: set[Key]) -> str | None:
    table = Base.metadata.tables[change.table_name]
    row = session.execute(select(table).where(table.c.id == change.row_id)).mappings().first()
    if change.kind == "d":
        if row is not None:
            return "taken"
        return "missing" if _lacks_parent(session, table, change.before or {}, deleted) else None
    if row is None:
        comes_back = (change.table_name, change.row_id) in deleted
        return None if change.kind == "c" or comes_back else "missing"
    now = {name: plain(value) for name, value in row.items()}
    if any(now[name] != value for name, value in (change.after or {}).items() if name in now):
        return "changed"
    return None


def references(table: Table) -> Iterator[tuple[Column[Any], Table]]:
    """The foreign key columns of `table`, each with the table it points to."""
    for column in table.columns:
        for key in column.foreign_keys:
            yield column, key.column.table


def _used(
    session: Session,
    key: Key,
    going: Mapping[Key, Change],
    many: bulk.Created,
    kept: Sequence[int],
) -> bool:
    """Whether rows point to the row `key` that do not go with it: neither `going`, nor among the
    many rows created with it, unless those belong to customers that are `kept`."""
    row_id = key[1]
    for child in Base.metadata.sorted_tables:
        for column, target in references(child):
            if target.name == key[0] and "id" in child.c:
                query = select(child.c.id).where(column == row_id, many.are_not(child, kept))
                ids = session.scalars(query)
                if any(not _by(going.get((child.name, id_)), column.name, row_id) for id_ in ids):
                    return True
    return False


def _by(change: Change | None, column: str, row_id: int) -> bool:
    return change is not None and (change.after or {}).get(column) == row_id


def _lacks_parent(
    session: Session, table: Table, values: Mapping[str, Any], deleted: set[Key]
) -> bool:
    for column, target in references(table):
        value = values.get(column.name)
        if value is None or (target.name, value) in deleted or "id" not in target.c:
            continue
        if session.scalar(select(target.c.id).where(target.c.id == value)) is None:
            return True
    return False


def _keep_together(reasons: dict[Key, str], created: Mapping[Key, Change]) -> None:
    """A created row that stays keeps what it points to, and a customer what belongs to it."""
    kept = list(reasons)
    while kept:
        key = kept.pop()
        more = set(_parents(key, created))
        if key[0] == "customer":
            more |= {other for other, c in created.items() if c.customer_id == key[1]}
        for other in more - reasons.keys():
            reasons[other] = "used"
            kept.append(other)


def _parents(key: Key, created: Mapping[Key, Change]) -> Iterator[Key]:
    if (change := created.get(key)) is None:
        return
    for column, target in references(Base.metadata.tables[key[0]]):
        parent = (target.name, (change.after or {}).get(column.name))
        if parent in created:
            yield parent[0], int(parent[1] or 0)


def _conflict(session: Session, key: Key, reason: str) -> Conflict:
    table, row_id = key
    customer_id = row_id if table == "customer" else None
    if customer_id is None:
        found = session.scalar(
            select(Change.customer_id).where(Change.table_name == table, Change.row_id == row_id)
        )
        customer_id = found or 0
    name = session.scalar(select(Customer.name).where(Customer.id == customer_id)) or ""
    return Conflict(table, row_id, reason, name)
