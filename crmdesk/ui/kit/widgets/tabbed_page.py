"""A page of tabs: each is made when it is first turned to, and asks when it is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from crmdesk.models.core.db import Changes
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.navigation import ShowsCustomer
from crmdesk.ui.kit.soon import Soon
from crmdesk.ui.kit.widgets.page import Page

Place = tuple[str, str, Callable[[], QWidget]]
"""Name and title of a tab, and what makes it; what is made has `refresh()`."""


class TabbedPage(Page):
    """`tables`: a commit in one of them makes what every tab shows old.

    Call `add_tabs` once everything the tabs are made of is there.
    """

    def __init__(self, title: str, name: str, hub: DataHub, tables: frozenset[str]) -> None:
        super().__init__(title)
        self.setObjectName(f"{name}_panel")
        self.names: tuple[str, ...] = ()
        self._tables = tables
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._rooms: dict[str, QVBoxLayout] = {}
        self.made: dict[str, Any] = {}
        self.old: set[str] = set()
        self._soon = Soon(self.renew, self)
        self.tabs = QTabWidget()
        hub.changed.connect(self._on_changed)

    def add_tabs(self, name: str, places: Iterable[Place]) -> None:
        """Show the tabs, the first of them in front."""
        self.tabs.setObjectName(name)
        for key, title, make in places:
            place = QWidget()
            room = self._rooms[key] = QVBoxLayout(place)
            room.setContentsMargins(0, 0, 0, 0)
            self._makers[key] = make
            self.tabs.addTab(place, title)
        self.fill(self.tabs)  # behind the tools, for Tab goes from there to here
        self.names = tuple(self._makers)
        self.old = set(self.names)
        self.tabs.currentChanged.connect(lambda _at: self.on_tab())
        self.on_tab()

    def tab(self, name: str) -> Any:
        """The tab of that name; made when first asked for."""
        if name not in self.made:
            made = self.made[name] = self._makers[name]()
            self.on_made(name, made)
            self._rooms[name].addWidget(made)
        return self.made[name]

    def on_made(self, name: str, made: Any) -> None:
        """Connect to a tab that is new."""

    def turn_to(self, name: str) -> Any:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(self.names.index(name))
        return self.tab(name)

    def name_in_front(self) -> str:
        return self.names[self.tabs.currentIndex()]

    def in_front(self) -> Any:
        """The tab that is seen."""
        return self.tab(self.name_in_front())

    def current_customer(self) -> int | None:
        """What Ctrl+L is about; nobody on a tab that is about nobody."""
        front = self.in_front()
        return front.current_customer() if isinstance(front, ShowsCustomer) else None

    def state(self) -> dict[str, Any]:
        return {"tab": self.tabs.currentIndex()}

    def restore(self, state: dict[str, Any]) -> None:
        if isinstance(tab := state.get("tab"), int):
            self.tabs.setCurrentIndex(tab)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.renew()

    def on_tab(self) -> None:
        """Another tab came to the front."""
        self.setFocusProxy(self.in_front())
        self.renew()

    def outdate(self, names: Iterable[str]) -> None:
        """What these tabs show is old: the one in front asks at once, others when seen."""
        self.old |= set(names)
        self.renew()

    def renew(self) -> None:
        """Let the tab in front ask anew if what it shows is old."""
        name = self.name_in_front()
        if name in self.old and self.isVisible():
            self.old.discard(name)
            self.tab(name).refresh()

    def _on_changed(self, changes: Changes) -> None:
        if any(table in self._tables for table, _row in changes):
            self.old |= set(self.names)
            self._soon.ask()
