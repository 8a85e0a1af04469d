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
from crmdesk.models.exchange.choices import CHOICES
from crmdesk.models.exchange.fields import Target
from crmdesk.models.exchange.stored import Part, grouped, relatives
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

Cells = tuple[Any, ...]
Decode = Callable[[Any], Any]


_PRIVATE = frozenset(name for name, fact in FACTS.items() if fact.private)


class Block(Protocol):
    """Some columns; a customer `load` does not name has only blank cells."""

    @property
    def targets(self) -> Sequence[Target]:
        """The columns, in the order of the cells."""

    def load(self, session: Session, part: Part) -> Mapping[int, Cells]:
        """The cells of each customer of `part`, one for each target."""


class CustomerBlock:
    """What stands in the customer's own row; the private of it only for its owner, `viewer`."""

    def __init__(self, codes: Sequence[str], zone: tzinfo, viewer: int | None) -> None:
        self.targets = [Target(code) for code in codes]
        self._codes, self._zone, self._viewer = list(codes), zone, viewer

    def load(self, session: Session, part: Part) -> Mapping[int, Cells]:
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
        query = select(Customer.id, *columns, *birthday_columns(Customer))
        if "owner" in self._codes:
            query = query.outerjoin(owner, owner.id == Customer.owner_id)
        if "source" in self._codes:
            query = query.outerjoin(Source, Source.id == Customer.source_id)
        if "last_contact" in self._codes:
            query = query.outerjoin(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        decoders = self._decoders(session)
        birthday = self._codes.index("birthday") if "birthday" in self._codes else None
        width = len(columns)
        found: dict[int, Cells] = {}
        for row in session.execute(query.where(part.has(Customer.id))):
            cells = list(row[1 : width + 1])
            for at, decode in decoders:
                cells[at] = decode(cells[at])
            if birthday is not None:
                cells[birthday] = birthday_cell(row[width + 1 :])
            found[row[0]] = tuple(cells)
        return found

    def _for_owner(self, code: str) -> Any:
        column = getattr(Customer, code)
        hers = or_(Customer.owner_id.is_(None), Customer.owner_id == self._viewer)
        return column if self._viewer is None else case((hers, column), else_=None)

    def _decoders(self, session: Session) -> list[tuple[int, Decode]]:
        found = {code: chosen(code) for code in self._codes if code in CHOICES}
        found["diet"] = _diet
        found["last_contact"] = self._instant
        for code, column in (("parent", Customer.parent_id), ("referrer", Customer.referrer_id)):
            if code in self._codes:
                found[code] = relatives(session, column).get
        return [(at, found[code]) for at, code in enumerate(self._codes) if code in found]

    def _instant(self, at: datetime | None) -> datetime | None:
        return None if at in (None, NEVER) else local(at, self._zone)


class TagBlock:
    """All tags in one cell."""

    targets = (Target("tags"),)

    def load(self, session: Session, part: Part) -> Mapping[int, Cells]:
        names = {id_: join_words([name]) for id_, name in session.execute(select(Tag.id, Tag.name))}
        query = select(CustomerTag.customer_id, CustomerTag.tag_id)
        found: dict[int, str] = {}
        for key, tag in session.execute(
            query.where(part.has(CustomerTag.customer_id)).order_by(CustomerTag.id)
        ):
            found[key] = f"{found[key]}{BETWEEN}{names[tag]}" if key in found else names[tag]
        return {key: (cell,) for key, cell in found.items()}


class CustomBlock:
    """The fields the office defined, typed as it defined them."""

    def __init__(self, fields: Sequence[CustomField]) -> None:
        self.targets = [Target("custom", label=field.name) for field in fields]
        self._at = {field.id: at for at, field in enumerate(fields)}
        self._kinds = [field.kind for field in fields]

    def load(self, session: Session, part: Part) -> Mapping[int, Cells]:
        columns = (CustomValue.field_id, CustomValue.value)
        owner = CustomValue.customer_id
        values = grouped(session, owner, columns, part.has(owner))
        found: dict[int, Cells] = {}
        for key, rows in values.items():
            cells: list[Any] = [None] * len(self.targets)
            for field_id, value in rows:
                if (at := self._at.get(field_id)) is not None:
                    cells[at] = typed(value, self._kinds[at])
            found[key] = tuple(cells)
        return found


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
    calendar, year, month, day, leap = columns
    if not calendar or month is None or day is None:
        return None
    if calendar == "solar" and year is not None:
        try:
            return date(year, month, day)
        except ValueError:
            return f"{year}-{month}-{day}"
    return say_birthday(Birthday(calendar, year, month, day, leap))


def birthday_columns(table: Any) -> list[Any]:
    return [
        table.birthday_calendar,
        table.birthday_year,
        table.birthday_month,
        table.birthday_day,
        table.birthday_leap,
    ]


def local(at: datetime, zone: tzinfo) -> datetime:
    """An instant as the office's clock shows it, to the second."""
    return at.astimezone(zone).replace(tzinfo=None, microsecond=0)
