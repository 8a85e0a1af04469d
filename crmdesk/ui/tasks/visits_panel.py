"""The list of return visits: whom to call again and why, and who heard nothing for long."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, tzinfo
from typing import Any

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import P_, _, ngettext, pgettext
from crmdesk.models.office.settings import load_office
from crmdesk.models.rhythms.due import SILENT, count_visits, find_visits
from crmdesk.models.rhythms.rows import VisitRow, load_rows
from crmdesk.models.rhythms.words import say_silent, say_why
from crmdesk.ui.kit.cells import TextCell
from crmdesk.ui.kit.dated.columns import customer_column, staff_column
from crmdesk.ui.kit.dated.page import Asked, DatedList, Kind, Listed
from crmdesk.ui.kit.follow_up_acts import LogContact
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.phones import say_phone
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.visit_acts import VisitActs
from crmdesk.ui.kit.when import full_day, say_due
from crmdesk.ui.tasks.visit_commands import VisitRowCommands

_SCOPES = {
    "due": P_("visits", "All due"),
    "complaint": P_("visits", "After complaints"),
    "delivery": P_("visits", "After deliveries"),
    "rhythm": P_("visits", "By rhythm"),
}
_SIGNS = {"complaint": "complaint", "delivery": "order", "rhythm": "refresh"}
_TABLES = ("follow_up", "customer", "interaction", "order", "complaint", "consent", "setting",
           "staff")  # fmt: skip


class VisitsPanel(DatedList):
    """Enter opens the customer, D was called, L is later, A hands over, N leaves out."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        log_contact: LogContact,
    ) -> None:
        super().__init__(_kind(_Questions(db)), db, jobs, hub)
        acts = VisitActs(db, jobs, navigator, self.today, self)
        commands = VisitRowCommands(
            acts, navigator, log_contact, self.country, self.people, self.beside
        )
        self.begin(commands, navigator.open_follow_up)


class _Questions:
    """What the list asks: visits depend on the day and where the office is."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def find(self, session: Any, asked: Asked) -> Listed:
        zone = office_zone(load_office(session).zone)
        ids = find_visits(
            session, asked.today, zone, asked.scope, asked.staff,
            sort=asked.sort, descending=asked.descending,
        )  # fmt: skip
        return Listed(ids, count_visits(session, asked.today, zone, asked.staff))

    def load(self, session: Any, ids: Sequence[int]) -> Mapping[int, VisitRow]:
        zone = office_zone(load_office(session).zone)
        return load_rows(session, self._today(zone), zone, ids)

    def _today(self, zone: tzinfo) -> date:
        return local_day(self._db.now(), zone)


def _kind(questions: _Questions) -> Kind:
    scopes = {code: pgettext("visits", text) for code, text in _SCOPES.items()}
    for days in SILENT:
        told = ngettext("No contact for {n} day", "No contact for {n} days", days)
        scopes[f"silent:{days}"] = told.format(n=days)
    return Kind(
        name="visit",
        names="visits",
        title=_("Return visits"),
        scopes=scopes,
        closed=(),
        columns=_columns,
        find=questions.find,
        load=questions.load,
        count=_count,
        tables=_TABLES,
        nothing=(
            "smile",
            _("Nobody is due"),
            _("Who was not spoken to for as long as the rhythm says stands here, and who got "
              "goods or had a complaint a while ago. The rhythms are set in Lists."),
        ),
        new=_("New follow-up"),
        new_key="Ctrl+T",
    )  # fmt: skip


def _count(n: int) -> str:
    """How many, and in which order."""
    told = ngettext("{n} customer", "{n} customers", n).format(n=f"{n:,}")
    return _("{count}, who bought most first").format(count=told)


def _columns(today: Callable[[], date], country: str) -> list[Column]:
    def due(row: VisitRow) -> str:
        return say_silent(row.visit) if _silent(row) else say_due(row.visit.due_on, today())

    def tone(row: VisitRow) -> str:
        return "" if _silent(row) else "red" if row.visit.due_on < today() else "amber"

    def phone(row: VisitRow) -> str:
        shown = say_phone(row.phone, country, row.customer_id)
        return _("wants no calls") if row.no_calls else shown

    return [
        Column("due", _("When"), due, "due", 150, fixed=True, tip=_tip,
               cell=TextCell(due, tone=tone, icon=lambda row: _SIGNS.get(row.visit.why, "clock"))),
        customer_column(),
        Column("text", _("Why"), lambda row: say_why(row.visit), width=360),
        Column("phone", _("Phone"), phone, width=140),
        staff_column(),
    ]  # fmt: skip


def _silent(row: VisitRow) -> bool:
    return row.visit.why == "silent"


def _tip(row: VisitRow) -> str:
    return "" if _silent(row) else full_day(row.visit.due_on)
