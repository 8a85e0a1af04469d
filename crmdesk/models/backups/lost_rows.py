"""Rows of a salvaged database that are not there: made anew from the journal, or let go of.

A customer whose row is lost while talks with her were saved keeps a row without a name, so that
these are not lost as well.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, text

from crmdesk.models.core.changes import values_from_plain
from crmdesk.models.core.i18n import _
from crmdesk.models.schema import Base, Change

_NOTHING: dict[type, Any] = {str: "", int: 0, bool: False, float: 0.0, dict: {}, list: []}


def complete(connection: Connection, before: Mapping[str, int | None]) -> None:
    """Make lost rows anew whose making, and every change since, stands in the journal."""
    for name, count in before.items():
        table = Base.metadata.tables.get(name)
        if table is None or "id" not in table.c or name in ("change", "change_set"):
            continue
        there = connection.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0  # noqa: S608
        if count is not None and there >= count:
            continue
        for row in _lost(connection, name):
            values = values_from_plain(table, row)
            connection.execute(insert(table).prefix_with("OR IGNORE"), values)


def let_go(connection: Connection, now: datetime) -> dict[str, int]:
    """Take out what points to rows that are gone, by table; no customer's talks go with her."""
    gone: dict[str, int] = {}
    while broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        for table, row_id, parent, number in broken:
            column = _column(connection, table, number)
            pointed = f'SELECT "{column}" FROM "{table}" WHERE rowid = {int(row_id)}'  # noqa: S608
            wanted = connection.exec_driver_sql(pointed).scalar()
            if _is_optional(connection, table, column):
                connection.exec_driver_sql(
                    f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?',  # noqa: S608
                    (row_id,),
                )
            elif parent == "customer" and isinstance(wanted, int):
                _nameless(connection, wanted, now)
            else:
                connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE rowid = ?', (row_id,))  # noqa: S608
                gone[table] = gone.get(table, 0) + 1
    return gone


def _lost(connection: Connection, table: str) -> list[dict[str, Any]]:
    """Rows that stood in the table after their last change and do not now."""
    change = Base.metadata.tables[Change.__tablename__]
    seen = connection.execute(
        select(change.c.row_id, change.c.last_id, change.c.kind, change.c.after)
        .where(change.c.table_name == table, change.c.kind.in_(("c", "u", "d", "D")))
        .order_by(change.c.id)
    )
    rows: dict[int, dict[str, Any]] = {}
    for row_id, last_id, kind, after in seen:
        if kind in "dD":
            for gone in [one for one in rows if row_id <= one <= (last_id or row_id)]:
                del rows[gone]
        elif kind == "c":
            rows[row_id] = dict(after or {})
        elif row_id in rows:
            rows[row_id] |= after or {}
    there = set(connection.scalars(text(f'SELECT id FROM "{table}"')))  # noqa: S608
    return [row | {"id": row_id} for row_id, row in rows.items() if row_id not in there]


def _nameless(connection: Connection, customer: int, now: datetime) -> None:
    """A customer of whom nothing is known but what she left behind."""
    table = Base.metadata.tables["customer"]
    values: dict[str, Any] = {}
    for column in table.columns:
        kind = column.type.python_type
        if not column.nullable:
            values[column.name] = _NOTHING.get(kind, now)
    values |= {
        "id": customer,
        "number": f"K?{customer}",
        "name": _("Unreadable customer {id}").format(id=customer),
        "kind": "person",
        "stage": "potential",
    }
    connection.execute(insert(table).prefix_with("OR IGNORE"), values)


def _column(connection: Connection, table: str, number: int) -> str:
    keys = connection.exec_driver_sql(f'PRAGMA foreign_key_list("{table}")').all()
    return next(str(key[3]) for key in keys if key[0] == number)


def _is_optional(connection: Connection, table: str, column: str) -> bool:
    columns = connection.exec_driver_sql(f'PRAGMA table_info("{table}")')
    return any(row[1] == column and not row[3] and not row[5] for row in columns)
