"""The cells of contacts 1, 2 … of a company, and of what a customer consented to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.exchange.export.blocks import (
    BIRTHDAY,
    Places,
    birthday_cell,
    birthday_columns,
    chosen,
    local,
)
from crmdesk.models.exchange.export.grid import Grid
from crmdesk.models.exchange.export.reach import ReachBlock
from crmdesk.models.exchange.fields import Target
from crmdesk.models.exchange.stored import Part, fetch
from crmdesk.models.schema import Consent, Contact, Staff

CONTACT_CODES = ("name", "salutation", "gender", "title", "department", "role", "birthday", "note")


class ContactBlock:
    """Contacts one beside the other; of each the columns `codes` and then its own reach."""

    def __init__(
        self, codes: Sequence[str], reach: Sequence[ReachBlock], targets: Sequence[Target]
    ) -> None:
        self._codes, self._reach = list(codes), list(reach)
        one = dict.fromkeys(Target(target.field, target.n) for target in targets)
        self._one = list(one)
        self._places = {target: place for place, target in enumerate(one)}

    def fill(self, grid: Grid, places: Places, session: Session, part: Part) -> None:
        found = fetch(session, self._query(part))
        if not found:
            return
        owners, contacts, *columns = zip(*found, strict=True)
        people = Grid(contacts, len(self._one))
        everyone = range(len(contacts))
        for code, column in zip(self._codes, columns, strict=False):
            cells: Any = column
            if code == "birthday":
                cells = map(birthday_cell, zip(*columns[-len(BIRTHDAY) :], strict=True))
            elif code in ("gender", "role"):
                cells = map(chosen(code), column)
            people.put(self._places[Target(code)], everyone, cells)
        for block in self._reach:
            block.fill(people, self._places, session, part)
        self._put_all(grid, places, owners, people)

    def _query(self, part: Part) -> Any:
        columns = [
            Contact.id if code == "birthday" else getattr(Contact, code) for code in self._codes
        ]
        if "birthday" in self._codes:
            columns += birthday_columns(Contact)
        query = select(Contact.customer_id, Contact.id, *columns)
        query = query.where(part.has(Contact.customer_id))
        return query.order_by(Contact.position, Contact.id)

    def _put_all(self, grid: Grid, places: Places, owners: Sequence[int], people: Grid) -> None:
        """Each contact's cells, beside those of the contacts before her."""
        counts: dict[int, int] = {}
        for owner, cells in zip(owners, people.rows(), strict=True):
            number = counts[owner] = counts.get(owner, 0) + 1
            row = (grid.at[owner],)
            for target, cell in zip(self._one, cells, strict=True):
                place = places.get(Target(target.field, target.n, number))
                if place is not None and cell is not None:
                    grid.put(place, row, (cell,))


class ConsentBlock:
    """The newest word on each channel: given or refused, when, how, taken by whom."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone

    def fill(self, grid: Grid, places: Places, session: Session, part: Part) -> None:
        staff = select(Staff.name).where(Staff.id == Consent.staff_id).scalar_subquery()
        query = select(
            Consent.customer_id, Consent.channel, Consent.given, Consent.at, Consent.how, staff
        )
        query = query.where(part.has(Consent.customer_id)).order_by(Consent.at, Consent.id)
        said = chosen("consent")
        for customer, channel, given, at, how, taken_by in fetch(session, query):
            cells = {
                "": said("given" if given else "refused"),
                ".at": local(at, self._zone),
                ".how": how,
                ".staff": taken_by,
            }
            for detail, cell in cells.items():
                if (place := places.get(Target(f"consent.{channel}{detail}"))) is not None:
                    grid.put(place, (grid.at[customer],), (cell,))
