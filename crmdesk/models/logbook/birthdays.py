"""Birthdays as they stood: a change holds only the columns that differ, the rest is known by
walking back from now."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Base, Change

PARTS = ("calendar", "year", "month", "day", "leap")
_PREFIX = {"customer": "birthday_", "contact": "birthday_", "anniversary": ""}
BIRTHDAY = "birthday"


class Birthdays:
    """Puts the five columns of a birthday into one, as `birthday`."""

    def __init__(self, session: Session, change_set_id: int) -> None:
        self._session, self._change_set_id = session, change_set_id

    def whole(self, change: Change) -> Change:
        """The change with one value in place of the five; others as they are."""
        prefix = _PREFIX.get(change.table_name)
        if prefix is None or not self._touches(change, prefix):
            return change
        before, after = self._sides(change, prefix)
        return Change(
            id=change.id, change_set_id=change.change_set_id, table_name=change.table_name,
            row_id=change.row_id, customer_id=change.customer_id, kind=change.kind,
            before=_folded(change.before, before, prefix),
            after=_folded(change.after, after, prefix),
        )  # fmt: skip

    def _touches(self, change: Change, prefix: str) -> bool:
        values = (change.before or {}) | (change.after or {})
        return any(prefix + part in values for part in PARTS)

    def _sides(self, change: Change, prefix: str) -> tuple[dict[str, Any], dict[str, Any]]:
        if change.kind != "u":
            return change.before or {}, change.after or {}
        after = self._then(change, prefix)
        return after | (change.before or {}), after

    def _then(self, change: Change, prefix: str) -> dict[str, Any]:
        """The columns right after the change: those of now, taken back step by step."""
        table = Base.metadata.tables[change.table_name]
        columns = [table.c[prefix + part] for part in PARTS]
        row = self._session.execute(select(*columns).where(table.c.id == change.row_id)).first()
        state: dict[str, Any] = dict(row._mapping) if row is not None else {}  # noqa: SLF001
        later = (
            select(Change.before)
            .where(
                Change.table_name == change.table_name,
                Change.row_id == change.row_id,
                Change.change_set_id > self._change_set_id,
                Change.kind.in_(("u", "d")),
            )
            .order_by(Change.id.desc())
        )
        for before in self._session.scalars(later):
            state |= before or {}
        return state | (change.after or {})


def _folded(
    values: Mapping[str, Any] | None, side: Mapping[str, Any], prefix: str
) -> dict[str, Any] | None:
    if values is None:
        return None
    names = {prefix + part for part in PARTS}
    rest = {name: value for name, value in values.items() if name not in names}
    return rest | {BIRTHDAY: {f"birthday_{part}": side.get(prefix + part) for part in PARTS}}
