"""Sheets of an export of everything that only tell, and that an import leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from crmdesk.models.core.i18n import P_, pgettext
from crmdesk.models.exchange.export.blocks import Found, local
from crmdesk.models.exchange.export.log_cells import contact_name
from crmdesk.models.exchange.stored.customers import Part, gather, grouped
from crmdesk.models.exchange.writers.sheet import Column
from crmdesk.models.schema import Customer

Say = Callable[[Any], Any]
_FEW = 500
_WIDTHS = {"day": 13.0, "instant": 18.0, "wrapped": 40.0}


@dataclass(frozen=True, slots=True)
class Told:
    """A column: what heads it, where it is stored, how it looks, and how it is said."""

    header: str
    value: Any
    style: str = "text"
    say: Say | None = None

    def column(self) -> Column:
        """As it stands in the sheet."""
        header = pgettext("column", self.header)
        wide = 5.0 + sum(1.0 if sign.isascii() else 2.0 for sign in header)
        return Column(header, self.style, max(wide, _WIDTHS.get(self.style, 14.0)))


@dataclass(frozen=True, slots=True)
class ToldLines:
    """A column of several rows, one a line: `owner` points to the row of the sheet."""

    header: str
    table: Any
    owner: Any
    values: Sequence[Any]
    say: Callable[..., str]
    order: Sequence[Any]

    def load(self, session: Session, part: Part) -> dict[int, str]:
        """The cell of each row of the sheet that has any."""
        theirs = part.has(self.table.customer_id)
        rows = grouped(session, self.owner, list(self.values), theirs, order=tuple(self.order))
        return {key: "\n".join(self.say(*row) for row in several) for key, several in rows.items()}

    def column(self) -> Column:
        """As it stands in the sheet."""
        return Column(pgettext("column", self.header), "wrapped", _WIDTHS["wrapped"])


@dataclass(frozen=True, slots=True)
class ToldTable:
    """One sheet: a row for each row of `table`, whose customer comes first."""

    name: str
    table: Any
    columns: Sequence[Told]
    order: Sequence[Any]
    lines: Sequence[ToldLines] = ()
    joined: Callable[[Select[Any]], Select[Any]] | None = None

    @property
    def title(self) -> str:
        """What the sheet is called."""
        return pgettext("sheet", self.name)

    def heads(self) -> list[Column]:
        """Every column."""
        own = [one.column() for one in self._all()]
        return own + [one.column() for one in self.lines]

    def is_used(self, session: Session, ids: Sequence[int] | None) -> bool:
        """Whether there is anything to tell; of few customers, of them."""
        query = select(self.table.id).limit(1)
        if ids is not None and len(ids) <= _FEW:
            query = query.where(self.table.customer_id.in_(ids))
        return session.scalar(query) is not None

    def load(self, session: Session, part: Part) -> tuple[list[int], Found]:
        """The customer of each row, and the cells by column."""
        columns = self._all()
        query = (
            select(self.table.customer_id, self.table.id, *(one.value for one in columns))
            .select_from(self.table)
            .join(Customer, Customer.id == self.table.customer_id)
            .where(part.has(self.table.customer_id))
            .order_by(*self.order)
        )
        owners, keys, *found = gather(session, self.joined(query) if self.joined else query)
        for at, one in enumerate(columns):
            if one.say is not None:
                found[at] = [None if cell is None else one.say(cell) for cell in found[at]]
        for more in self.lines:
            cells = more.load(session, part)
            found.append([cells.get(key) for key in keys])
        return owners, found

    def _all(self) -> tuple[Told, ...]:
        first = (
            Told(P_("column", "Customer number"), Customer.number),
            Told(P_("column", "Customer"), Customer.name),
        )
        if not hasattr(self.table, "contact_id"):
            return (*first, *self.columns)
        contact = Told(P_("column", "Contact"), contact_name(self.table.contact_id))
        return (*first, contact, *self.columns)


def money(minor: int) -> float:
    """A cell of a workbook holds nothing else; two places of a double are exact."""
    return minor / 100


def at_home(zone: tzinfo) -> Say:
    """An instant as the clocks of the office told it."""

    def say(at: datetime) -> datetime:
        return local(at, zone)

    return say
