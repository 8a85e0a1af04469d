"""The office's lists: every one in one place, its entries with how often they are used."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.page import Page
from crmdesk.ui.kit.widgets.splitter import Splitter
from crmdesk.ui.office.entries import EntriesCard
from crmdesk.ui.office.store import ManagedList, managed_lists

_TABLES = frozenset({"tag", "source", "staff", "custom_field", "label", "customer_tag",
                     "custom_value", "customer", "phone"})  # fmt: skip


class OfficePanel(Page):
    """Lists at the left, the entries of the chosen one at the right."""

    def __init__(self, db: Database, jobs: JobRunner, hub: DataHub, navigator: Navigator) -> None:
        super().__init__(_("Lists of the office"))
        self.setObjectName("office_panel")
        self._lists: Sequence[ManagedList] = managed_lists()
        self.names = QListWidget()
        self.names.setObjectName("lists")
        self.names.setIconSize(QSize(18, 18))
        for managed in self._lists:
            item = QListWidgetItem(icon(managed.icon, "muted"), managed.title)
            item.setSizeHint(QSize(0, 38))
            self.names.addItem(item)
        left = Card(padding=8)
        left.add(self.names, 1)
        self.entries = EntriesCard(db, jobs, navigator)
        self.fill(Splitter("office", (left, self.entries), (240, 860)))
        self.names.currentRowChanged.connect(lambda row: self.entries.show_list(self._lists[row]))
        self.names.setCurrentRow(0)
        self.names.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.names)
        hub.changed.connect(self._on_changed)

    def _on_changed(self, changes: Changes) -> None:
        if any(table in _TABLES for table, _row in changes):
            self.entries.refresh()
