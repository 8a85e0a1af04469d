"""The cells of customers, block by block: each gives some columns for many customers at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any, Protocol

from sqlalchemy import case, or_, select
from sqlalchemy.orm import Session, aliased

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.birthday_text import say_birthday
from crmdesk.models.customers.facts import FACTS
from crmdesk.models.exchange.export.grid import Grid
from crmdesk.models.exchange.stored.customers import Gathered, Part, relatives
from crmdesk.models.exchange.vocabulary.choices import CHOICES
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.exchange.vocabulary.wordlists import BETWEEN, join_words
from crmdesk.models.schema import (
    NEVER,
    Customer,
    CustomerSummary,
    CustomerTag,
    CustomField,
    CustomValue,
    Source,
    Staff,
    Tag,
)

Places = Mapping[Target, int]
"""Which column of the sheet each target is."""
Found = list[list[Any]]
"""What a block read: columns of equal length."""
Decode = Callable[[Sequence[Any]], Sequence[Any]]
"""From the stored values of a column to its cells."""

_PRIVATE = frozenset(name for name, fact in FACTS.items() if fact.private)


class Block(Protocol):
    """Some columns; a customer `read` does not find has only blank cells.

    Reading and filling stand apart: the next customers are read while these are filled in.
    """

    def read(self, session: Session, part: Part) -> Found:
        """What is stored about the customers of `part`."""

    def fill(self, grid: Grid, places: Places, found: Found) -> None:
        """Put the cells of what was read where `places` says; others are left out."""


class CustomerBlock:
    """What stands in the customer's own row; the private of it only for its owner, `viewer`."""

    def __init__(self, codes: Sequence[str], zone: tzinfo, viewer: int | None) -> None:
        self._codes = [code for code in codes if code != "birthday"]
        self._birthday = "birthday" in codes
        self._zone, self._viewer = zone, viewer
        self._decoders: dict[str, Decode] = {}
        self._rows = Gathered(self._query)

    def read(self, session: Session, part: Part) -> Found:
        if not self._decoders:
            self._decoders = self._make_decoders(session)
        return self._rows.read(session, part)

    def fill(self, grid: Grid, places: Places, found: Found) -> None:
        ids, *columns = found
        everyone = ids == grid.owners
        rows = range(len(ids)) if everyone else [grid.at[customer] for customer in ids]
        if len(ids) < len(grid.owners):
            grid.keep(rows)
        decoded = [
            (code, self._decoders.get(code, _as_stored)(column))
            for code, column in zip(self._codes, columns, strict=False)
        ]
        if self._birthday:
            days = list(map(birthday_cell, zip(*columns[-len(BIRTHDAY) :], strict=True)))
            decoded.append(("birthday", days))
        for code, cells in decoded:
            if everyone:
                grid.put_all(places[Target(code)], cells)
            else:
                grid.put(places[Target(code)], rows, cells)

    def _query(self, part: Part) -> Any:
        owner = aliased(Staff)
        joined = {
            "source": Source.name,
            "owner": owner.name,
            "last_contact": CustomerSummary.last_contact,
            "parent": Customer.parent_id,
            "referrer": Customer.referrer_id,
        }
        columns: list[Any] = [
            self._for_owner(code)
            if code in _PRIVATE
            else joined.get(code, getattr(Customer, code, None))
            for code in self._codes
        ]
        if self._birthday:
            columns += birthday_columns(Customer)
        query = select(Customer.id, *columns).where(part.has(Customer.id))
        if "owner" in self._codes:
            query = query.outerjoin(owner, owner.id == Customer.owner_id)
        if "source" in self._codes:
            query = query.outerjoin(Source, Source.id == Customer.source_id)
        if "last_contact" in self._codes:
            query = query.outerjoin(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        return query

    def _for_owner(self, code: str) -> Any:
        column = getattr(Customer, code)
        hers = or_(Customer.owner_id.is_(None), Customer.owner_id == self._viewer)
        return column if self._viewer is None else case((hers, column), else_=None)

    def _make_decoders(self, session: Session) -> dict[str, Decode]:
        found = {code: chosen(code) for code in self._codes if code in CHOICES}
        found |= {"diet": decoding(_diet), "last_contact": decoding(self._instant)}
        for code, column in (("parent", Customer.parent_id), ("referrer", Customer.referrer_id)):
            if code in self._codes:
                found[code] = decoding(relatives(session, column).get)
        return found

    def _instant(self, at: datetime | None) -> datetime | None:
        return None if at in (None, NEVER) else local(at, self._zone)


class TagBlock:
    """All tags in one cell."""

    def __init__(self) -> None:
        self._names: dict[int, str] = {}
        self._rows = Gathered(self._query)

    def read(self, session: Session, part: Part) -> Found:
        if not self._names:
            tags = session.execute(select(Tag.id, Tag.name))
            self._names = {tag: join_words([name]) for tag, name in tags}
        return self._rows.read(session, part)

    def fill(self, grid: Grid, places: Places, found: Found) -> None:
        names, told = self._names, dict[int, str]()
        for key, tag in zip(*found, strict=True):
            told[key] = f"{told[key]}{BETWEEN}{names[tag]}" if key in told else names[tag]
        grid.put(places[Target("tags")], [grid.at[key] for key in told], told.values())

    def _query(self, part: Part) -> Any:
        query = select(CustomerTag.customer_id, CustomerTag.tag_id)
        return query.where(part.has(CustomerTag.customer_id)).order_by(CustomerTag.id)


class CustomBlock:
    """The fields the office defined, typed as it defined them."""

    def __init__(self, fields: Sequence[CustomField]) -> None:
        self._fields = [(field.id, field.name, field.kind) for field in fields]
        self._rows = Gathered(self._query)

    def read(self, session: Session, part: Part) -> Found:
        return self._rows.read(session, part)

    def fill(self, grid: Grid, places: Places, found: Found) -> None:
        values: dict[int, list[tuple[int, str]]] = {}
        for key, field, value in zip(*found, strict=True):
            values.setdefault(field, []).append((grid.at[key], value))
        for field, name, kind in self._fields:
            rows = [row for row, _ in values.get(field, ())]
            cells = (typed(value, kind) for _, value in values.get(field, ()))
            grid.put(places[Target("custom", label=name)], rows, cells)

    def _query(self, part: Part) -> Any:
        query = select(CustomValue.customer_id, CustomValue.field_id, CustomValue.value)
        return query.where(part.has(CustomValue.customer_id))


def _diet(codes: str) -> str:
    return join_words(chosen("diet")(codes.split()))


def _as_stored(column: Sequence[Any]) -> Sequence[Any]:
    return column


def chosen(choice: str) -> Decode:
    """From the codes of a choice to their words; what is no code stays as it is."""
    words = CHOICES[choice]()
    return lambda column: [words.get(cell, cell) for cell in column]


def decoding(one: Callable[[Any], Any]) -> Decode:
    """A decoder that asks `one` for each cell."""
    return lambda column: list(map(one, column))


def typed(value: str, kind: str) -> str | float | date:
    """The value of a custom field as a sheet holds it; what does not fit its kind stays text."""
    try:
        if kind == "number":
            return float(value)
        if kind == "date":
            return date.fromisoformat(value)
    except ValueError:
        return value
    return value


def birthday_cell(columns: Sequence[Any]) -> str | date | None:
    """A full solar birthday is a day, any other the words for it."""
    if not columns[0]:
        return None
    calendar, year, month, day, leap = columns
    if not calendar or month is None or day is None:
        return None
    if calendar == "solar" and year is not None:
        try:
            return date(year, month, day)
        except ValueError:
            return f"{year}-{month}-{day}"
    return say_birthday(Birthday(calendar, year, month, day, leap))


BIRTHDAY = tuple(f"birthday_{part}" for part in ("calendar", "year", "month", "day", "leap"))


def birthday_columns(table: Any) -> list[Any]:
    return [getattr(table, name) for name in BIRTHDAY]


def local(at: datetime, zone: tzinfo) -> datetime:
    """An instant as the office's clock shows it, to the second."""
    return at.astimezone(zone).replace(tzinfo=None, microsecond=0)
