"""The list of promises: what is due, what was kept; and how many were, by person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QHBoxLayout

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.models.promises import queries
from crmdesk.models.promises.queries import PromiseFilter, PromiseRow
from crmdesk.models.promises.rates import Rate, rates_by_staff
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.follow_up_acts import LogContact
from crmdesk.ui.kit.hub import DataHub, touches
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.promise_acts import PromiseActs
from crmdesk.ui.kit.row_bar import RowBar, add_row_keys
from crmdesk.ui.kit.soon import Soon
from crmdesk.ui.kit.table import PagedTableModel
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.page import Page
from crmdesk.ui.kit.widgets.scope_chips import ScopeChips
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea
from crmdesk.ui.promises.columns import columns
from crmdesk.ui.promises.row_commands import RowCommands, RowRun
from crmdesk.ui.promises.scopes import scope_texts

COUNTED = timedelta(days=90)
"""The rate looks back so far."""
_TABLES = ("promise", "customer", "staff", "contact")


@dataclass(frozen=True, slots=True)
class _Answer:
    ids: list[int]
    counts: dict[str, int]
    rates: dict[str, Rate]


class PromisesPanel(Page):
    """Enter opens the customer, D is kept, L moves, N is not kept, F2 changes, Delete deletes."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        log_contact: LogContact,
    ) -> None:
        super().__init__(_("Promises"))
        self.setObjectName("promises_panel")
        self._db, self._navigator = db, navigator
        with db.read() as session:
            office = load_office(session)
            staff = load_staff(session)
        self._zone = office_zone(office.zone)
        self._sort, self._descending = "due", False
        self.model = PagedTableModel(columns(self.today, office.country), self._load, self)
        self.table = DataTable("promises", self.model, two_lines=True)
        self.scopes = ScopeChips(scope_texts())
        self.rates = label("", "secondary", wrap=True)
        self.rates.setObjectName("promise_rates")
        self.staff = FilterChip(_("Who"), [(person.id, person.name) for person in staff])
        self.staff.setVisible(len(staff) > 1)
        acts = PromiseActs(db, jobs, navigator, self.today, self)
        self.commands = RowCommands(acts, navigator, log_contact, office.country)
        self._lay_out()
        self._answers, self._soon = Latest(jobs, self), Soon(self.refresh, self)
        self._connect(hub)
        self.refresh()

    def today(self) -> date:
        """The office's day."""
        return local_day(self._db.now(), self._zone)

    def rows(self) -> list[PromiseRow]:
        """The selected promises."""
        ids = self.table.selected_ids()
        found = self._load(ids)
        return [found[row_id] for row_id in ids if row_id in found]

    def current_customer(self) -> int | None:
        """To whom the promise the keyboard stands on was made."""
        index = self.table.currentIndex()
        row = self.model.row_at(index) if index.isValid() else None
        return row.customer_id if row is not None else None

    def refresh(self) -> None:
        """Ask for the ids and numbers anew."""
        people = tuple(int(str(value)) for value in self.staff.values())
        wanted = PromiseFilter(self.scopes.scope(), people)
        sort, descending, today = self._sort, self._descending, self.today()

        def ask(_job: Job) -> _Answer:
            with self._db.read() as session:
                return _Answer(
                    queries.find_ids(session, wanted, today, sort=sort, descending=descending),
                    queries.count_scopes(session, wanted, today),
                    rates_by_staff(session, today, today - COUNTED),
                )

        self.area.show_loading()
        self._answers.ask(ask)

    def _load(self, ids: Sequence[int]) -> dict[int, PromiseRow]:
        with self._db.read() as session:
            return queries.load_rows(session, ids)

    def _on_answer(self, answer: _Answer) -> None:
        ids = answer.ids
        self.model.set_ids(ids)
        self.scopes.show_counts(answer.counts)
        told = ngettext("{n} promise", "{n} promises", len(ids)).format(n=f"{len(ids):,}")
        self.subtitle.setText(told if ids else "")
        self.rates.setText(_say_rates(answer.rates))
        self.rates.setVisible(bool(answer.rates))
        if ids:
            self.area.show_content()
            if not self.table.selected_ids():
                self.table.select_id(ids[0])
        elif self.scopes.scope() != "open" or self.staff.values():
            self.area.show_no_match("", self._clear)
        else:
            self.area.show_empty()

    def _clear(self) -> None:
        self.staff.set_values([])
        self.scopes.choose("open")

    def _on_sort(self, sort: str, descending: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._sort, self._descending = sort, descending
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if any(touches(changes, table) for table in _TABLES):
            self._soon.ask()

    def _on_menu(self, at: QPoint) -> None:
        if rows := self.rows():
            self.commands.menu(rows).popup(at)

    def _connect(self, hub: DataHub) -> None:
        self._answers.ready.connect(self._on_answer)
        self._answers.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self.scopes.changed.connect(lambda _scope: self.refresh())
        self.staff.changed.connect(lambda _values: self.refresh())
        self.model.sort_asked.connect(self._on_sort)
        self.table.opened.connect(lambda _id: self.commands.open_customer(self.rows()))
        self.table.menu_asked.connect(self._on_menu)
        keys: dict[str, RowRun] = {
            "D": self.commands.keep,
            "L": self.commands.move,
            "N": self.commands.give_up,
            "G": self.commands.log,
            "F2": self.commands.edit,
            "Del": self.commands.delete,
            "Ctrl+C": self.commands.copy,
        }
        runs = {key: partial(self._run_selected, run) for key, run in keys.items()}
        add_row_keys(self.table, runs)
        hub.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        new = PrimaryButton(_("New promise"), "add")
        new.setObjectName("new_promise")
        new.clicked.connect(lambda: self._navigator.open_promise())
        self.tools.addWidget(self.staff)
        self.tools.addWidget(new)
        chips = QHBoxLayout()
        chips.addWidget(self.scopes, 1)
        self.fill(chips, 0)
        self.fill(self.rates, 0)
        empty = EmptyState(
            "promise",
            _("Nothing promised"),
            _("Write “promised …” with a day when you log a contact, or note a promise here: "
              "it is shown before it is due."),
            _("New promise"),
            lambda: self._navigator.open_promise(),
        )  # fmt: skip
        self.area = ListArea(self.table, empty)
        card = Card(padding=8)
        card.add(self.area, 1)
        self.fill(card)
        bar = RowBar(self.table, lambda _index: self.scopes.scope() not in ("kept", "broken"))
        for name, role, tip, key, run in (
            ("row_keep", "check", _("Kept"), "D", self.commands.keep),
            ("row_move", "clock", _("Move"), "L", self.commands.move),
            ("row_give_up", "close", _("Not kept"), "N", self.commands.give_up),
            ("row_edit", "edit", _("Edit"), "F2", self.commands.edit),
        ):
            bar.add(name, role, tip, key, partial(self._from_bar, run))
        self.table.verticalScrollBar().valueChanged.connect(lambda _value: bar.place())
        self.model.modelReset.connect(bar.place)

    def _run_selected(self, run: RowRun, _index: QModelIndex) -> None:
        run(self.rows())

    def _from_bar(self, run: RowRun, index: QModelIndex) -> None:
        self.table.select_id(self.model.id_at(index))
        run(self.rows())


def _say_rates(rates: dict[str, Rate]) -> str:
    """Kept in time in the last 90 days: 林晓雯 95 % (19 of 20) …"""
    told = [
        _("{name} {percent}% ({kept} of {counted})").format(
            name=name or _("Nobody"), percent=rate.percent, kept=rate.kept, counted=rate.counted
        )
        for name, rate in rates.items()
    ]
    people = pgettext("list", ", ").join(told)
    return _("Kept in time, last {n} days: {people}").format(n=COUNTED.days, people=people)
