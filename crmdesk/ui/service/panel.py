"""Service: what is to be done for customers, and what contracts owe them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.office.queries import load_staff
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.soon import Soon
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.page import Page
from crmdesk.ui.kit.widgets.search_field import SearchField
from crmdesk.ui.service.contracts_tab import ContractsTab
from crmdesk.ui.service.orders_tab import OrdersTab
from crmdesk.ui.service.table_tab import TableTab

MINUTE = 60_000
_TABLES = frozenset({"service_order", "service_step", "service_pause", "service_group", "customer",
                     "service_contract", "service_visit", "holiday", "interaction"})  # fmt: skip
NAMES = ("orders", "contracts")


class ServicePanel(Page):
    """The button makes a new one of what the tab in front lists; each tab asks when it is seen."""

    def __init__(self, db: Database, jobs: JobRunner, hub: DataHub, navigator: Navigator) -> None:
        super().__init__(_("Service"))
        self.setObjectName("service_panel")
        self._navigator = navigator
        with db.read() as session:
            staff = load_staff(session)
        self.search = SearchField(_("Customer, words, device, number…"))
        people = [(person.id, person.name) for person in staff]
        self.person = FilterChip(_("Handled by"), people, many=False)
        self.person.setVisible(len(staff) > 1)
        self._makers: dict[str, Callable[[], TableTab]] = {
            "orders": lambda: OrdersTab(db, jobs, navigator, self._wanted),
            "contracts": lambda: ContractsTab(db, jobs, navigator, self._wanted),
        }
        self._made: dict[str, TableTab] = {}
        self._lay_out()
        self._old = set(NAMES)
        self._soon = Soon(self._renew, self)
        self.search.textChanged.connect(lambda _text: self._wish())
        self.person.changed.connect(lambda _values: self._wish())
        self.tabs.currentChanged.connect(lambda _at: self._on_tab())
        hub.changed.connect(self._on_changed)
        timer = QTimer(self, interval=MINUTE)
        timer.timeout.connect(self._wish)
        timer.start()
        self._on_tab()

    def tab(self, name: str) -> TableTab:
        """orders or contracts; made when first asked for."""
        if name not in self._made:
            made = self._made[name] = self._makers[name]()
            made.counted.connect(lambda count: self._on_counted(name, count))
            made.cleared.connect(self._clear)
            self._places[name].addWidget(made)
        return self._made[name]

    def _lay_out(self) -> None:
        self.new = PrimaryButton("", "add")
        self.new.setObjectName("new_service")
        self.new.clicked.connect(lambda: self._begin())
        for widget in (self.person, self.search, self.new):
            self.tools.addWidget(widget)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("service_tabs")
        titles = (_("Service orders"), _("Service contracts"))
        self._places = {
            name: self._add_place(title) for name, title in zip(NAMES, titles, strict=True)
        }
        self.fill(self.tabs)

    def _add_place(self, title: str) -> QVBoxLayout:
        """Where a tab will stand once it is turned to."""
        place = QWidget()
        room = QVBoxLayout(place)
        room.setContentsMargins(0, 0, 0, 0)
        self.tabs.addTab(place, title)
        return room

    def state(self) -> dict[str, Any]:
        return {"tab": self.tabs.currentIndex()}

    def restore(self, state: dict[str, Any]) -> None:
        if isinstance(tab := state.get("tab"), int):
            self.tabs.setCurrentIndex(tab)

    def current_customer(self) -> int | None:
        """What Ctrl+L is about."""
        return self.tab(self._name()).current_customer()

    def focus_search(self) -> None:
        """Where Ctrl+F leads."""
        self.search.setFocus()
        self.search.selectAll()

    def print_page(self) -> None:
        """The service order the keyboard stands on, on paper."""
        self.tabs.setCurrentIndex(NAMES.index("orders"))
        tab = self.tab("orders")
        if isinstance(tab, OrdersTab):
            tab.print_current()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._renew()

    def _begin(self) -> None:
        if self._name() == "orders":
            self._navigator.open_service()
        else:
            self._navigator.open_contract()

    def _wanted(self) -> tuple[str, int | None]:
        person = next((int(str(value)) for value in self.person.values()), None)
        return self.search.text(), person

    def _wish(self) -> None:
        """Another search or person, or a minute passed: what is shown is old."""
        self._old |= set(NAMES)
        self._renew()

    def _clear(self) -> None:
        self.person.set_values([])
        self.search.clear()
        for tab in self._made.values():
            tab.show_usual()
        self._wish()

    def _on_tab(self) -> None:
        orders = self._name() == "orders"
        text = _("New service order") if orders else _("New service contract")
        self.new.setText(text)
        self.new.setToolTip(with_shortcut(text, "Ctrl+Shift+S" if orders else ""))
        self.setFocusProxy(self.tab(self._name()))
        self._old.add(self._name())
        self._renew()

    def _renew(self) -> None:
        """Let the tab in front ask anew if what it shows is old."""
        name = self._name()
        if name in self._old and self.isVisible():
            self._old.discard(name)
            self.tab(name).refresh()

    def _name(self) -> str:
        return NAMES[self.tabs.currentIndex()]

    def _on_changed(self, changes: Changes) -> None:
        if any(table in _TABLES for table, _row in changes):
            self._old |= set(NAMES)
            self._soon.ask()

    def _on_counted(self, name: str, count: int) -> None:
        if name != self._name():
            return
        if name == "orders":
            text = ngettext("{n} service order", "{n} service orders", count)
        else:
            text = ngettext("{n} service contract", "{n} service contracts", count)
        self.subtitle.setText(text.format(n=count))
