"""The cells of contacts 1, 2 … of a company, and of what a customer consented to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.exchange.export.blocks import (
    BIRTHDAY,
    Found,
    Places,
    birthday_cell,
    birthday_columns,
    chosen,
    local,
)
from crmdesk.models.exchange.export.grid import Grid
from crmdesk.models.exchange.export.reach import ReachBlock
from crmdesk.models.exchange.stored.customers import Gathered, Part
from crmdesk.models.exchange.vocabulary.choices import CHOICES
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.schema import Consent, Contact, Staff

CONTACT_CODES = ("name", "salutation", "gender", "title", "department", "role", "birthday", "note")


class ContactBlock:
    """Contacts one beside the other; of each the columns `codes` and then its own reach."""

    def __init__(
        self, codes: Sequence[str], reach: Sequence[ReachBlock], targets: Sequence[Target]
    ) -> None:
        self._codes = [code for code in codes if code != "birthday"]
        self._birthday, self._reach = "birthday" in codes, list(reach)
        one = dict.fromkeys(Target(target.field, target.n) for target in targets)
        self._one = list(one)
        self._rows = Gathered(self._query)
        self._places = {target: place for place, target in enumerate(one)}

    def read(self, session: Session, part: Part) -> Found:
        """Her own columns, then those of each reach: all in one list."""
        found = self._rows.read(session, part)
        for block in self._reach:
            found += block.read(session, part)
        return found

    def fill(self, grid: Grid, places: Places, found: Found) -> None:
        rest = iter(found)
        owners, contacts = next(rest), next(rest)
        if not contacts:
            return
        people = Grid(contacts)
        for code in self._codes:
            column: Sequence[Any] = next(rest)
            if code in ("gender", "role"):
                column = chosen(code)(column)
            people.put_all(self._places[Target(code)], column)
        if self._birthday:
            parts = [next(rest) for _ in BIRTHDAY]
            days = list(map(birthday_cell, zip(*parts, strict=True)))
            people.put_all(self._places[Target("birthday")], days)
        for block in self._reach:
            block.fill(people, self._places, [next(rest) for _ in range(block.width)])
        self._put_all(grid, places, owners, people.batch().rows(len(self._one)))

    def _put_all(
        self, grid: Grid, places: Places, owners: Sequence[int], people: Iterable[Sequence[Any]]
    ) -> None:
        """Each contact's cells, beside those of the contacts before her."""
        counts: dict[int, int] = {}
        beside: dict[Target, dict[int, Any]] = {}
        for owner, cells in zip(owners, people, strict=True):
            number = counts[owner] = counts.get(owner, 0) + 1
            row = grid.at[owner]
            for target, cell in zip(self._one, cells, strict=True):
                if cell is not None and cell != "":
                    whose = Target(target.field, target.n, number)
                    beside.setdefault(whose, {})[row] = cell
        put_by_row(grid, places, beside)

    def _query(self, part: Part) -> Any:
        columns = [getattr(Contact, code) for code in self._codes]
        if self._birthday:
            columns += birthday_columns(Contact)
        query = select(Contact.customer_id, Contact.id, *columns)
        query = query.where(part.has(Contact.customer_id))
        return query.order_by(Contact.position, Contact.id)


class ConsentBlock:
    """The newest word on each channel: given or refused, when, how, taken by whom."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._rows = Gathered(self._query)

    def read(self, session: Session, part: Part) -> Found:
        return self._rows.read(session, part)

    def _query(self, part: Part) -> Any:
        staff = select(Staff.name).where(Staff.id == Consent.staff_id).scalar_subquery()
        query = select(
            Consent.customer_id, Consent.channel, Consent.given, Consent.at, Consent.how, staff
        )
        return query.where(part.has(Consent.customer_id)).order_by(Consent.at, Consent.id)

    def fill(self, grid: Grid, places: Places, found: Found) -> None:
        words = CHOICES["consent"]()
        said: dict[Target, dict[int, Any]] = {}
        for customer, channel, given, at, how, taken_by in zip(*found, strict=True):
            cells = {
                "": words["given" if given else "refused"],
                ".at": local(at, self._zone),
                ".how": how,
                ".staff": taken_by,
            }
            for detail, cell in cells.items():
                target = Target(f"consent.{channel}{detail}")
                said.setdefault(target, {})[grid.at[customer]] = cell
        put_by_row(grid, places, said)


def put_by_row(grid: Grid, places: Places, found: Mapping[Target, Mapping[int, Any]]) -> None:
    """Cells by their target and row; those of other targets are left out."""
    for target, cells in found.items():
        if (place := places.get(target)) is not None:
            grid.put(place, list(cells), cells.values())
