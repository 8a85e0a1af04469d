"""What is stored, read for many customers at once and put under their ids."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Date, Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from crmdesk.models.core.db import storage_of
from crmdesk.models.core.quick_json import from_json
from crmdesk.models.schema import Customer
from crmdesk.models.schema.base import UtcDateTime

T = TypeVar("T")

PART = 5000

_ENDS = ("first_customer", "last_customer")

Rows = dict[int, list[tuple[Any, ...]]]
"""Owner id → its rows, in order; the owner's id itself is left out."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some customers; `whole`: every customer between the first and the last of them."""

    ids: Sequence[int]
    whole: bool = False

    @property
    def ends(self) -> tuple[int, int]:
        return self.ids[0], self.ids[-1]

    def has(self, column: Any) -> ColumnElement[bool]:
        """The condition that a column holding customer ids names one of them."""
        if self.whole and self.ids:
            ends: list[Any] = [
                bindparam(name, value) for name, value in zip(_ENDS, self.ends, strict=True)
            ]
            between: ColumnElement[bool] = column.between(*ends)
            return between
        inline: Any = bindparam(
            "ids", list(self.ids), expanding=True, literal_execute=True, unique=True
        )
        named: ColumnElement[bool] = column.in_(inline)
        return named


def gather(session: Session, query: Select[*tuple[Any, ...]]) -> list[list[Any]]:
    """The columns of a query, each as a list.

    A third of what rows cost, and other threads run meanwhile: the engine makes one text of each
    column. Its columns must be columns of different names or have labels.
    """
    return _Columns(session, query).read(session, {})


class Gathered:
    """What `gather` finds for `query` of each part.

    Its statement is made once for all parts that are whole: that takes as long as a third of what
    it finds.
    """

    def __init__(self, query: Callable[[Part], Select[*tuple[Any, ...]]]) -> None:
        self._query = query
        self._whole: _Columns | None = None

    def read(self, session: Session, part: Part) -> list[list[Any]]:
        if not part.whole or not part.ids:
            return gather(session, self._query(part))
        if self._whole is None:
            self._whole = _Columns(session, self._query(part))
        return self._whole.read(session, dict(zip(_ENDS, part.ends, strict=True)))


class _Columns:
    """The statement that makes one text of each column of a query."""

    def __init__(self, session: Session, query: Select[*tuple[Any, ...]]) -> None:
        named = [column.label(f"c{at}") for at, column in enumerate(query.selected_columns)]
        rows = query.with_only_columns(*named).subquery()
        self._texts = select(*[storage_of(session).gathered(column) for column in rows.c])
        self._kinds = [column.type for column in rows.c]

    def read(self, session: Session, ends: Mapping[str, int]) -> list[list[Any]]:
        texts = session.connection().execute(self._texts, ends).one()
        return [
            _decoded(from_json(text or "[]"), kind)
            for text, kind in zip(texts, self._kinds, strict=True)
        ]


def _decoded(cells: list[Any], kind: Any) -> list[Any]:
    if isinstance(kind, Date):
        days = {text: date.fromisoformat(text) for text in {*cells} - {None}}
        return [days.get(text) for text in cells]
    if isinstance(kind, UtcDateTime):
        instants = {text: _instant(text) for text in {*cells} - {None}}
        return [instants.get(text) for text in cells]
    return cells


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def ahead(items: Iterable[T]) -> Generator[T, None, None]:
    """The same items, each made on a thread of its own while the one before it is used.

    What makes them must be used by nobody else until the iterator ends or is closed.
    """
    rest, end = iter(items), object()
    with ThreadPoolExecutor(1, "ahead") as beside:
        coming = beside.submit(next, rest, end)
        while (item := coming.result()) is not end:
            coming = beside.submit(next, rest, end)
            yield item  # type: ignore[misc]


def parts(session: Session, ids: Sequence[int] | None = None, size: int = PART) -> Iterator[Part]:
    """`ids` in their order, or every customer by id, some thousand at a time."""
    whole = ids is None
    if ids is None:
        [ids] = gather(session, select(Customer.id).order_by(Customer.id))
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
