"""The list of service contracts: which end soon, when somebody comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.service.contract_queries import (
    ContractFilter,
    ContractRow,
    find_contracts,
    load_contracts,
)
from crmdesk.models.service.rules import WARN_DAYS, contract_state_text
from crmdesk.ui.kit.cells import PersonCell, PillCell, TextCell
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.table_tab import Act, Acts, Find, TableTab, Wanted
from crmdesk.ui.kit.when import full_day, say_day
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.states import EmptyState
from crmdesk.ui.service.contract_commands import ContractCommands
from crmdesk.ui.service.contract_dialog import say_every
from crmdesk.ui.service.visits_card import VisitsCard


class ContractsTab(TableTab):
    """Enter changes one, Ctrl+R renews it, Delete deletes it; the keys of its visits are those of
    the card beside it, about the next one.
    """

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator, wanted: Wanted) -> None:
        super().__init__("service_contracts", db, jobs, wanted)
        self._navigator = navigator
        self._commands = ContractCommands(db, jobs, navigator)
        self.status = FilterChip(
            _("Status"),
            [
                ("running", contract_state_text("running")),
                ("ending", pgettext("service contract", "Ending soon")),
                ("renewed", contract_state_text("renewed")),
                ("ended", contract_state_text("ended")),
            ],
            many=False,
        )
        self.status.set_values(["running"])
        self.visits = VisitsCard(db, self._commands)
        empty = EmptyState(
            "contract",
            _("No service contracts"),
            _("A contract brings its visits to Today, and tells of its end in time."),
            _("New service contract"),
            lambda: navigator.open_contract(),
        )
        self.lay_out((self.status,), empty, self.visits)
        self.table.current_changed.connect(lambda _id: self._show_visits())
        self.counted.connect(lambda _count: self._on_counted())
        self.add_key("Del", self._delete)
        self.add_key("Ctrl+R", self._renew)
        for key, run in self.visits.row_keys():
            self.add_key(key, run)

    def clear_chips(self) -> None:
        self.status.set_values(["running"])

    def filtered(self) -> bool:
        return super().filtered() or self.status.values() not in ([], ["running"])

    def asked(self) -> Find:
        status = next((str(value) for value in self.status.values()), None)
        wanted = ContractFilter(status, *self.wanted())
        return lambda session: find_contracts(session, wanted, self.today())

    def load(self, session: Any, ids: Sequence[int]) -> Mapping[int, ContractRow]:
        return load_contracts(session, ids)

    def open(self, row_id: int) -> None:
        self._navigator.open_contract(row_id)

    def customer_of(self, row: ContractRow) -> int:
        return row.customer_id

    def acts(self, row: ContractRow) -> Acts:
        go = self._navigator
        every: list[Act] = [
            ("edit", _("Edit"), "Enter", partial(go.open_contract, row.id, None)),
            ("person", _("Open customer"), "", partial(go.open_customer, row.customer_id)),
        ]
        if row.status != "renewed":
            every.append(("refresh", _("Renew"), "Ctrl+R", self._renew))
        if row.status == "running":
            every.append(("close", _("End it, do not renew"), "", self._end))
        return [*every, ("delete", _("Delete service contract"), "Del", self._delete)]

    def _renew(self) -> None:
        if (row := self.current()) is not None:
            self._commands.renew(row, self.window())

    def _end(self) -> None:
        if (row := self.current()) is not None:
            self._commands.end(row, self.window())

    def _delete(self) -> None:
        if (row := self.current()) is not None:
            self._commands.delete(row, self.window())

    def _on_counted(self) -> None:
        """The first row's visits stand beside the list until another is chosen."""
        if self.table.current_id() is None and (ids := self.model.ids()):
            self.table.select_id(ids[0])
        self._show_visits()

    def _show_visits(self) -> None:
        self.visits.show_contract(self.current(), self.today())

    def columns(self) -> list[Column]:
        return [
            Column("customer", _("Customer"), lambda row: row.customer, width=240, fixed=True,
                   cell=PersonCell(lambda row: row.customer, lambda row: row.level,
                                   lambda row: row.kind)),
            Column("state", _("Status"), lambda row: say_end(row, self.today()), width=160,
                   cell=PillCell(lambda row: say_end(row, self.today()),
                                 lambda row: row.tone(self.today()))),
            Column("until", _("Until"), lambda row: say_day(row.ends_on, self.today()),
                   width=130, least=124,
                   tip=lambda row: f"{full_day(row.starts_on)} – {full_day(row.ends_on)}"),
            Column("next", _("Next visit"), self._next, width=130, least=124,
                   cell=TextCell(self._next, tone=self._next_tone)),
            Column("visits", pgettext("service contract", "Visits"),
                   lambda row: f"{row.done} / {row.visits}", width=80, align="right",
                   tip=lambda row: say_every(row.every_months)),
            Column("fee", _("Fee"),
                   lambda row: "" if row.fee is None else say_money(row.fee, row.currency),
                   width=110, align="right"),
            Column("staff", _("Handled by"), lambda row: row.staff, width=90),
            Column("number", _("Number"), lambda row: row.number, width=90,
                   cell=TextCell(lambda row: row.number, muted=True)),
        ]  # fmt: skip

    def _next(self, row: ContractRow) -> str:
        return say_day(row.next_visit, self.today()) if row.next_visit is not None else ""

    def _next_tone(self, row: ContractRow) -> str:
        late = row.next_visit is not None and row.next_visit < self.today()
        return "red" if late and row.status == "running" else ""


def say_end(row: ContractRow, today: date) -> str:
    """Running, or in how many days it ends."""
    left = row.days_left(today)
    if row.status != "running" or left > WARN_DAYS:
        return contract_state_text(row.status)
    if left < 0:
        return ngettext("Ended {n} day ago", "Ended {n} days ago", -left).format(n=-left)
    return ngettext("Ends in {n} day", "Ends in {n} days", left).format(n=left)
