"""Cells of logs: codes in words, times of the office, rows that stand side by side in one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from crmdesk.models.exchange.export.blocks import local
from crmdesk.models.exchange.stored.customers import Part, Rows, grouped
from crmdesk.models.exchange.vocabulary.choices import CHOICES
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.exchange.writers.sheet import Cells
from crmdesk.models.schema import Contact, Staff

Decode = Callable[[Any], Any]
"""From a stored value to its cell."""
_TIMES = ("at", "until", "opened_at", "closed_at", "made_at", "done_at", "created_at")


class Detail:
    """Rows that belong to a complaint or the like by `owner`, several of them side by side."""

    def __init__(
        self, session: Session, table: Any, columns: Mapping[str, Any], owner: Any
    ) -> None:
        self._table, self._columns, self._owner = table, columns, owner
        counts = select(func.count(table.id).label("n")).group_by(owner).subquery()
        self._count = session.scalar(select(func.max(counts.c.n))) or 0
        self.targets = [
            Target(code, number) for number in range(1, self._count + 1) for code in columns
        ]

    def load(self, session: Session, part: Part, zone: tzinfo) -> Rows:
        columns = [
            staff_name(column) if code.endswith("staff") else column
            for code, column in self._columns.items()
        ]
        rows = grouped(
            session,
            self._owner,
            columns,
            part.has(self._table.customer_id),
            order=(self._table.at, self._table.id),
        )
        known = decoders("", [code.rpartition(".")[2] for code in self._columns], zone)
        return {key: [decoded(row, known) for row in several] for key, several in rows.items()}

    def cells(self, rows: Sequence[Cells]) -> Cells:
        blank = (None,) * len(self._columns)
        found: Cells = ()
        for row in rows:
            found += row
        return found + blank * (self._count - len(rows))


def staff_name(column: Any) -> Any:
    """The name of the colleague a column points to."""
    person = aliased(Staff)
    return select(person.name).where(person.id == column).scalar_subquery()


def contact_name(column: Any) -> Any:
    """The name of the contact a column points to."""
    return select(Contact.name).where(Contact.id == column).scalar_subquery()


def decoders(sheet: str, codes: Sequence[str], zone: tzinfo) -> list[tuple[int, Decode]]:
    """How stored columns become cells, by place; the codes that are cells already are left out."""
    yes_no = CHOICES["yes_no"]()

    def time(at: datetime | None) -> datetime | None:
        return None if at is None else local(at, zone)

    def answer(value: bool | None) -> str | None:  # noqa: FBT001 - a cell
        return None if value is None else yes_no["yes" if value else "no"]

    known: dict[str, Decode] = {
        **dict.fromkeys(_TIMES, time),
        **dict.fromkeys(("accepted", "reached", "satisfied"), answer),
        "cost": lambda minor: None if minor is None else minor / 100,
        "verdict": _chosen("complaints.measure.verdict"),
        "state": _chosen("complaints.measure.state"),
    }
    choices = {code: f"{sheet}.{code}" for code in codes}
    known |= {code: _chosen(choice) for code, choice in choices.items() if choice in CHOICES}
    return [(at, known[code]) for at, code in enumerate(codes) if code in known]


def _chosen(choice: str) -> Decode:
    words = CHOICES[choice]()
    return lambda cell: words.get(cell, cell)


def decoded(cells: Sequence[Any], known: Sequence[tuple[int, Decode]]) -> Cells:
    """The cells of stored columns."""
    found = list(cells)
    for at, decode in known:
        found[at] = decode(found[at])
    return tuple(found)
