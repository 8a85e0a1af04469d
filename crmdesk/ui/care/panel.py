"""Care: what one gives, and what one means to do for the customers that matter most."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, cast

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.care.gift_tab import GiftTab
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.soon import Soon
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.page import Page

_TABLES = frozenset({"gift", "gift_list", "service_plan", "plan_service", "plan_member",
                     "interaction", "customer", "contact", "staff", "setting"})  # fmt: skip


class Tab(Protocol):
    """What stands in a tab; it asks anew when told to."""

    def refresh(self) -> None: ...

    def current_customer(self) -> int | None: ...

    def print_page(self) -> None: ...


class CarePanel(Page):
    """`make_plans` makes the tab of the service plans, which belongs to another feature."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        make_plans: Callable[[], QWidget],
    ) -> None:
        super().__init__(pgettext("screen", "Care"))
        self.setObjectName("care_panel")
        self.gifts = GiftTab(db, jobs, navigator)
        self._makers: dict[str, Callable[[], QWidget]] = {
            "gifts": lambda: self.gifts,
            "plans": make_plans,
        }
        self._made: dict[str, QWidget] = {}
        self._old = set(self._makers)
        self._soon = Soon(self._renew, self)
        self._lay_out()
        self.tabs.currentChanged.connect(lambda _at: self._on_tab())
        hub.changed.connect(self._on_changed)
        self._on_tab()

    def tab(self, name: str) -> QWidget:
        """gifts or plans; made when first asked for."""
        if name not in self._made:
            made = self._made[name] = self._makers[name]()
            self._places[name].addWidget(made)
        return self._made[name]

    def show_tab(self, name: str) -> QWidget:
        """Turn to a tab."""
        self.tabs.setCurrentIndex(list(self._makers).index(name))
        return self.tab(name)

    def show_list(self, list_id: int) -> None:
        """Turn to this gift list."""
        self.show_tab("gifts")
        self._old.discard("gifts")
        self.gifts.show_list(list_id)

    def current_customer(self) -> int | None:
        """What Ctrl+L is about."""
        return self._front().current_customer()

    def print_page(self) -> None:
        """The list or the plan in front."""
        self._front().print_page()

    def state(self) -> dict[str, Any]:
        return {"tab": self.tabs.currentIndex()}

    def restore(self, state: dict[str, Any]) -> None:
        if isinstance(tab := state.get("tab"), int):
            self.tabs.setCurrentIndex(tab)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._renew()

    def _lay_out(self) -> None:
        self.new = PrimaryButton(_("New gift list"), "add")
        self.new.setObjectName("new_gift_list")
        self.new.clicked.connect(lambda: self.gifts.new_list())
        self.tools.addWidget(self.new)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("care_tabs")
        self._places: dict[str, QVBoxLayout] = {}
        titles = (pgettext("care", "Gift lists"), pgettext("care", "Service plans"))
        for name, title in zip(self._makers, titles, strict=True):
            place = QWidget()
            room = self._places[name] = QVBoxLayout(place)
            room.setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(place, title)
        self.fill(self.tabs)

    def _front(self) -> Tab:
        return cast(Tab, self.tab(self._name()))

    def _name(self) -> str:
        return list(self._makers)[self.tabs.currentIndex()]

    def _on_tab(self) -> None:
        name = self._name()
        self.new.setVisible(name == "gifts")
        self.setFocusProxy(self.tab(name))
        self._renew()

    def _renew(self) -> None:
        """Let the tab in front ask anew if what it shows is old."""
        name = self._name()
        if name in self._old and self.isVisible():
            self._old.discard(name)
            self._front().refresh()

    def _on_changed(self, changes: Changes) -> None:
        if any(table in _TABLES for table, _row in changes):
            self._old |= set(self._makers)
            self._soon.ask()
