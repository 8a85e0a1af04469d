"""One customer, one page: the pane beside the list, and the whole page where there is room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.facts import FACTS
from crmdesk.models.customers.page import load_page, load_talks, prepare
from crmdesk.models.customers.page_rows import CustomerPage
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.ui.customers.page.body import Body
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.header import HeaderCard
from crmdesk.ui.customers.printing.customer_sheet import customer_sheet
from crmdesk.ui.kit.autosave import DraftSaver
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.phones import hide_numbers
from crmdesk.ui.kit.widgets.states import EmptyState

PRINTED = 40
"""So many of the last contacts go on paper."""

LOW = 760
"""Below this height the header says less, so that the timeline keeps its room."""

SHOWN = frozenset(
    {
        *("customer", "contact", "phone", "email", "address", "channel", "invoice", "anniversary"),
        *("consent", "customer_tag", "custom_value", "attachment", "stage_change", "interaction"),
        *("follow_up", "promise", "complaint", "tag", "source", "staff", "custom_field"),
        *("order", "order_line", "payment", "customer_sales", "service_order", "service_contract"),
    }
)
"""A commit in one of these tables may change the page."""

SAID = frozenset({"veil", "private_note", "data_basis"})
"""What changes how the page reads, though not what `load_page` says."""


class CustomerView(QWidget):
    """Call `show_customer`, or `show_soon` where somebody walks down a list; it follows every
    commit by itself. `closed()` when she was deleted."""

    closed = Signal()

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        *,
        office: OfficeSettings,
        zone: tzinfo,
        timeline: QWidget,
        orders: Callable[[], QWidget] | None = None,
        plans: Callable[[], QWidget] | None = None,
        service: Callable[[], QWidget] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("customer_page")
        self._context = PageContext(db, jobs, navigator, office, zone)
        self._page: CustomerPage | None = None
        self._coming, self._changed = Latest(jobs, self), False
        self._coming.ready.connect(self._on_come)
        self._coming.failed.connect(lambda error: show_failure(self, error))
        column = self._lay_out()
        self.header = HeaderCard(self._context, hub)
        column.addWidget(self.header)
        self.body = Body(self._context, timeline, orders, plans, service, self._content)
        column.addWidget(self.body, 1)
        self.header.glance.orders_asked = lambda: self.body.show_tab("orders")
        self.body.turned.connect(self._fit)
        self.header.fact_asked.connect(self.fill_in)
        self.header.action_row.print_asked.connect(self.print_page)
        self.header.failed.connect(lambda error: show_failure(self, error))
        self._saver = DraftSaver(db, jobs, "", self.body.typed, self.body.resume, self)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self.refresh)
        hub.changed.connect(self._on_changed)
        jobs.read(lambda _job: self._prepare())

    def _lay_out(self) -> QVBoxLayout:
        """What is moved when it is full is dressed anew: the column comes first, then its parts."""
        self._pages = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self._pages.addWidget(
            EmptyState(
                "customers",
                _("No customer chosen"),
                _("Choose one in the list, or search by name, initials or number."),
            )
        )
        self._content = QWidget()
        self._pages.addWidget(self._content)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        return column

    def customer_id(self) -> int | None:
        """Whom the page shows."""
        return self._page.id if self._page is not None else None

    def show_customer(self, customer_id: int | None) -> None:
        """Show her, or nobody; what was being edited about another one is stored first."""
        self._coming.drop()
        if customer_id != self.customer_id():
            self.body.finish()
            self._turn_to(self._load(customer_id) if customer_id is not None else None)

    def show_soon(self, customer_id: int | None) -> None:
        """The same, read beside this thread; until then the page stays, and all that is typed."""
        if customer_id is None or customer_id == self.customer_id():
            self.show_customer(customer_id)
            return
        self._changed = False
        self._coming.ask(lambda _job: (customer_id, self._load(customer_id)))

    def _on_come(self, answer: tuple[int, CustomerPage | None]) -> None:
        customer_id, page = answer
        self.body.finish()
        if self._changed:  # while it was read, or by what was just stored
            page = self._load(customer_id)
        self._turn_to(page)

    def _turn_to(self, page: CustomerPage | None) -> None:
        hide_numbers(keep=page.id if page is not None else None)
        self._page = page
        self._pages.setCurrentIndex(0 if page is None else 1)
        if page is not None:
            self._context.customer_id, self._context.name = page.id, page.name
            self.header.show_page(page)
            self.body.show_page(page)
            self.body.show_timeline(page.id)
            self._saver.move_to(f"customer.page:{page.id}")

    def refresh(self) -> None:
        """Show what is stored by now; words being typed stay."""
        if self._page is None:
            return
        page = self._load(self._page.id)
        if page is None:
            self._page = None
            self._pages.setCurrentIndex(0)
            self.closed.emit()
        elif page != self._page:
            self._page = page
            self._context.name = page.name
            self.header.show_page(page)
            self.body.show_page(page)
        else:
            self.body.refresh_changes(page)

    def fill_in(self, name: str) -> None:
        """Go to a fact or a gap (`missing` names them), ready to type."""
        if self._page is not None:
            self.body.fill_in(name)

    def fill_missing(self) -> None:
        """One key: the most useful gap, else the first fact."""
        self.fill_in(self.header.missing.first() or next(iter(FACTS)))

    def print_page(self) -> None:
        """Print the page of this customer."""
        page, context = self._page, self._context
        if page is None:
            return
        with context.db.read() as session:
            talks = load_talks(session, page.id, PRINTED)
        sheet = customer_sheet(page, talks, context.today(), context.zone, context.office.country)
        context.navigator.record(
            "record.sheet", [page.id], lambda: sheet.preview(self.window()),
            title=_("Customer sheet"), name=page.name,
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and self._page is not None:
            self.fill_missing()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(self.body.tab())

    def _load(self, customer_id: int) -> CustomerPage | None:
        with self._context.db.read() as session:
            return load_page(
                session,
                customer_id,
                today=self._context.today(),
                viewer=self._context.db.staff_id,
            )

    def _fit(self, tab: str) -> None:
        self.header.set_low(low=self.height() < LOW, timeline_below=tab == "timeline")

    def _prepare(self) -> None:
        with self._context.db.read() as session:
            prepare(session)

    def _on_changed(self, changes: Changes) -> None:
        if self._page is not None and any(table in SAID for table, _id in changes):
            self.header.show_page(self._page)
            self.body.show_page(self._page)
        if any(table in SHOWN for table, _id in changes):
            self._changed = True
            if self._page is not None:
                self._later.start()
