"""The customer screen: views, search, filters, the list, and the one stood on beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.core.jobs import Progress
from crmdesk.models.customers.filters import CustomerFilter, from_json, to_json
from crmdesk.models.customers.listing import Found
from crmdesk.models.customers.views import View
from crmdesk.models.office.settings import load_office
from crmdesk.ui.customers.listing.actions import ListActions
from crmdesk.ui.customers.listing.filter_bar import FilterBar
from crmdesk.ui.customers.listing.results import Question, Results
from crmdesk.ui.customers.listing.view_menu import ViewButton
from crmdesk.ui.customers.listing.view_store import ViewStore
from crmdesk.ui.customers.printing.list_sheet import ListSheet, list_sheet
from crmdesk.ui.kit.customer_acts import CustomerActs
from crmdesk.ui.kit.hub import DataHub, touches
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.phones import whole_numbers
from crmdesk.ui.kit.widgets.buttons import IconButton, PrimaryButton
from crmdesk.ui.kit.widgets.page import Page
from crmdesk.ui.kit.widgets.search_field import SearchField
from crmdesk.ui.kit.widgets.splitter import Splitter

SHOWN = frozenset(
    {
        "customer",
        "customer_summary",
        "customer_tag",
        "phone",
        "contact",
        "custom_value",
        "customer_sales",
        "data_basis",
    }
    | {"staff", "source", "tag"}
)
"""A commit that touched one of these may change what the list shows."""

PATIENCE = 40  # ms on a row before its page is loaded: an arrow key held down passes by


class DetailPane(Protocol):
    """A widget that shows one customer, or nobody."""

    def show_customer(self, customer_id: int | None) -> None: ...

    def show_soon(self, customer_id: int | None) -> None:
        """The same a moment later, without keeping the window waiting."""


@dataclass(frozen=True, slots=True)
class ShownList:
    """The list as seen, for export and print: `selected` where several are, in the order shown."""

    question: Question
    columns: Sequence[str]
    selected: Sequence[int]


class CustomersPanel(Page):
    """Everything about many customers; `detail` is the pane at the right, `results` the list, where
    it was made ahead."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        detail: DetailPane,
        results: Results | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Customers"), parent)
        self.setObjectName("customers_panel")
        self._db, self._jobs, self._navigator, self._detail = db, jobs, navigator, detail
        self._by_hand = True  # the words searched are being typed, not set
        acts = CustomerActs(db, jobs, navigator, self)
        self.results = results or Results(db, jobs, navigator)
        self.deeds = ListActions(db, jobs, navigator, acts, lambda: self.results.table, self)
        self.bar = FilterBar(db, jobs)
        self.views = ViewButton(db, ViewStore(db, jobs, self))
        self.search = SearchField(_("Name, company, end of a phone number…"), "Ctrl+F")
        self._lay_out(cast(QWidget, detail))
        self._wait = QTimer(self, interval=PATIENCE, singleShot=True)
        self._wait.timeout.connect(lambda: detail.show_soon(self.current_customer()))
        jobs.stopping.connect(self._wait.stop)
        self._connect()
        hub.changed.connect(self._on_changed)
        self.views.reload()
        _equip_table(self)
        self.deeds.equip_bar(self.results.bulk)
        self._ask()

    def _lay_out(self, detail: QWidget) -> None:
        self.title.hide()
        self.head.insertWidget(0, self.views)
        self.search.setObjectName("customer_search")
        self.search.setMinimumWidth(320)
        columns = IconButton("columns", _("Choose columns"))
        columns.setObjectName("columns")
        columns.clicked.connect(
            lambda: self.results.table.columns.menu(self).popup(
                columns.mapToGlobal(columns.rect().bottomLeft())
            )
        )
        new = PrimaryButton(_("New customer"), "add")
        new.setObjectName("new_customer")
        new.setToolTip(_("New customer") + " (Ctrl+N)")
        new.clicked.connect(lambda: self._navigator.new_customer(self.search.text()))
        for tool in (self.search, columns, new):
            self.tools.addWidget(tool)
        self.fill(self.bar, 0)
        self.fill(Splitter("customers", [self.results, detail], [720, 460], parent=self))

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._on_typed())
        self.search.left_down.connect(lambda: self._enter_list())
        self.search.returnPressed.connect(lambda: self._open_current())
        self.bar.changed.connect(lambda: self._ask())
        self.views.chosen.connect(self.show_view)
        self.results.answered.connect(self._on_answered)
        self.results.sorted_by_hand.connect(lambda: self._say_present())
        self.results.current_changed.connect(lambda _id: self._wait.start())
        self.results.clear_asked.connect(lambda: self.clear())
        self.results.table_made.connect(lambda: _equip_table(self))

    def shown(self) -> ShownList:
        """What an export or print of the list as seen takes."""
        table = self.results.table
        selected = table.selected_ids() if table.selected_count() > 1 else []
        return ShownList(self.results.asked, table.columns.visible(), selected)

    def show_customer(self, customer_id: int) -> None:
        """Stand on this customer; filters that hide her are cleared."""
        if customer_id not in self.results.model.ids():
            self.clear()
        self.results.want(customer_id)
        self._detail.show_customer(customer_id)

    def current_customer(self) -> int | None:
        return self.results.table.current_id()

    def print_page(self) -> None:
        """The list as seen, or who is selected in it."""
        table, model = self.results.table, self.results.model
        keys = {column.key: column for column in model.columns}
        columns = [keys[key] for key in table.columns.visible()]
        ids = table.selected_ids() if table.selected_count() > 1 else model.ids()

        def make(progress: Progress) -> ListSheet:
            with self._db.read() as session:
                zone = office_zone(load_office(session).zone)
            today = local_day(self._db.now(), zone)
            with whole_numbers():
                return list_sheet(ids, columns, self.results.load, today, progress)

        def preview() -> None:
            from crmdesk.ui.customers.printing.list_preview import ListPreview

            ListPreview(self._jobs, make, self.window()).open()

        self._navigator.record(
            "record.print", ids, preview,
            title=_("Customers"), count=len(ids), columns=[column.title for column in columns],
        )  # fmt: skip

    def focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def show_view(self, view: View) -> None:
        """Show what a view keeps: filter, order and, where it has them, columns."""
        self.views.set_base(view)
        if view.columns:
            self.results.table.columns.show_only(view.columns)
        self._set_text(view.filter.text)
        self.bar.set_filter(view.filter)
        self.results.asked = Question(view.filter, view.sort, view.descending)
        self._ask()

    def clear(self) -> None:
        """Everybody again, in the order chosen."""
        self._set_text("")
        self.bar.set_filter(CustomerFilter())
        self._ask()

    def state(self) -> dict[str, Any]:
        asked = self.results.asked
        return {
            "filter": to_json(asked.filter),
            "sort": asked.sort,
            "descending": asked.descending,
            "current": self.current_customer(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        chosen = from_json(state.get("filter") or {})
        view = View(
            filter=chosen, sort=str(state.get("sort", "")), descending=bool(state.get("descending"))
        )
        self.show_view(replace(view, name=self.views.base().name))
        if isinstance(current := state.get("current"), int):
            self.results.want(current)

    def _ask(self) -> None:
        text = self.search.text()
        self.bar.set_text(text)
        asked = replace(self.results.asked, filter=replace(self.bar.filter(), text=text))
        self.results.ask(asked)
        self._say_present()

    def _on_typed(self) -> None:
        if self._by_hand:
            self._ask()

    def _set_text(self, text: str) -> None:
        self._by_hand = False
        self.search.setText(text)
        self._by_hand = True

    def _say_present(self) -> None:
        asked = self.results.asked
        columns = tuple(self.results.table.columns.visible())
        self.views.set_present(View(0, "", asked.filter, asked.sort, asked.descending, columns))

    def _on_answered(self, found: Found) -> None:
        count = len(found.ids)
        nobody = not count and self.results.asked.filter.is_empty()
        cast(QWidget, self._detail).setVisible(not nobody)  # the list says how to begin
        had_focus = self.results.table.hasFocus()
        self.setFocusProxy(self.results.empty if nobody else self.results.table)
        if nobody and had_focus:
            self.setFocus()
        text = ngettext("{n} customer", "{n} customers", count).format(n=f"{count:,}")
        if found.capped:
            text = _("More than {n} customers, the newest are shown").format(n=f"{count:,}")
        self.subtitle.setText(text if count else "")

    def _on_changed(self, changes: Changes) -> None:
        if touches(changes, "custom_field"):
            self.results.make_table()
        if any(touches(changes, table) for table in ("tag", "staff", "source")) or (
            ("customer", 0) in changes
        ):
            self.bar.reload()
        if touches(changes, "saved_view"):
            self.views.reload()
        if any(table in SHOWN for table, _row in changes):
            self.results.refresh()

    def _enter_list(self) -> None:
        table, ids = self.results.table, self.results.model.ids()
        if not table.selected_count() and ids:
            table.select_id(table.current_id() or ids[0])
        table.setFocus()

    def _open_current(self) -> None:
        if (customer_id := self.current_customer()) is not None:
            self._navigator.open_customer(customer_id)


def _equip_table(panel: CustomersPanel) -> None:
    """The table there is now has the keyboard where the screen is given it."""
    panel.deeds.equip(panel.results.table)
    panel.setFocusProxy(panel.results.table)
