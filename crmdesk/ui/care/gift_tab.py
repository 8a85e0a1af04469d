"""Gift lists at the left, the gifts of the one chosen at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.care.gift_queries import GiftListRow, GiftRow, load_gifts, load_lists
from crmdesk.models.care.gift_rules import STATUSES, gift_status_text
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.settings import load_office
from crmdesk.ui.care.gift_acts import GiftActs
from crmdesk.ui.care.gift_columns import (
    budget_level,
    gift_columns,
    list_columns,
    name_year,
    say_list,
)
from crmdesk.ui.care.list_acts import ListActs
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.labels import ElidedLabel
from crmdesk.ui.kit.menus import add_entry, below, passing_menu
from crmdesk.ui.kit.meter import Meter
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.row_bar import RowBar, add_row_keys
from crmdesk.ui.kit.table import PagedTableModel
from crmdesk.ui.kit.widgets.buttons import IconButton, PlainButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.scope_chips import ScopeChips
from crmdesk.ui.kit.widgets.splitter import Splitter
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea

ALL = "all"


@dataclass(frozen=True, slots=True)
class _Answer:
    lists: list[GiftListRow]
    shown: int | None
    gifts: list[GiftRow]


class GiftTab(QWidget):
    """G is given, B bought, P planned, F2 changes one or many, Delete takes from the list."""

    counted = Signal(int)  # lists

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("gift_tab")
        self._db = db
        with db.read() as session:
            office = load_office(session)
        self._zone = office_zone(office.zone)
        self._wanted: int | None = None
        self._lists: dict[int, GiftListRow] = {}
        self._gifts: dict[int, GiftRow] = {}
        self.acts = GiftActs(db, jobs, navigator, self.today, office.country, self)
        self.list_acts = ListActs(db, jobs, navigator, self.today, self)
        self.list_model = PagedTableModel(
            list_columns(self.today), lambda ids: _those(self._lists, ids), self
        )
        self.lists = DataTable("gift_lists", self.list_model, two_lines=True)
        self.model = PagedTableModel(
            gift_columns(office.country), lambda ids: _those(self._gifts, ids), self
        )
        self.table = DataTable("gifts", self.model, two_lines=True)
        self.scopes = ScopeChips(
            {ALL: pgettext("gift", "All")} | {code: gift_status_text(code) for code in STATUSES}
        )
        self._answers = Latest(jobs, self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def today(self) -> date:
        """The office's day."""
        return local_day(self._db.now(), self._zone)

    def current(self) -> GiftListRow | None:
        """The list whose gifts are shown."""
        return self._lists.get(self._wanted or 0)

    def rows(self) -> list[GiftRow]:
        """The gifts selected."""
        return [self._gifts[key] for key in self.table.selected_ids() if key in self._gifts]

    def current_customer(self) -> int | None:
        """Who gets the gift the keyboard stands on."""
        row = self._gifts.get(self.table.current_id() or 0)
        return row.customer_id if row is not None else None

    def show_list(self, list_id: int) -> None:
        """Turn to this list."""
        self._wanted = list_id
        self.refresh()

    def new_list(self) -> None:
        """The form of a new list; it is shown when it is made."""
        self.list_acts.new(self.show_list)

    def print_page(self) -> None:
        """Those that are shown."""
        if (around := self.current()) is not None:
            self.acts.print(around, self._shown())

    def refresh(self) -> None:
        """Ask for the lists and for the gifts of the one shown."""
        wanted, today = self._wanted, self.today()

        def ask(_job: Job) -> _Answer:
            with self._db.read() as session:
                lists = load_lists(session)
                ids = [row.id for row in lists]
                shown = wanted if wanted in ids else _nearest(lists, today)
                gifts = load_gifts(session, shown, today, self._zone) if shown else []
            return _Answer(lists, shown, gifts)

        self.area.show_loading()
        self._answers.ask(ask)

    def _on_answer(self, answer: _Answer) -> None:
        self._lists = {row.id: row for row in answer.lists}
        self._gifts = {row.id: row for row in answer.gifts}
        self._wanted = answer.shown
        self.list_model.set_ids(list(self._lists))
        if answer.shown is not None and self.lists.current_id() != answer.shown:
            self.lists.select_id(answer.shown)
        self.counted.emit(len(self._lists))
        self._show_gifts()

    def _show_gifts(self) -> None:
        around = self.current()
        self._head.setVisible(around is not None)
        if around is None:
            self.model.set_ids([])
            self.area.show_empty()
            return
        self.title.setText(around.name)
        self.facts.setText(say_list(around))
        self.budget.show_level(budget_level(around))
        name_year(self.model, (around.day or self.today()).year)
        counts = dict.fromkeys(STATUSES, 0) | {ALL: len(self._gifts)}
        for row in self._gifts.values():
            counts[row.status] += 1
        self.scopes.show_counts(counts)
        ids = [row.id for row in self._shown()]
        self.model.set_ids(ids)
        if ids and not self.table.selected_ids():
            self.table.select_id(ids[0])
        if self._gifts:
            self.area.show_content()
        else:
            self.area.setCurrentWidget(self._nobody)

    def _shown(self) -> list[GiftRow]:
        scope = self.scopes.scope()
        return [row for row in self._gifts.values() if scope in (ALL, row.status)]

    def _on_list(self, list_id: int | None) -> None:
        if list_id is not None and list_id != self._wanted:
            self.show_list(list_id)

    def _with_list(self, name: str) -> None:
        """Something that is done with the list shown."""
        around = self.current()
        if around is None:
            return
        {
            "add": lambda: self.acts.add(around),
            "propose": lambda: self.list_acts.propose(around),
            "export": lambda: self.acts.export(around, self._shown()),
            "edit": lambda: self.list_acts.edit(around),
            "edit_gifts": lambda: self.acts.edit(around, self.rows()),
            "delete": lambda: self.list_acts.delete(around),
        }[name]()

    def _open_menu(self) -> None:
        menu = passing_menu(self, "gift_list_menu")
        add_entry(menu, _("Edit the list…"), "edit", partial(self._with_list, "edit"))
        add_entry(menu, _("Export…"), "export", partial(self._with_list, "export"))
        add_entry(menu, _("Print…"), "print", self.print_page)
        menu.addSeparator()
        add_entry(menu, _("Limit for gifts…"), "money", self.list_acts.limit)
        menu.addSeparator()
        add_entry(menu, _("Delete the list"), "delete", partial(self._with_list, "delete"))
        menu.popup(below(self.more))

    def _on_menu(self, at: QPoint) -> None:
        if (around := self.current()) is not None and (rows := self.rows()):
            self.acts.menu(around, rows).popup(at)

    def _connect(self) -> None:
        self._answers.ready.connect(self._on_answer)
        self._answers.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self.lists.current_changed.connect(self._on_list)
        self.lists.opened.connect(lambda _id: self._with_list("edit"))
        self.scopes.changed.connect(lambda _scope: self._show_gifts())
        self.table.opened.connect(lambda _id: self.acts.open_customer(self.rows()))
        self.table.menu_asked.connect(self._on_menu)
        runs: dict[str, Callable[[], None]] = {
            "G": lambda: self.acts.give(self.rows()),
            "B": lambda: self.acts.mark(self.rows(), "bought"),
            "P": lambda: self.acts.mark(self.rows(), "planned"),
            "F2": lambda: self._with_list("edit_gifts"),
            "Del": lambda: self.acts.delete(self.rows()),
            "Ctrl+C": lambda: self.acts.copy(self.rows()),
            "+": lambda: self._with_list("add"),
        }
        keys = {key: partial(_drop_index, run) for key, run in runs.items()}
        add_row_keys(self.table, keys)
        add_row_keys(self.lists, {"F2": partial(_drop_index, partial(self._with_list, "edit"))})
        bar = RowBar(self.table, lambda index: index.isValid())
        for name, role, tip, key in (
            ("gift_give", "gift", pgettext("gift", "Given"), "G"),
            ("gift_buy", "check", pgettext("gift", "Bought"), "B"),
            ("gift_edit", "edit", _("Edit"), "F2"),
        ):
            bar.add(name, role, tip, key, partial(self._from_bar, runs[key]))
        self.table.verticalScrollBar().valueChanged.connect(lambda _value: bar.place())
        self.model.modelReset.connect(bar.place)

    def _from_bar(self, run: Callable[[], None], index: QModelIndex) -> None:
        self.table.select_id(self.model.id_at(index))
        run()

    def _lay_out(self) -> None:
        self.title, self.facts = ElidedLabel("heading"), ElidedLabel("secondary")
        self.budget = Meter()
        self.budget.setObjectName("gift_budget")
        self.more = IconButton("more", _("More"))
        self.more.setObjectName("gift_more")
        self.more.clicked.connect(lambda: self._open_menu())
        buttons = (
            ("gift_propose", _("Propose…"), "star", "propose"),
            ("gift_add", pgettext("gift", "Add"), "add", "add"),
        )
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.facts)
        head.addLayout(words, 3)
        head.addWidget(self.budget, 2)
        head.addSpacing(8)
        for name, text, role, act in buttons:
            button = PlainButton(text, role)
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, act=act: self._with_list(act))
            head.addWidget(button)
        head.addWidget(self.more)
        self._head = QWidget()
        column = QVBoxLayout(self._head)
        column.setContentsMargins(4, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.scopes)
        self.area = ListArea(self.table, _no_lists(self.new_list))
        self._nobody = _nobody(self._with_list)
        self.area.addWidget(self._nobody)
        left, right = Card(padding=8), Card(padding=12)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.addWidget(Splitter("gifts", (left, right), (240, 960)))
        left.add(self.lists, 1)
        right.add(self._head)
        right.add(self.area, 1)


def _nearest(lists: Sequence[GiftListRow], today: date) -> int | None:
    """The next list that is due; else the newest."""
    coming = [row for row in lists if row.day is not None and row.day >= today]
    chosen = min(coming, key=lambda row: row.day or today, default=lists[0] if lists else None)
    return chosen.id if chosen is not None else None


def _those(rows: Mapping[int, object], ids: Sequence[int]) -> Mapping[int, object]:
    return {key: rows[key] for key in ids if key in rows}


def _drop_index(run: Callable[[], None], _index: QModelIndex) -> None:
    run()


def _no_lists(new: Callable[[], None]) -> EmptyState:
    return EmptyState(
        "gift", _("No gift lists yet"),
        _("Who gets what for a feast, a birthday or as thanks: with its budget, what each got "
          "last year, and a warning where a gift does not fit."),
        _("New gift list"), new, primary=False,
    )  # fmt: skip


def _nobody(run: Callable[[str], None]) -> EmptyState:
    return EmptyState(
        "gift", _("Nobody on this list yet"),
        _("Let the program propose who got something last time, bought for the feast or buys "
          "much; or add people one by one, or from the list of customers."),
        _("Propose…"), lambda: run("propose"), primary=False,
        also=(_("Add a gift"), lambda: run("add")),
    )  # fmt: skip
