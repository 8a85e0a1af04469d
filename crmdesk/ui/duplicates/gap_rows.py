"""Customers with a gap as rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.rows import CustomerRow, load_rows
from crmdesk.models.customers.rules import stage_text
from crmdesk.models.duplicates.gaps import DoubtfulPhone, load_doubtful
from crmdesk.models.duplicates.phone_doubts import doubt_text
from crmdesk.ui.kit.cells import PersonCell, TextCell
from crmdesk.ui.kit.phones import say_phone
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.when import full_when, say_when


@dataclass(frozen=True, slots=True)
class GapRow:
    """A customer, and what is wrong with her number, if it is."""

    customer: CustomerRow
    doubtful: DoubtfulPhone | None

    def phone(self) -> str:
        """The number to be mended, else the first."""
        if self.doubtful is not None:
            return say_phone(self.doubtful.raw, "", self.customer.id)
        return self.customer.phones[0].text if self.customer.phones else ""


def load_gap_rows(db: Database, ids: Sequence[int]) -> Mapping[int, GapRow]:
    """Rows for some hundred ids at most."""
    with db.read() as session:
        people, doubtful = load_rows(session, ids), load_doubtful(session, ids)
    return {key: GapRow(person, doubtful.get(key)) for key, person in people.items()}


def columns(now: Callable[[], datetime], zone: tzinfo) -> list[Column]:
    """Who, the number with what is wrong with it, and what else may be missing."""

    def last(row: GapRow) -> str:
        at = row.customer.last_contact
        return _("Never contacted") if at is None else say_when(at, now(), zone)

    def last_tip(row: GapRow) -> str:
        at = row.customer.last_contact
        return "" if at is None else full_when(at, zone)

    def wrong(row: GapRow) -> str:
        return doubt_text(row.doubtful.doubt) if row.doubtful is not None else ""

    return [
        Column("name", pgettext("column", "Customer"), lambda row: row.customer.name, width=220,
               fixed=True, cell=PersonCell(lambda row: row.customer.name, _second)),
        Column("phone", _("Phone"), lambda row: row.phone() or "—", width=150, fixed=True,
               tip=lambda _row: _("F2 or a double click changes it"),
               cell=TextCell(lambda row: row.phone() or "—",
                             tone=lambda row: "red" if row.doubtful is not None else "",
                             icon=lambda row: "warning" if row.doubtful is not None else "")),
        Column("wrong", _("What is wrong"), wrong, width=240, shown=False),
        Column("owner", _("Owner"), lambda row: row.customer.owner or "—", width=90),
        Column("source", _("Source"), lambda row: row.customer.source or "—", width=90),
        Column("stage", _("Stage"), lambda row: stage_text(row.customer.stage), width=80),
        Column("last", _("Last contact"), last, width=110, tip=last_tip,
               cell=TextCell(last, muted=True)),
    ]  # fmt: skip


def _second(row: GapRow) -> str:
    person = row.customer
    return " · ".join(filter(None, (person.company, person.title or person.contact)))
