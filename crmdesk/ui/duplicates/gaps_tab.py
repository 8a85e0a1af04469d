"""Customers about whom something is missing, wrong or stale, mended where they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.duplicates.gaps import count_gaps, find_gap_ids, gap_text
from crmdesk.ui.duplicates.cell_editor import CellEditor
from crmdesk.ui.duplicates.chips import CountChips
from crmdesk.ui.duplicates.gap_bar import GapBar
from crmdesk.ui.duplicates.gap_rows import GapRow, columns, load_gap_rows
from crmdesk.ui.duplicates.store import CleaningStore
from crmdesk.ui.kit.customer_acts import Chosen, CustomerActs
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.menus import add_entry, below, passing_menu
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.phones import show_number
from crmdesk.ui.kit.row_bar import add_row_keys
from crmdesk.ui.kit.table import PagedTableModel
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea

Answer = tuple[str, list[int], dict[str, int]]


class GapsTab(QWidget):
    """Enter opens, F2 changes the number, G logs a contact, Delete deletes."""

    def __init__(
        self,
        name: str,
        kinds: Sequence[str],
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        zone: tzinfo,
    ) -> None:
        super().__init__()
        self.setObjectName(f"{name}_tab")
        self._db, self._kinds = db, tuple(kinds)
        self._begun = False
        self.chips = CountChips([(kind, gap_text(kind)) for kind in kinds])
        self.model = PagedTableModel(columns(db.now, zone), self._load, self)
        self.table = DataTable(f"gaps_{name}", self.model, two_lines=True)
        self._store = CleaningStore(db, jobs, navigator, self)
        self.acts = CustomerActs(db, jobs, navigator, self)
        self.bar = GapBar()
        self.editor = CellEditor(self.table, _("Phone number"))
        self._navigator = navigator
        self._answers = Latest(jobs, self)
        self._lay_out(name)
        self._connect()

    def begin(self) -> None:
        """Ask when nobody has yet."""
        if not self._begun:
            self.refresh()

    def note_changes(self) -> None:
        """The archive changed; not while a number is being typed."""
        if self._begun and not self.editor.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Count and list anew."""
        self._begun = True
        kind, kinds, db = self.chips.value(), self._kinds, self._db
        now = db.now()

        def ask(_job: object) -> Answer:
            with db.read() as session:
                counts = count_gaps(session, kinds, now=now)
                return kind, find_gap_ids(session, kind, now=now), counts

        self.area.show_loading()
        self._answers.ask(ask)

    def edit_phone(self, index: QModelIndex | None = None) -> None:
        """Change the number of the row stood on where it stands."""
        current = index if index is not None else self.table.currentIndex()
        row: GapRow | None = self.model.row_at(current) if current.isValid() else None
        if row is None:
            return
        place = next(at for at, column in enumerate(self.model.columns) if column.key == "phone")
        person, known = row.customer, row.doubtful
        if known is None and person.phones:
            self._navigator.open_customer(person.id)  # several right ones: on her page
            return
        cell, number = self.model.index(current.row(), place), known.raw if known else ""

        def edit() -> None:
            self.editor.edit(cell, number, lambda typed: self._store
                             .set_phone(person.id, person.name, typed, known))  # fmt: skip

        show_number(person.id, number, row.phone(), self._navigator, edit)

    def _load(self, ids: Sequence[int]) -> Mapping[int, GapRow]:
        return load_gap_rows(self._db, ids)

    def chosen(self) -> Chosen:
        """Who is selected; the name where it is one alone."""
        ids = self.table.selected_ids()
        current = self.table.currentIndex()
        row: GapRow | None = self.model.row_at(current) if current.isValid() else None
        return Chosen(ids, row.customer.name if row and ids == [row.customer.id] else "")

    def log(self) -> None:
        """Write down a contact with the one selected."""
        if len(ids := self.table.selected_ids()) == 1:
            self._navigator.log_interaction(ids[0])

    def _on_answer(self, answer: Answer) -> None:
        kind, ids, counts = answer
        self.chips.show_counts(counts)
        if kind != self.chips.value():
            return
        wrong = kind == "bad_phone"
        if ("wrong" in self.table.columns.visible()) != wrong:
            self.table.columns.show("wrong", shown=wrong)
        row = self.table.currentIndex().row()
        self.model.set_ids(ids)
        self.model.forget()
        if not ids:
            self.area.show_empty()
            return
        self.area.show_content()
        if not self.table.selected_ids():
            self.table.select_id(ids[min(max(row, 0), len(ids) - 1)])

    def _on_double_click(self, index: QModelIndex) -> None:
        if self.model.columns[index.column()].key == "phone":
            self.edit_phone(index)
        else:
            self._navigator.open_customer(self.model.id_at(index))

    def _on_menu(self, at: QPoint) -> None:
        chosen, menu = self.chosen(), passing_menu(self, "gap_menu")
        if len(chosen.ids) == 1:
            open_her = partial(self._navigator.open_customer, chosen.ids[0])
            add_entry(menu, _("Open") + "\tEnter", "open", open_her)
            add_entry(menu, _("Change the number") + "\tF2", "edit", self.edit_phone)
            add_entry(menu, _("Log a contact") + "\tG", "call", self.log)
            menu.addSeparator()
        self.acts.fill_owners(menu.addMenu(icon("assign"), _("Owner")), chosen)
        self.acts.fill_sources(menu.addMenu(icon("share"), _("Source")), chosen)
        self.acts.fill_stages(menu.addMenu(icon("stage"), _("Stage")), chosen)
        menu.addSeparator()
        add_entry(menu, _("Delete") + "\tDel", "delete", lambda: self.acts.delete(chosen))
        menu.popup(at)

    def _offer(self, name: str, fill: Callable[[QMenu, Chosen], None], anchor: QWidget) -> None:
        menu = passing_menu(self, name)
        fill(menu, self.chosen())
        menu.popup(below(anchor))

    def _connect(self) -> None:
        self._answers.ready.connect(self._on_answer)
        self._answers.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self.chips.changed.connect(lambda _kind: self.refresh())
        self.table.doubleClicked.disconnect()
        self.table.doubleClicked.connect(self._on_double_click)
        self.table.opened.connect(self._navigator.open_customer)
        self.table.menu_asked.connect(self._on_menu)
        self.table.selection_changed.connect(
            lambda: self.bar.show_count(self.table.selected_count())
        )
        keys: dict[str, Callable[[QModelIndex], None]] = {
            "F2": lambda _index: self.edit_phone(),
            "G": lambda _index: self.log(),
            "Del": lambda _index: self.acts.delete(self.chosen()),
        }
        add_row_keys(self.table, keys)
        acts = self.acts
        self.bar.owner_asked.connect(partial(self._offer, "owner_menu", acts.fill_owners))
        self.bar.source_asked.connect(partial(self._offer, "source_menu", acts.fill_sources))
        self.bar.stage_asked.connect(partial(self._offer, "stage_menu", acts.fill_stages))
        self.bar.log_asked.connect(lambda: self.log())
        self.bar.delete_asked.connect(lambda: acts.delete(self.chosen()))

    def _lay_out(self, name: str) -> None:
        title = _("Nothing is missing here")
        text = _("Choose another kind above.")
        if name == "silent":
            title = _("Nobody has been silent for long")
        self.area = ListArea(self.table, EmptyState("check-circle", title, text))
        card = Card(padding=8)
        card.add(self.area, 1)
        card.add(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.chips)
        column.addWidget(card, 1)
        self.setFocusProxy(self.table)
