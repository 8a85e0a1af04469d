"""What stands in the way of taking a change set back: rows changed or used since."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Column, RowMapping, Table, select
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import plain
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import pgettext
from crmdesk.models.journal import bulk
from crmdesk.models.schema import Base, Change, Customer

Key = tuple[str, int]
T = TypeVar("T")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that cannot go back; reason is changed, used, missing or taken."""

    table: str
    row_id: int
    reason: str
    customer: str


class Conflicts(CrmError):
    """The undo of `change_sets` meets rows somebody changed since; the user decides about the
    rest, where there is a `rest`."""

    def __init__(
        self, conflicts: Sequence[Conflict], change_sets: Sequence[int], *, rest: bool
    ) -> None:
        names = list(dict.fromkeys(c.customer for c in conflicts if c.customer))
        super().__init__(
            "undo.conflict", names=pgettext("list", ", ").join(names[:5]), count=len(conflicts)
        )
        self.conflicts, self.change_sets = tuple(conflicts), tuple(change_sets)
        self.rest = rest


def find_conflicts(
    session: Session, change_set_id: int, changes: Sequence[Change]
) -> list[Conflict]:
    """Every row of `changes` (newest first) that cannot simply be set back."""
    created = {(c.table_name, c.row_id): c for c in changes if c.kind == "c"}
    deleted = {(c.table_name, c.row_id) for c in changes if c.kind == "d"}
    deleted |= set(bulk.deleted_rows(changes))
    written = created | {(c.table_name, c.row_id): c for c in changes if c.kind == "u"}
    found = dict(_changed(session, [c for c in changes if c.kind not in "CD"], deleted))
    keys = ((change.table_name, change.row_id) for change in changes)
    reasons: dict[Key, str] = {key: found[key] for key in keys if key in found}
    many = bulk.Created(changes)
    reasons |= dict.fromkeys(many.changed_since(session, change_set_id, reasons), "changed")
    going = {key: change for key, change in written.items() if key not in reasons}
    kept = [row_id for table, row_id in reasons if table == "customer"]
    used = set(_used(session, created.keys() & going.keys(), going, many, kept))
    reasons |= {key: "used" for key in created if key in used}
    _keep_together(reasons, created)
    return _told(session, reasons, changes)


def _changed(
    session: Session, changes: Sequence[Change], deleted: set[Key]
) -> Iterator[tuple[Key, str]]:
    """The rows that are not as their change left them, with the reason."""
    for table, part in _by_table(changes):
        query = select(table).where(table.c.id.in_([change.row_id for change in part]))
        rows = {row["id"]: row for row in session.execute(query).mappings()}
        gone = [c for c in part if c.kind == "d" and c.row_id not in rows]
        orphans = _orphans(session, table, gone, deleted)
        for change in part:
            key = (change.table_name, change.row_id)
            if key in orphans:
                yield key, "missing"
            elif reason := _reason(change, rows.get(change.row_id), comes_back=key in deleted):
                yield key, reason


def _reason(change: Change, row: RowMapping | None, *, comes_back: bool) -> str | None:
    if change.kind == "d":
        return None if row is None else "taken"
    if row is None:
        return None if change.kind == "c" or comes_back else "missing"
    after = (change.after or {}).items()
    if any(plain(row[name]) != value for name, value in after if name in row):
        return "changed"
    return None


def _by_table(changes: Iterable[Change]) -> Iterator[tuple[Table, Sequence[Change]]]:
    """The changes of each table, as many at a time as one question may name."""
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.table_name, []).append(change)
    for name, group in groups.items():
        for part in parts(group):
            yield Base.metadata.tables[name], part


def references(table: Table) -> Iterator[tuple[Column[Any], Table]]:
    """The foreign key columns of `table`, each with the table it points to."""
    for column in table.columns:
        for key in column.foreign_keys:
            yield column, key.column.table


def _used(
    session: Session,
    keys: Iterable[Key],
    going: Mapping[Key, Change],
    many: bulk.Created,
    kept: Sequence[int],
) -> Iterator[Key]:
    """Those of the rows `keys` to which rows point that do not go with them: neither `going`, nor
    among the many rows created with them, unless those belong to customers that are `kept`."""
    wanted: dict[str, list[int]] = {}
    for name, row_id in keys:
        wanted.setdefault(name, []).append(row_id)
    for child in Base.metadata.sorted_tables:
        for column, target in references(child):
            if "id" not in child.c:
                continue
            for part in parts(wanted.get(target.name, ())):
                query = select(child.c.id, column).where(
                    column.in_(part), many.are_not(child, kept)
                )
                for id_, row_id in session.execute(query):
                    if not _by(going.get((child.name, id_)), column.name, row_id):
                        yield target.name, row_id


def _by(change: Change | None, column: str, row_id: int) -> bool:
    return change is not None and (change.after or {}).get(column) == row_id


def _orphans(
    session: Session, table: Table, changes: Sequence[Change], deleted: set[Key]
) -> set[Key]:
    """The deleted rows that would point to what is no more."""
    found: set[Key] = set()
    for column, target in references(table) if changes else ():
        if "id" not in target.c:
            continue
        told = {change.row_id: (change.before or {}).get(column.name) for change in changes}
        wanted = {v for v in told.values() if v is not None and (target.name, v) not in deleted}
        there = set(session.scalars(select(target.c.id).where(target.c.id.in_(wanted))))
        found |= {(table.name, row_id) for row_id, v in told.items() if v in wanted - there}
    return found


def _keep_together(reasons: dict[Key, str], created: Mapping[Key, Change]) -> None:
    """A created row that stays keeps what it points to, and a customer what belongs to it."""
    owned: dict[int, list[Key]] = {}
    for key, change in created.items():
        owned.setdefault(change.customer_id or 0, []).append(key)
    kept = list(reasons)
    while kept:
        key = kept.pop()
        more = set(_parents(key, created))
        if key[0] == "customer":
            more.update(owned.get(key[1], ()))
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


def _told(
    session: Session, reasons: Mapping[Key, str], changes: Sequence[Change]
) -> list[Conflict]:
    """The conflicts with the names of the customers they belong to."""
    owners = {(c.table_name, c.row_id): c.customer_id or 0 for c in changes}
    owners |= {key: key[1] for key in reasons if key[0] == "customer"}
    names: dict[int, str] = {}
    for part in parts(sorted({owners.get(key, 0) for key in reasons})):
        query = select(Customer.id, Customer.name).where(Customer.id.in_(part))
        names |= {row.id: row.name for row in session.execute(query)}
    return [
        Conflict(*key, reason, names.get(owners.get(key, 0), "")) for key, reason in reasons.items()
    ]


def parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Some hundred at a time: so many one question may name."""
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]
