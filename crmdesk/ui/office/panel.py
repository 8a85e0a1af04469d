"""The office's lists: every one in one place, its entries with how often they are used."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.hours import missing_year
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.hub import DataHub, touches
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.page import Page
from crmdesk.ui.kit.widgets.splitter import Splitter
from crmdesk.ui.office.entries import EntriesCard
from crmdesk.ui.office.festivals_card import FestivalsCard
from crmdesk.ui.office.holidays_card import HolidaysCard
from crmdesk.ui.office.hours_card import HoursCard
from crmdesk.ui.office.law_card import LawCard
from crmdesk.ui.office.privacy_card import PrivacyCard
from crmdesk.ui.office.replies_card import RepliesCard
from crmdesk.ui.office.rhythms_card import RhythmsCard
from crmdesk.ui.office.service_card import ServiceCard
from crmdesk.ui.office.store import ManagedList, managed_lists
from crmdesk.ui.office.targets_card import TargetsCard

_TABLES = frozenset({"tag", "source", "staff", "custom_field", "label", "customer_tag",
                     "custom_value", "customer", "phone"})  # fmt: skip

Settings = (
    HoursCard
    | HolidaysCard
    | TargetsCard
    | ServiceCard
    | RepliesCard
    | RhythmsCard
    | FestivalsCard
    | PrivacyCard
    | LawCard
)


class OfficePanel(Page):
    """Lists and settings at the left, the entries of the chosen one at the right."""

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
        left.setMinimumWidth(200)
        self.entries = EntriesCard(db, jobs, navigator)
        self._makers: dict[str, Callable[[], Settings]] = {
            "hours": lambda: HoursCard(db, jobs, navigator),
            "holidays": lambda: HolidaysCard(db, jobs, navigator),
            "targets": lambda: TargetsCard(db, jobs, navigator),
            "service": lambda: ServiceCard(db, jobs, navigator),
            "replies": lambda: RepliesCard(db, jobs, navigator),
            "rhythms": lambda: RhythmsCard(db, jobs, navigator),
            "festivals": lambda: FestivalsCard(db, jobs, navigator),
            "privacy": lambda: PrivacyCard(db, jobs, navigator),
            "law": lambda: LawCard(db, jobs, navigator),
        }
        self._name_settings()
        self._db = db
        self._made: dict[str, Settings] = {}
        self.right = QStackedWidget()
        self.right.addWidget(self.entries)
        self.fill(Splitter("office", (left, self.right), (240, 860)))
        self.names.currentRowChanged.connect(self._on_row)
        self.names.setCurrentRow(0)
        self.names.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.names)
        hub.changed.connect(self._on_changed)

    def _name_settings(self) -> None:
        """Below the lists, in the order of the makers."""
        for text, role in (
            (_("Working time"), "clock"),
            (_("Days off"), "calendar"),
            (_("Deadlines of complaints"), "complaint"),
            (_("Service"), "service"),
            (_("Answers to customers"), "inbox"),
            (_("Return visits"), "refresh"),
            (_("Festivals"), "gift"),
            (_("Privacy"), "eye"),
            (_("Personal information"), "info"),
        ):
            item = QListWidgetItem(icon(role, "muted"), text)
            item.setSizeHint(QSize(0, 38))
            self.names.addItem(item)

    def settings(self, name: str) -> Settings:
        """One of `_makers`, made when first asked for."""
        if name not in self._made:
            made = self._made[name] = self._makers[name]()
            self.right.addWidget(made)
        return self._made[name]

    def showEvent(self, event: QShowEvent) -> None:
        """The entry of days off bears a warning while next year's are missing."""
        super().showEvent(event)
        with self._db.read() as session:
            zone = office_zone(load_office(session).zone)
            missing = missing_year(session, local_day(self._db.now(), zone))
        item = self.names.item(len(self._lists) + list(self._makers).index("holidays"))
        late = missing is not None
        item.setIcon(icon("warning" if late else "calendar", "amber" if late else "muted"))

    def show_settings(self, name: str) -> None:
        """Bring one of these `settings` to the front."""
        self.names.setCurrentRow(len(self._lists) + list(self._makers).index(name))

    def _on_row(self, row: int) -> None:
        if row < len(self._lists):
            self.right.setCurrentWidget(self.entries)
            self.entries.show_list(self._lists[row])
            return
        card = self.settings(list(self._makers)[row - len(self._lists)])
        self.right.setCurrentWidget(card)
        card.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if any(table in _TABLES for table, _row in changes):
            self.entries.refresh()
        if "service" in self._made and touches(changes, "service_group"):
            self._made["service"].refresh()
        if "holidays" in self._made and touches(changes, "holiday"):
            self._made["holidays"].refresh()
