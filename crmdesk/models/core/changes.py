"""What one transaction changed, row by row: collected on flush, read by journal and derived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.orm import Session

Changes = frozenset[tuple[str, int]]
"""Table name and row id; (name, 0) stands for many rows of a table at once."""

Values = Mapping[str, Any]


@dataclass(slots=True)
class RowChange:
    """One row: `before` None = created, `after` None = deleted; for an update the columns changed.

    Values are JSON-ready (`plain`).
    """

    table: str
    row_id: int
    customer_id: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    place: int = 0


@dataclass(slots=True)
class BulkChange:
    """Rows first_id … last_id of a table, created or (with `deleted`: their columns) deleted.

    `derived`: whoever created them wrote their derived rows too.
    """

    table: str
    first_id: int
    last_id: int
    deleted: list[dict[str, Any]] | None = None
    derived: bool = False
    place: int = 0


@dataclass(slots=True)
class ChangeLog:
    """All changes of one write; `place` tells the order in which their rows were first touched."""

    rows: dict[tuple[str, int], RowChange] = field(default_factory=dict)
    bulk: list[BulkChange] = field(default_factory=list)
    touched: set[tuple[str, int]] = field(default_factory=set)
    defer_search: bool = False
    _places: int = 0

    def add(self, change: RowChange) -> None:
        """Take up a change, folding it into an earlier one of the same row."""
        key = (change.table, change.row_id)
        self.touched.add(key)
        earlier = self.rows.get(key)
        if earlier is None:
            self.rows[key] = change
            change.place = self._next_place()
        elif earlier.before is None and change.after is None:
            del self.rows[key]  # created and deleted again: nothing happened
        else:
            earlier.before, earlier.after = _fold(earlier, change)
            earlier.customer_id = change.customer_id or earlier.customer_id

    def add_bulk(self, change: BulkChange) -> None:
        """Take up rows created or deleted many at a time."""
        self.bulk.append(change)
        self.touched.add((change.table, 0))
        change.place = self._next_place()

    def _next_place(self) -> int:
        self._places += 1
        return self._places

    def customers(self) -> set[int]:
        """Ids of the customers any single-row change belongs to."""
        return {change.customer_id for change in self.rows.values() if change.customer_id}


def _fold(
    earlier: RowChange, later: RowChange
) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    if earlier.after is None:  # deleted, then brought back: an update of what differs
        before, after = earlier.before or {}, later.after or {}
        names = [name for name in after if before.get(name) != after[name]]
        return {name: before.get(name) for name in names}, {name: after[name] for name in names}
    if later.after is None:
        return {**(later.before or {}), **(earlier.before or {})}, None
    after = {**earlier.after, **later.after}
    if earlier.before is None:
        return None, after
    return {**(later.before or {}), **earlier.before}, after


def plain(value: Any) -> Any:
    """A column's value as JSON holds it: days in ISO 8601, instants so in UTC, as read back."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def values_from_plain(table: Table, values: Values) -> dict[str, Any]:
    """The reverse of `plain` for the columns of `table`; unknown columns are left out."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        column = table.columns.get(name)
        if column is None:
            continue
        kind = column.type.python_type
        if value is not None and kind is datetime:
            value = datetime.fromisoformat(value)
        elif value is not None and kind is date:
            value = date.fromisoformat(value)
        found[name] = value
    return found


def log_of(session: Session) -> ChangeLog:
    """The change log of a write session."""
    log: ChangeLog = session.info.setdefault("changes", ChangeLog())
    return log


def note_flush(session: Session, _context: object) -> None:
    """The "after_flush" listener: writes down every new, changed and deleted row."""
    log = log_of(session)
    for row in session.new:
        _note(log, row, before=None, after=_all(row))
    for row in session.dirty:
        before, after = _changed(row)
        if after:
            _note(log, row, before=before, after=after)
    for row in session.deleted:
        _note(log, row, before=_all(row), after=None)


def _note(
    log: ChangeLog, row: Any, *, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> None:
    table: Table = row.__table__
    if not table.info.get("journaled", True):
        log.touched.add((table.name, getattr(row, "id", 0) or 0))
        return
    customer = row.id if table.name == "customer" else getattr(row, "customer_id", None)
    log.add(RowChange(table.name, row.id, customer, before, after))


def _all(row: Any) -> dict[str, Any]:
    from sqlalchemy import inspect

    return {attr.key: plain(getattr(row, attr.key)) for attr in inspect(row).mapper.column_attrs}


def _changed(row: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    from sqlalchemy import inspect

    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    state = inspect(row)
    for attr in state.mapper.column_attrs:
        history = state.attrs[attr.key].history
        if history.added and history.deleted and history.added[0] != history.deleted[0]:
            before[attr.key] = plain(history.deleted[0])
            after[attr.key] = plain(history.added[0])
    return before, after


def note_bulk(session: Session, table: str, ids: range, *, derived: bool = False) -> None:
    """Write down that a bulk insert created the rows `ids` of `table`.

    With `derived` the derived rows of the customers they belong to are written already.
    """
    if ids:
        session.flush()  # what was done before stays before it in the journal
        log = log_of(session)
        log.add_bulk(BulkChange(table, ids.start, ids.stop - 1, derived=derived))


def note_created(
    session: Session, table: Table, customer_id: int | None, rows: Iterable[Values]
) -> None:
    """Write down Core inserts one by one; each row with all its columns, `id` included."""
    log = log_of(session)
    for row in rows:
        after = {column.name: plain(row.get(column.name)) for column in table.columns}
        log.add(RowChange(table.name, row["id"], customer_id, None, after))


def note_deleted(session: Session, table: Table, rows: Iterable[tuple[int | None, Values]]) -> None:
    """Write down Core deletions as (customer, the row with all its columns)."""
    log = log_of(session)
    for customer_id, row in rows:
        before = {column.name: plain(row[column.name]) for column in table.columns}
        log.add(RowChange(table.name, row["id"], customer_id, before, None))


def note_updated(
    session: Session,
    table: str,
    customer_id: int | None,
    changes: Iterable[tuple[int, Values, Values]],
) -> None:
    """Write down Core updates as (row id, before, after), values as the columns hold them."""
    log = log_of(session)
    for row_id, before, after in changes:
        log.add(
            RowChange(
                table,
                row_id,
                customer_id,
                {name: plain(value) for name, value in before.items()},
                {name: plain(value) for name, value in after.items()},
            )
        )
