"""The cells of contacts 1, 2 … of a company, and of what a customer consented to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.exchange.export.blocks import (
    Cells,
    Decode,
    birthday_cell,
    birthday_columns,
    chosen,
    local,
)
from crmdesk.models.exchange.export.reach import ReachBlock
from crmdesk.models.exchange.fields import Target
from crmdesk.models.exchange.stored import Part, grouped
from crmdesk.models.schema import Consent, Contact, Staff

CONTACT_CODES = ("name", "salutation", "gender", "title", "department", "role", "birthday", "note")


class ContactBlock:
    """The first `count` contacts; of each the columns `codes` and then its own reach."""

    def __init__(self, codes: Sequence[str], reach: Sequence[ReachBlock], count: int) -> None:
        self._codes, self._reach, self._count = list(codes), list(reach), count
        one = [
            *((code, 1) for code in codes),
            *((target.field, target.n) for block in reach for target in block.targets),
        ]
        self._width = len(one)
        self.targets = [
            Target(code, n, contact) for contact in range(1, count + 1) for code, n in one
        ]

    def load(self, session: Session, part: Part) -> Mapping[int, Cells]:
        columns = [
            Contact.id if code == "birthday" else getattr(Contact, code) for code in self._codes
        ]
        people = grouped(
            session,
            Contact.customer_id,
            [Contact.id, *birthday_columns(Contact), *columns],
            part.has(Contact.customer_id),
            order=(Contact.position, Contact.id),
        )
        if not people:
            return {}
        reach = [(block.load(session, part), (None,) * len(block.targets)) for block in self._reach]
        words = {code: chosen(code) for code in ("gender", "role")}
        found: dict[int, Cells] = {}
        for customer, rows in people.items():
            cells: list[Any] = []
            for row in rows[: self._count]:
                cells += self._own(row, words)
                for loaded, blank in reach:
                    cells += loaded.get(row[0], blank)
            cells += [None] * (self._width * self._count - len(cells))
            found[customer] = tuple(cells)
        return found

    def _own(self, row: Cells, words: Mapping[str, Decode]) -> list[Any]:
        cells = list(row[6:])
        for at, code in enumerate(self._codes):
            if code == "birthday":
                cells[at] = birthday_cell(row[1:6])
            elif code in words:
                cells[at] = words[code](cells[at])
        return cells


class ConsentBlock:
    """The newest word on each channel: given or refused, when, how, taken by whom."""

    def __init__(self, channels: Sequence[str], zone: tzinfo) -> None:
        self._channels, self._zone = list(channels), zone
        self.targets = [
            Target(f"consent.{channel}{part}")
            for channel in channels
            for part in ("", ".at", ".how", ".staff")
        ]

    def load(self, session: Session, part: Part) -> Mapping[int, Cells]:
        staff = select(Staff.name).where(Staff.id == Consent.staff_id).scalar_subquery()
        rows = grouped(
            session,
            Consent.customer_id,
            [Consent.channel, Consent.given, Consent.at, Consent.how, staff],
            part.has(Consent.customer_id),
            order=(Consent.at, Consent.id),
        )
        said, blank = chosen("consent"), (None,) * 4
        found: dict[int, Cells] = {}
        for customer, several in rows.items():
            newest = {
                channel: (
                    said("given" if given else "refused"),
                    local(at, self._zone),
                    how,
                    taken_by,
                )
                for channel, given, at, how, taken_by in several
            }
            cells: Cells = ()
            for channel in self._channels:
                cells += newest.get(channel, blank)
            found[customer] = cells
        return found
