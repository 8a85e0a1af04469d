"""What is stored, read for many customers at once and put under their ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from crmdesk.models.schema import Customer

PART = 5000

Rows = dict[int, list[tuple[Any, ...]]]
"""Owner id → its rows, in order; the owner's id itself is left out."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some customers; `whole`: every customer between the first and the last of them."""

    ids: Sequence[int]
    whole: bool = False

    def has(self, column: Any) -> ColumnElement[bool]:
        """The condition that a column holding customer ids names one of them."""
        if self.whole and self.ids:
            between: ColumnElement[bool] = column.between(self.ids[0], self.ids[-1])
            return between
        inline: Any = bindparam(
            "ids", list(self.ids), expanding=True, literal_execute=True, unique=True
        )
        named: ColumnElement[bool] = column.in_(inline)
        return named


def fetch(session: Session, query: Any) -> list[Any]:
    """All rows of a query of columns, without the detour through the ORM's loading."""
    return list(session.connection().execute(query).all())


def parts(session: Session, ids: Sequence[int] | None = None, size: int = PART) -> Iterator[Part]:
    """`ids` in their order, or every customer by id, some thousand at a time."""
    whole = ids is None
    if ids is None:
        ids = list(session.scalars(select(Customer.id).order_by(Customer.id)))
    for start in range(0, len(ids), size):
        yield Part(ids[start : start + size], whole)


def grouped(
    session: Session,
    owner: Any,
    columns: Sequence[Any],
    *conditions: ColumnElement[bool],
    order: Sequence[Any] = (),
) -> Rows:
    """The columns of the rows that meet the conditions, by the column `owner`."""
    query = select(owner, *columns).where(*conditions).order_by(*order)
    found: Rows = {}
    for key, *cells in session.execute(query):
        found.setdefault(key, []).append(tuple(cells))
    return found


def relatives(session: Session, column: Any) -> dict[int, str]:
    """What to call the customers `column` points to: the name where only one bears it, else the
    number."""
    other = aliased(Customer)
    pointed = select(column).where(column.is_not(None)).distinct()
    rows = session.execute(
        select(other.id, other.name, other.number).where(other.id.in_(pointed))
    ).all()
    shared = select(Customer.name).where(Customer.name.in_({row.name for row in rows}))
    names = set(session.scalars(shared.group_by(Customer.name).having(func.count() > 1)))
    return {row.id: row.number if row.name in names else row.name for row in rows}
