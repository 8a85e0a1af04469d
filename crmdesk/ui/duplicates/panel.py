"""Cleaning up the archive: who is in it twice, what is missing, who was long forgotten."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.duplicates.gaps import GAPS, STALE
from crmdesk.models.office.settings import load_office
from crmdesk.ui.duplicates.gaps_tab import GapsTab
from crmdesk.ui.duplicates.groups_tab import GroupsTab
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.soon import Soon
from crmdesk.ui.kit.widgets.page import Page

_TABLES = frozenset({"customer", "customer_summary", "contact", "phone", "email", "channel",
                     "invoice", "address", "distinct_pair", "staff", "source"})  # fmt: skip


class CleaningPanel(Page):
    """Three tabs; each asks its questions when it is first seen."""

    def __init__(self, db: Database, jobs: JobRunner, hub: DataHub, navigator: Navigator) -> None:
        super().__init__(_("Clean up"))
        self.setObjectName("cleaning_panel")
        with db.read() as session:
            office = load_office(session)
        zone = office_zone(office.zone)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("cleaning_tabs")
        self.fill(self.tabs)
        self.groups = GroupsTab(db, jobs, navigator, zone, office.country)
        self.gaps = GapsTab("missing", GAPS, db, jobs, navigator, zone)
        self.silent = GapsTab("silent", STALE, db, jobs, navigator, zone)
        titles = (
            pgettext("clean up", "Duplicates"),
            pgettext("clean up", "Missing facts"),
            pgettext("clean up", "Long silent"),
        )
        self._all: tuple[GroupsTab | GapsTab, ...] = (self.groups, self.gaps, self.silent)
        for tab, title in zip(self._all, titles, strict=True):
            self.tabs.addTab(tab, title)
        self.groups.counted.connect(partial(self._count, 0, titles[0]))
        self._soon = Soon(self._renew, self)
        self._changed = False
        self.tabs.currentChanged.connect(lambda _at: self._on_tab())
        hub.changed.connect(self._on_changed)
        self.setFocusProxy(self.groups.table)

    def state(self) -> dict[str, Any]:
        return {"tab": self.tabs.currentIndex()}

    def restore(self, state: dict[str, Any]) -> None:
        if isinstance(tab := state.get("tab"), int):
            self.tabs.setCurrentIndex(tab)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._changed:
            self._renew()
        self._begin()

    def _on_tab(self) -> None:
        self.setFocusProxy(self._all[self.tabs.currentIndex()].table)
        self._begin()

    def _begin(self) -> None:
        """Let the tab in front ask its questions; the others wait until they are seen."""
        if self.isVisible():
            self._all[self.tabs.currentIndex()].begin()

    def _on_changed(self, changes: Changes) -> None:
        if any(table in _TABLES for table, _row in changes):
            self._changed = True
            if self.isVisible():
                self._soon.ask()

    def _renew(self) -> None:
        self._changed = False
        self.groups.note_changes()
        for tab in (self.gaps, self.silent):
            tab.note_changes()

    def _count(self, at: int, title: str, count: int) -> None:
        text = _("{kind} {count}").format(kind=title, count=f"{count:,}") if count else title
        self.tabs.setTabText(at, text)
