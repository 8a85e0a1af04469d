"""A page of cases: words and whose above its tabs, and clocks that go on."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.queries import load_staff
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.table_tab import TableTab
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.search_field import SearchField
from crmdesk.ui.kit.widgets.tabbed_page import Place, TabbedPage

MINUTE = 60_000


class CasesPage(TabbedPage):
    """`listed` are the tabs that are asked by words, by whose, and by the clock.

    `new` is the button of a new case. Put `wanted` into the tabs, then call `begin`.
    """

    def __init__(
        self, db: Database, hub: DataHub, title: str, name: str, tables: frozenset[str],
        *, hint: str, listed: Sequence[str],
    ) -> None:  # fmt: skip
        super().__init__(title, name, hub, tables)
        with db.read() as session:
            self.staff = load_staff(session)
        self._listed = listed
        self.search = SearchField(hint)
        people = [(person.id, person.name) for person in self.staff]
        self.handler = FilterChip(_("Handled by"), people, many=False)
        self.new = PrimaryButton("", "add")
        for widget in (self.handler, self.search, self.new):
            self.tools.addWidget(widget)

    def begin(self, name: str, places: Sequence[Place]) -> None:
        """Show the tabs, and follow what is looked for."""
        self.add_tabs(name, places)
        self.search.textChanged.connect(lambda _text: self._wish())
        self.handler.changed.connect(lambda _values: self._wish())
        timer = QTimer(self, interval=MINUTE)
        timer.timeout.connect(self._wish)
        timer.start()

    @abstractmethod
    def on_counted(self, name: str, count: int) -> None:
        """A tab found that many."""

    def wanted(self) -> tuple[str, int | None]:
        """The words looked for, and whose."""
        handler = next((int(str(value)) for value in self.handler.values()), None)
        return self.search.text(), handler

    def focus_search(self) -> None:
        """Where Ctrl+F leads."""
        self.search.setFocus()
        self.search.selectAll()

    def on_made(self, name: str, made: Any) -> None:
        if isinstance(made, TableTab) and name in self._listed:
            made.counted.connect(lambda count: self.on_counted(name, count))
            made.cleared.connect(self._clear)

    def _wish(self) -> None:
        """Other words or person, or a minute passed: what is listed is old."""
        self.outdate(self._listed)

    def _clear(self) -> None:
        self.handler.set_values([])
        self.search.clear()
        for tab in self.made.values():
            if isinstance(tab, TableTab):
                tab.clear_chips()
        self._wish()
