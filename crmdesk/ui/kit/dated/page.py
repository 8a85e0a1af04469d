"""A screen that lists dated things: whom, what, by when; done in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.dated.columns import acts_column
from crmdesk.ui.kit.dated.restored import Restored
from crmdesk.ui.kit.dated.rows import RowCommands, RowRun
from crmdesk.ui.kit.hub import DataHub, touches
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.row_bar import RowBar, add_row_keys
from crmdesk.ui.kit.soon import Soon
from crmdesk.ui.kit.table import Column, PagedTableModel
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.page import Page
from crmdesk.ui.kit.widgets.scope_chips import ScopeChips
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be listed: of whom (no `staff`: of everybody), in which order."""

    scope: str
    staff: tuple[int, ...]
    today: date
    sort: str
    descending: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """The ids in their order, how many stand in each scope, and what else a list shows."""

    ids: Sequence[int]
    counts: Mapping[str, int]
    more: Any = None


@dataclass(frozen=True, slots=True)
class Kind:
    """What one list differs in from another.

    `name` and `names` make the names of its widgets: "follow_up" and "follow_ups". In a scope of
    `closed` there is nothing to do with a row; `scopes` code → text, the first is shown first.
    `find` and `load` are given a session; `tables` are those whose change is a reason to look
    again. `nothing` is the empty state: icon, title, text.
    """

    name: str
    names: str
    title: str
    scopes: Mapping[str, str]
    closed: tuple[str, ...]
    columns: Callable[[Callable[[], date], str], Sequence[Column]]
    find: Callable[[Any, Asked], Listed]
    load: Callable[[Any, Sequence[int]], Mapping[int, Any]]
    count: Callable[[int], str]
    tables: tuple[str, ...]
    nothing: tuple[str, str, str]
    new: str
    new_key: str = ""


class DatedList(Page):
    """A screen is a subclass that hands over its kind, then its acts, and asks for the rows:

        class PromisesPanel(DatedList):
            def __init__(self, db, jobs, hub, navigator, log_contact):
                super().__init__(_kind(), db, jobs, hub)
                acts = PromiseActs(db, jobs, navigator, self.today, self)
                commands = PromiseCommands(acts, navigator, log_contact, self.country)
                self.begin(commands, navigator.open_promise)

    where `PromiseCommands` is a `rows.RowCommands` whose `acts()` names what can be done: that
    makes the keys, the buttons over a row and the menu. Columns come from `columns.py`; the one
    of the buttons is added here. What belongs between the scopes and the list goes into `above`,
    and `on_listed` is told each answer.
    """

    def __init__(self, kind: Kind, db: Database, jobs: JobRunner, hub: DataHub) -> None:
        super().__init__(kind.title)
        self.setObjectName(f"{kind.names}_panel")
        self._kind, self._db = kind, db
        with db.read() as session:
            office, staff = load_office(session), load_staff(session)
        self._zone, self.country = office_zone(office.zone), office.country
        self.people = staff
        self._sort, self._descending, self._old = "due", False, False
        self.commands: RowCommands
        columns = (*kind.columns(self.today, office.country), acts_column(self._marks))
        self.model = PagedTableModel(columns, self._load, self)
        self.table = DataTable(kind.names, self.model, two_lines=True)
        self.setFocusProxy(self.table)
        self.bar = RowBar(self.table, lambda _index: self.scopes.scope() not in kind.closed)
        self.scopes = ScopeChips(kind.scopes)
        self.staff = FilterChip(_("Who"), [(person.id, person.name) for person in staff])
        if len(staff) < 2:
            self.staff.hide()
        self.above, self._restored = QVBoxLayout(), Restored()
        self._lay_out()
        self._answers, self._soon = Latest(jobs, self), Soon(lambda: _look_again(self), self)
        self._connect()
        hub.changed.connect(self._on_changed)

    def begin(self, commands: RowCommands, new: Callable[[], None]) -> None:
        """Offer what can be done with a row, by key, button and menu; `new` makes another."""
        self.commands, self._new = commands, new
        keys: dict[str, Callable[[QModelIndex], None]] = {}
        for act in commands.acts():
            if act.button:
                run = partial(self._from_bar, act.run)
                self.bar.add(act.button, act.role, act.tip or act.text, act.key, run)
            if act.key and act.key != "Enter":  # the table itself knows Enter
                keys[act.key] = partial(self._run_selected, act.run)
        add_row_keys(self.table, keys)
        self.refresh()

    def today(self) -> date:
        """The office's day."""
        return local_day(self._db.now(), self._zone)

    def rows(self) -> list[Any]:
        """Those selected."""
        ids = self.table.selected_ids()
        found = self._load(ids)
        return [found[row_id] for row_id in ids if row_id in found]

    def current_customer(self) -> int | None:
        """About whom the row is the keyboard stands on."""
        index = self.table.currentIndex()
        row = self.model.row_at(index) if index.isValid() else None
        return row.customer_id if row is not None else None

    def beside(self) -> QPoint:
        """Below the right end of the current row: where a menu about it opens."""
        rect = self.table.visualRect(self.table.currentIndex())
        right = self.table.viewport().width() - 180
        return self.table.viewport().mapToGlobal(QPoint(right, rect.bottom()))

    def refresh(self) -> None:
        """Ask for the ids and numbers anew."""
        people = tuple(int(str(value)) for value in self.staff.values())
        asked = Asked(self.scopes.scope(), people, self.today(), self._sort, self._descending)

        def ask(_job: object) -> Listed:
            with self._db.read() as session:
                return self._kind.find(session, asked)

        self._old = False
        self._restored.ask((asked.scope, people))
        self.area.show_loading()
        self._answers.ask(ask)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while another screen was in front is read now."""
        super().showEvent(event)
        if self._old:
            self.refresh()

    def on_listed(self, listed: Listed) -> None:
        """What a list shows besides."""

    def _load(self, ids: Sequence[int]) -> Mapping[int, Any]:
        with self._db.read() as session:
            return self._kind.load(session, ids)

    def _on_answer(self, listed: Listed) -> None:
        count = len(listed.ids)
        back = self._restored.among(listed.ids, self.model.ids())
        self.model.set_ids(listed.ids)
        self.scopes.show_counts(listed.counts)
        self.subtitle.setText(self._kind.count(count) if count else "")
        self.on_listed(listed)
        if count:
            self.area.show_content()
            if back:
                self.table.select_ids(back, back[0])
                self.table.scrollTo(self.table.currentIndex())
            elif not self.table.selected_ids():
                self.table.select_id(listed.ids[0])
        elif self.scopes.scope() != next(iter(self._kind.scopes)) or self.staff.values():
            self.area.show_no_match("", self._clear)
        else:
            self.area.show_empty()

    def _clear(self) -> None:
        self.staff.set_values([])
        self.scopes.choose(next(iter(self._kind.scopes)))

    def _on_sort(self, sort: str, descending: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._sort, self._descending = sort, descending
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if any(touches(changes, table) for table in self._kind.tables):
            self._old = True
            self._soon.ask()

    def _on_menu(self, at: QPoint) -> None:
        if rows := self.rows():
            self.commands.menu(rows, f"{self._kind.name}_menu").popup(at)

    def _marks(self, _row: Any) -> Sequence[tuple[str, int]]:
        return () if self.scopes.scope() in self._kind.closed else self.bar.marks()

    def _connect(self) -> None:
        self._answers.ready.connect(self._on_answer)
        self._answers.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self.scopes.changed.connect(lambda _scope: self.refresh())
        self.staff.changed.connect(lambda _values: self.refresh())
        self.model.sort_asked.connect(self._on_sort)
        self.table.opened.connect(lambda _id: self.commands.open_customer(self.rows()))
        self.table.menu_asked.connect(self._on_menu)
        self.table.verticalScrollBar().valueChanged.connect(lambda _value: self.bar.place())
        self.model.modelReset.connect(self.bar.place)

    def _lay_out(self) -> None:
        kind = self._kind
        new = PrimaryButton(kind.new, "add")
        new.setObjectName(f"new_{kind.name}")
        new.setToolTip(with_shortcut(kind.new, kind.new_key))
        new.clicked.connect(lambda: self._new())
        self.tools.addWidget(self.staff)
        self.tools.addWidget(new)
        chips = QHBoxLayout()
        chips.addWidget(self.scopes, 1)
        self.fill(chips, 0)
        self.fill(self.above, 0)
        role, title, text = kind.nothing
        self.area = ListArea(
            self.table, EmptyState(role, title, text, kind.new, lambda: self._new())
        )
        card = Card(padding=8)
        card.add(self.area, 1)
        self.fill(card)

    def _run_selected(self, run: RowRun, _index: QModelIndex) -> None:
        if rows := self.rows():
            run(rows)

    def _from_bar(self, run: RowRun, index: QModelIndex) -> None:
        """The row of the bar becomes the one selected."""
        self.table.select_id(self.model.id_at(index))
        self._run_selected(run, index)


def _look_again(page: DatedList) -> None:
    """Something changed a moment ago; a page hidden meanwhile is read when it is seen."""
    if page.isVisible():
        page.refresh()
