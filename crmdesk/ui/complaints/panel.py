"""Complaints: as a list by clock, as a board by step, their report, what is improved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.office.queries import load_staff
from crmdesk.ui.complaints.board_tab import BoardTab
from crmdesk.ui.complaints.list_tab import ListTab
from crmdesk.ui.complaints.measures_tab import MeasuresTab
from crmdesk.ui.complaints.report_tab import ReportTab
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.soon import Soon
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.page import Page
from crmdesk.ui.kit.widgets.search_field import SearchField

MINUTE = 60_000
Tab = ListTab | BoardTab | ReportTab | MeasuresTab
_TABLES = frozenset({"complaint", "complaint_pause", "complaint_escalation", "complaint_step",
                     "complaint_call", "customer", "holiday", "improvement",
                     "improvement_call"})  # fmt: skip


class ComplaintsPanel(Page):
    """Enter opens a complaint, the button records a new one; each tab asks when it is seen."""

    def __init__(self, db: Database, jobs: JobRunner, hub: DataHub, navigator: Navigator) -> None:
        super().__init__(_("Complaints"))
        self.setObjectName("complaints_panel")
        self._navigator = navigator
        with db.read() as session:
            staff = load_staff(session)
        self.search = SearchField(_("Customer, words, number…"))
        self.handler = FilterChip(
            _("Handled by"), [(person.id, person.name) for person in staff], many=False
        )
        self.list = ListTab(db, jobs, navigator, self._wanted)
        self._makers: dict[str, Callable[[], Tab]] = {
            "list": lambda: self.list,
            "board": lambda: BoardTab(db, jobs, navigator, self._wanted),
            "report": lambda: ReportTab(db, jobs, navigator),
            "measures": lambda: MeasuresTab(db, jobs, navigator),
        }
        self._made: dict[str, Tab] = {}
        self._lay_out()
        self._old = set(self._makers)
        self._soon = Soon(self._renew, self)
        self.search.textChanged.connect(lambda _text: self._wish())
        self.handler.changed.connect(lambda _values: self._wish())
        self.list.counted.connect(self._on_counted)
        self.list.cleared.connect(self._clear)
        self.tabs.currentChanged.connect(lambda _at: self._on_tab())
        hub.changed.connect(self._on_changed)
        timer = QTimer(self, interval=MINUTE)
        timer.timeout.connect(self._tick)
        timer.start()
        self._on_tab()

    def _add_place(self, title: str) -> QVBoxLayout:
        """Where a tab will stand once it is turned to."""
        place = QWidget()
        room = QVBoxLayout(place)
        room.setContentsMargins(0, 0, 0, 0)
        self.tabs.addTab(place, title)
        return room

    def tab(self, name: str) -> Tab:
        """list, board, report or measures; made when first asked for."""
        if name not in self._made:
            made = self._made[name] = self._makers[name]()
            self._places[name].addWidget(made)
        return self._made[name]

    def _lay_out(self) -> None:
        new = PrimaryButton(_("New complaint"), "add")
        new.setObjectName("new_complaint")
        new.setToolTip(_("New complaint") + " (Ctrl+J)")
        new.clicked.connect(lambda: self._navigator.open_complaint())
        for widget in (self.handler, self.search, new):
            self.tools.addWidget(widget)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("complaint_tabs")
        titles = (
            pgettext("complaints", "List"),
            pgettext("complaints", "Board"),
            pgettext("complaints", "Report"),
            pgettext("complaints", "Improvements"),
        )
        self._places = {
            name: self._add_place(title) for name, title in zip(self._makers, titles, strict=True)
        }
        self.fill(self.tabs)

    def state(self) -> dict[str, Any]:
        return {"tab": self.tabs.currentIndex()}

    def restore(self, state: dict[str, Any]) -> None:
        if isinstance(tab := state.get("tab"), int):
            self.tabs.setCurrentIndex(tab)

    def current_customer(self) -> int | None:
        """What Ctrl+L is about."""
        tab = self.tab(self._name())
        return tab.current_customer() if isinstance(tab, ListTab | BoardTab) else None

    def focus_search(self) -> None:
        """Where Ctrl+F leads."""
        self.search.setFocus()
        self.search.selectAll()

    def print_page(self) -> None:
        """The report is what is printed of complaints as a whole."""
        self.tabs.setCurrentIndex(list(self._makers).index("report"))
        report = self.tab("report")
        if isinstance(report, ReportTab):
            report.print_page()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._renew()

    def _wanted(self) -> tuple[str, int | None]:
        handler = next((int(str(value)) for value in self.handler.values()), None)
        return self.search.text(), handler

    def _wish(self) -> None:
        """Another search or person: what list and board show is old."""
        self._old |= {"list", "board"}
        self._renew()

    def _clear(self) -> None:
        self.handler.set_values([])
        self.search.clear()
        self._wish()

    def _on_tab(self) -> None:
        name = self._name()
        listed = name in ("list", "board")
        self.search.setVisible(listed)
        self.handler.setVisible(listed)
        self.setFocusProxy(self.tab(name))
        self._renew()

    def _renew(self) -> None:
        """Let the tab in front ask anew if what it shows is old."""
        name = self._name()
        if name in self._old and self.isVisible():
            self._old.discard(name)
            self.tab(name).refresh()

    def _name(self) -> str:
        return list(self._makers)[self.tabs.currentIndex()]

    def _tick(self) -> None:
        """A minute passed: clocks show it."""
        self._wish()

    def _on_changed(self, changes: Changes) -> None:
        if any(table in _TABLES for table, _row in changes):
            self._old |= set(self._makers)
            self._soon.ask()

    def _on_counted(self, count: int) -> None:
        self.subtitle.setText(ngettext("{n} complaint", "{n} complaints", count).format(n=count))
