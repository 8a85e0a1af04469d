"""Groups of likely duplicates as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.customers.rows import CustomerRow, load_rows
from crmdesk.models.duplicates.groups import DuplicateGroup
from crmdesk.models.duplicates.reasons import CERTAIN, LIKELY, POSSIBLE, class_text, reason_text
from crmdesk.ui.kit.cells import PersonCell, PillCell
from crmdesk.ui.kit.table import Column

TONES = {CERTAIN: "green", LIKELY: "blue", POSSIBLE: "neutral"}
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with who is in it, as far as they are still there."""

    group: DuplicateGroup
    people: tuple[CustomerRow, ...]

    def names(self) -> str:
        """Each way the name is written, once."""
        return pgettext("list", ", ").join(dict.fromkeys(person.name for person in self.people))


class Groups:
    """The groups found, by place; who is in them is read when painted."""

    def __init__(self, db: Database, country: str) -> None:
        self._db, self.country = db, country
        self.all: list[DuplicateGroup] = []

    def places(self, certainty: str) -> list[int]:
        """The places of the groups of a class, of all for ""."""
        return [at for at, found in enumerate(self.all) if certainty in ("", found.certainty)]

    def load(self, places: Sequence[int]) -> Mapping[int, GroupRow]:
        """The rows at these places, by one reading of all who are in them."""
        known = {at: self.all[at] for at in places if at < len(self.all)}
        ids = list({key for found in known.values() for key in found.ids})
        with self._db.read() as session:
            people = load_rows(session, ids)
        return {
            at: GroupRow(found, tuple(people[key] for key in found.ids if key in people))
            for at, found in known.items()
        }

    def drop(self, ids: Sequence[int]) -> None:
        """Forget the groups that hold two of these: they are merged, or told apart."""
        gone = set(ids)
        self.all = [found for found in self.all if len(gone & set(found.ids)) < 2]

    def keep_only(self, there: set[int]) -> None:
        """Forget who is gone, and groups of which not two are left."""
        kept = []
        for found in self.all:
            ids = tuple(key for key in found.ids if key in there)
            if len(ids) > 1:
                kept.append(DuplicateGroup(ids, found.certainty, found.reasons))
        self.all = kept


def columns(country: str) -> list[Column]:
    """Who, how sure, why."""

    def why(row: GroupRow) -> str:
        whose = row.group.ids[0]
        return " · ".join(reason_text(reason, country, whose) for reason in row.group.reasons)

    return [
        Column("who", pgettext("column", "Customer"), lambda row: row.names(), width=230,
               fixed=True, cell=PersonCell(lambda row: row.names(), _second)),
        Column("sure", pgettext("duplicate", "How sure"),
               lambda row: class_text(row.group.certainty), width=92,
               cell=PillCell(lambda row: class_text(row.group.certainty),
                             lambda row: TONES[row.group.certainty])),
        Column("why", _("Why"), why, width=320, fixed=True,
               tip=lambda row: why(row).replace(" · ", "\n")),
    ]  # fmt: skip


def _second(row: GroupRow) -> str:
    """How many, and where they belong."""
    companies = dict.fromkeys(filter(None, (person.company for person in row.people)))
    count = ngettext("{n} record", "{n} records", len(row.people)).format(n=len(row.people))
    return " · ".join((count, *list(companies)[:_SHOWN]))
