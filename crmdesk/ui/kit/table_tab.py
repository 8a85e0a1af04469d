"""A tab that is a table: chips above it, rows whose ids a query finds."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.table import WINDOW, Column, PagedTableModel
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea

Wanted = Callable[[], tuple[str, int | None]]
"""The words looked for, and whose."""
Find = Callable[[Any], list[int]]
"""Finds ids with a session, in a job: it knows what the chips said when it was made."""
Act = tuple[str, str, str, Callable[[], None]]
"""Icon ("" for none), text, key, what it does."""
Acts = Sequence[Act | None]
"""None is a line between."""


class TableTab(QWidget):
    """Enter opens a row; `counted(number)` after each answer, `cleared()`: no filter any more."""

    counted = Signal(int)
    cleared = Signal()

    def __init__(self, name: str, db: Database, jobs: JobRunner, wanted: Wanted) -> None:
        super().__init__()
        self.db, self.wanted = db, wanted
        with db.read() as session:
            office = load_office(session)
        self.zone = office_zone(office.zone)
        self.model = PagedTableModel(self.columns(), self._load, self)
        self.table = DataTable(name, self.model, two_lines=True)
        self._ids = Latest(jobs, self)
        self._ids.ready.connect(self._on_ids)
        self._ids.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self.table.opened.connect(self.open)
        self.table.menu_asked.connect(self._show_menu)
        self.setFocusProxy(self.table)

    @abstractmethod
    def columns(self) -> list[Column]:
        """What is shown of a row."""

    @abstractmethod
    def open(self, row_id: int) -> None:
        """Enter or a double click on a row."""

    @abstractmethod
    def asked(self) -> Find:
        """What finds the ids that are wanted now, in their order."""

    @abstractmethod
    def load(self, session: Any, ids: Sequence[int]) -> Mapping[int, Any]:
        """The rows of these ids."""

    @abstractmethod
    def acts(self, row: Any) -> Acts:
        """What can be done with a row."""

    @abstractmethod
    def customer_of(self, row: Any) -> int:
        """Whose it is."""

    @abstractmethod
    def clear_chips(self) -> None:
        """Put the chips to what they are when no filter is wanted any more."""

    def filtered(self) -> bool:
        """Whether less than everything is asked for."""
        text, person = self.wanted()
        return bool(text) or person is not None

    def lay_out(
        self, chips: Sequence[FilterChip], empty: EmptyState, beside: QWidget | None = None
    ) -> None:
        """The table under its chips, something beside it."""
        above = QHBoxLayout()
        for chip in chips:
            above.addWidget(chip)
            chip.changed.connect(lambda _values: self.refresh())
        above.addStretch(1)
        self.area = ListArea(self.table, empty)
        card = Card(padding=8)
        card.add(self.area, 1)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(card, 1)
        if beside is not None:
            below.addWidget(beside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.addLayout(above)
        outer.addLayout(below, 1)

    def add_key(self, key: str, run: Callable[[], None]) -> None:
        """A key that works on the current row."""
        shortcut = QShortcut(QKeySequence(key), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(run)

    def today(self) -> date:
        return local_day(self.db.now(), self.zone)

    def refresh(self) -> None:
        """Ask for the ids anew, in their order."""
        self.area.show_loading()
        find = self.asked()  # the chips are read here: a job must not touch them

        def ask(_job: object) -> tuple[list[int], Mapping[int, Any]]:
            with self.db.read() as session:
                ids = find(session)
                return ids, self.load(session, ids[:WINDOW])  # the first page with them

        self._ids.ask(ask)

    def current(self) -> Any:
        """The row the keyboard stands on, None without one."""
        row_id = self.table.current_id()
        return self._load([row_id]).get(row_id) if row_id is not None else None

    def current_customer(self) -> int | None:
        """What Ctrl+L is about; asked at every key pressed, so the database is not."""
        index = self.table.currentIndex()
        row = self.model.row_at(index) if index.isValid() else None
        return self.customer_of(row) if row is not None else None

    def _load(self, ids: Sequence[int]) -> Mapping[int, Any]:
        with self.db.read() as session:
            return self.load(session, ids)

    def _on_ids(self, found: tuple[list[int], Mapping[int, Any]]) -> None:
        ids, rows = found
        self.model.set_ids(ids, rows)
        self.counted.emit(len(ids))
        if ids:
            self.area.show_content()
        elif self.filtered():
            self.area.show_no_match(self.wanted()[0], self.cleared.emit)
        else:
            self.area.show_empty()

    def _show_menu(self, at: QPoint) -> None:
        row = self.current()
        if row is None:
            return
        menu = QMenu(self)
        menu.setObjectName("row_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in self.acts(row):
            if act is None:
                menu.addSeparator()
                continue
            role, text, key, run = act
            action = menu.addAction(icon(role) if role else QIcon(), text, QKeySequence(key))
            action.triggered.connect(lambda _on=False, run=run: run())
        menu.popup(at)
