"""The list of follow-ups: overdue, today, this week, later; done and put off in place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QHBoxLayout

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.models.tasks import queries
from crmdesk.models.tasks.queries import FollowUpFilter, FollowUpRow
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.follow_up_acts import FollowUpActs, LogContact
from crmdesk.ui.kit.hub import DataHub, touches
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.row_bar import RowBar, add_row_keys
from crmdesk.ui.kit.soon import Soon
from crmdesk.ui.kit.table import PagedTableModel
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.page import Page
from crmdesk.ui.kit.widgets.scope_chips import ScopeChips
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea
from crmdesk.ui.tasks.columns import columns
from crmdesk.ui.tasks.row_commands import Place, RowCommands, RowRun
from crmdesk.ui.tasks.scopes import scope_texts


class FollowUpsPanel(Page):
    """Enter opens the customer, D is done, L is later, F2 changes, Delete deletes."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        log_contact: LogContact,
    ) -> None:
        super().__init__(_("Follow-ups"))
        self.setObjectName("follow_ups_panel")
        self._db, self._navigator = db, navigator
        with db.read() as session:
            office = load_office(session)
            staff = load_staff(session)
        self._zone = office_zone(office.zone)
        self._sort, self._descending = "due", False
        self.model = PagedTableModel(columns(self.today, office.country), self._load, self)
        self.table = DataTable("follow_ups", self.model, two_lines=True)
        self.scopes = ScopeChips(scope_texts())
        self.staff = FilterChip(_("Who"), [(person.id, person.name) for person in staff])
        self.staff.setVisible(len(staff) > 1)
        acts = FollowUpActs(db, jobs, navigator, self.today, self)
        place = Place(self.today, office.country, self._beside)
        self.commands = RowCommands(self, acts, navigator, log_contact, place)
        self._lay_out()
        self._ids, self._soon = Latest(jobs, self), Soon(self.refresh, self)
        self._connect(hub)
        self.refresh()

    def today(self) -> date:
        """The office's day."""
        return local_day(self._db.now(), self._zone)

    def rows(self) -> list[FollowUpRow]:
        """The selected follow-ups."""
        ids = self.table.selected_ids()
        found = self._load(ids)
        return [found[row_id] for row_id in ids if row_id in found]

    def current_customer(self) -> int | None:
        """Whose follow-up the keyboard stands on."""
        index = self.table.currentIndex()
        row = self.model.row_at(index) if index.isValid() else None
        return row.customer_id if row is not None else None

    def refresh(self) -> None:
        """Ask for the ids and numbers anew."""
        wanted = FollowUpFilter(
            self.scopes.scope(), tuple(int(str(value)) for value in self.staff.values())
        )
        sort, descending, today = self._sort, self._descending, self.today()

        def ask(_job: object) -> tuple[list[int], dict[str, int]]:
            with self._db.read() as session:
                ids = queries.find_ids(session, wanted, today, sort=sort, descending=descending)
                return ids, queries.count_scopes(session, wanted, today)

        self.area.show_loading()
        self._ids.ask(ask)

    def _load(self, ids: Sequence[int]) -> dict[int, FollowUpRow]:
        with self._db.read() as session:
            return queries.load_rows(session, ids)

    def _on_ids(self, answer: tuple[list[int], dict[str, int]]) -> None:
        ids, counts = answer
        self.model.set_ids(ids)
        self.scopes.show_counts(counts)
        count = len(ids)
        told = ngettext("{n} follow-up", "{n} follow-ups", count).format(n=f"{count:,}")
        self.subtitle.setText(told if ids else "")
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
        if any(touches(changes, table) for table in ("follow_up", "customer", "staff", "contact")):
            self._soon.ask()

    def _on_menu(self, at: QPoint) -> None:
        if rows := self.rows():
            self.commands.menu(rows).popup(at)

    def _stand_on(self, index: QModelIndex) -> list[FollowUpRow]:
        """Make the row of the bar the one selected."""
        self.table.select_id(self.model.id_at(index))
        return self.rows()

    def _beside(self) -> QPoint:
        """Below the right end of the current row."""
        rect = self.table.visualRect(self.table.currentIndex())
        right = self.table.viewport().width() - 180
        return self.table.viewport().mapToGlobal(QPoint(right, rect.bottom()))

    def _connect(self, hub: DataHub) -> None:
        self._ids.ready.connect(self._on_ids)
        self._ids.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self.scopes.changed.connect(lambda _scope: self.refresh())
        self.staff.changed.connect(lambda _values: self.refresh())
        self.model.sort_asked.connect(self._on_sort)
        self.table.opened.connect(lambda _id: self.commands.open_customer(self.rows()))
        self.table.menu_asked.connect(self._on_menu)
        keys: dict[str, RowRun] = {
            "D": self.commands.done,
            "L": self.commands.later,
            "G": self.commands.log,
            "F2": self.commands.edit,
            "Del": self.commands.delete,
            "Ctrl+C": self.commands.copy,
        }
        add_row_keys(
            self.table, {key: partial(self._run_selected, run) for key, run in keys.items()}
        )
        hub.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        new = PrimaryButton(_("New follow-up"), "add")
        new.setObjectName("new_follow_up")
        new.setToolTip(_("New follow-up") + " (Ctrl+T)")
        new.clicked.connect(lambda: self._navigator.open_follow_up())
        self.tools.addWidget(self.staff)
        self.tools.addWidget(new)
        chips = QHBoxLayout()
        chips.addWidget(self.scopes, 1)
        self.fill(chips, 0)
        empty = EmptyState(
            "follow-up",
            _("Nothing to follow up"),
            _("Note when to come back to a customer, and Today reminds you of it."),
            _("New follow-up"),
            lambda: self._navigator.open_follow_up(),
        )
        self.area = ListArea(self.table, empty)
        card = Card(padding=8)
        card.add(self.area, 1)
        self.fill(card)
        bar = RowBar(self.table, lambda _index: self.scopes.scope() != "closed")
        for name, role, tip, key, run in (
            ("row_done", "check", _("Done"), "D", self.commands.done),
            ("row_later", "clock", _("Later"), "L", self.commands.later),
            ("row_log", "call", _("Log a contact"), "G", self.commands.log),
            ("row_edit", "edit", _("Edit"), "F2", self.commands.edit),
        ):
            bar.add(name, role, tip, key, partial(self._from_bar, run))
        self.table.verticalScrollBar().valueChanged.connect(lambda _value: bar.place())
        self.model.modelReset.connect(bar.place)

    def _run_selected(self, run: RowRun, _index: QModelIndex) -> None:
        run(self.rows())

    def _from_bar(self, run: RowRun, index: QModelIndex) -> None:
        run(self._stand_on(index))
