"""The cells of customers, block by block: each gives some columns for many customers at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any, Protocol

from sqlalchemy import case, or_, select
from sqlalchemy.orm import Session, aliased

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.birthday_text import say_birthday
from crmdesk.models.customers.facts import FACTS
from crmdesk.models.exchange.choices import CHOICES
from crmdesk.models.exchange.export.grid import Grid
from crmdesk.models.exchange.fields import Target
from crmdesk.models.exchange.stored import Part, fetch, relatives
from crmdesk.models.exchange.wordlists import BETWEEN, join_words
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
Decode = Callable[[Any], Any]


_PRIVATE = frozenset(name for name, fact in FACTS.items() if fact.private)


class Block(Protocol):
    """Some columns; a customer `load` does not name has only blank cells."""

    def fill(self, grid: Grid, places: Places, session: Session, part: Part) -> None:
        """Put the cells of the customers of `part` where `places` says; others are left out."""


class CustomerBlock:
    """What stands in the customer's own row; the private of it only for its owner, `viewer`."""

    def __init__(self, codes: Sequence[str], zone: tzinfo, viewer: int | None) -> None:
        self._codes, self._zone, self._viewer = list(codes), zone, viewer

    def fill(self, grid: Grid, places: Places, session: Session, part: Part) -> None:
        found = fetch(session, self._query().where(part.has(Customer.id)))
        if not found:
            grid.keep(())
            return
        ids, *columns = zip(*found, strict=True)
        rows = [grid.at[customer] for customer in ids]
        if len(rows) < len(grid.owners):
            grid.keep(rows)
        decoders = self._decoders(session)
        for code, column in zip(self._codes, columns, strict=False):
            cells: Iterable[Any] = column
            if code == "birthday":
                cells = map(birthday_cell, zip(*columns[-len(BIRTHDAY) :], strict=True))
            elif decode := decoders.get(code):
                cells = map(decode, column)
            grid.put(places[Target(code)], rows, cells)

    def _query(self) -> Any:
        owner = aliased(Staff)
        joined = {
            "source": Source.name,
            "owner": owner.name,
            "last_contact": CustomerSummary.last_contact,
            "parent": Customer.parent_id,
            "referrer": Customer.referrer_id,
            "birthday": Customer.birthday_calendar,
        }
        columns: list[Any] = [
            self._for_owner(code)
            if code in _PRIVATE
            else joined.get(code, getattr(Customer, code, None))
            for code in self._codes
        ]
        if "birthday" in self._codes:
            columns += birthday_columns(Customer)
        query = select(Customer.id, *columns)
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

    def _decoders(self, session: Session) -> dict[str, Decode]:
        found = {code: chosen(code) for code in self._codes if code in CHOICES}
        found |= {"diet": _diet, "last_contact": self._instant}
        for code, column in (("parent", Customer.parent_id), ("referrer", Customer.referrer_id)):
            if code in self._codes:
                found[code] = relatives(session, column).get
        return found

    def _instant(self, at: datetime | None) -> datetime | None:
        return None if at in (None, NEVER) else local(at, self._zone)


class TagBlock:
    """All tags in one cell."""

    def fill(self, grid: Grid, places: Places, session: Session, part: Part) -> None:
        names = {id_: join_words([name]) for id_, name in session.execute(select(Tag.id, Tag.name))}
        query = select(CustomerTag.customer_id, CustomerTag.tag_id)
        found: dict[int, str] = {}
        for key, tag in fetch(
            session, query.where(part.has(CustomerTag.customer_id)).order_by(CustomerTag.id)
        ):
            found[key] = f"{found[key]}{BETWEEN}{names[tag]}" if key in found else names[tag]
        grid.put(places[Target("tags")], [grid.at[key] for key in found], found.values())


class CustomBlock:
    """The fields the office defined, typed as it defined them."""

    def __init__(self, fields: Sequence[CustomField]) -> None:
        self._fields = fields

    def fill(self, grid: Grid, places: Places, session: Session, part: Part) -> None:
        query = select(CustomValue.customer_id, CustomValue.field_id, CustomValue.value)
        values: dict[int, list[tuple[int, str]]] = {}
        for key, field, value in fetch(session, query.where(part.has(CustomValue.customer_id))):
            values.setdefault(field, []).append((grid.at[key], value))
        for one in self._fields:
            rows = [row for row, _ in values.get(one.id, ())]
            cells = (typed(value, one.kind) for _, value in values.get(one.id, ()))
            grid.put(places[Target("custom", label=one.name)], rows, cells)


def _diet(codes: str) -> str:
    return join_words(map(chosen("diet"), codes.split()))


def chosen(choice: str) -> Decode:
    """From the codes of a choice to their words; what is no code stays as it is."""
    words = CHOICES[choice]()
    return lambda cell: words.get(cell, cell)


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
