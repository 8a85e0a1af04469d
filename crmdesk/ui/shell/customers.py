"""Customers in the window: the list, the page beside it, and who answers when one is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crmdesk.models.office.profile import OfficeSettings
from crmdesk.ui.interactions.commands import InteractionCommands
from crmdesk.ui.shell.navigation import ShellNavigator

if TYPE_CHECKING:
    from crmdesk.models.customers.filters import CustomerFilter
    from crmdesk.ui.customers.listing.results import Results
    from crmdesk.ui.customers.page.place import PagePlace
    from crmdesk.ui.customers.page.view import CustomerView
    from crmdesk.ui.customers.panel import CustomersPanel
    from crmdesk.ui.exchange.export_dialog import ExportScope
    from crmdesk.ui.shell.assembly import Parts
    from crmdesk.ui.shell.main_window import MainWindow
    from crmdesk.ui.timeline.panel import TimelinePanel


class CustomerFeature:
    """`orders`, `plans` and `service` build what other features show on the page.

    Asked for early the list comes at once and the page a moment later, in pieces: together they
    would keep the window for a fifth of a second.
    """

    def __init__(
        self,
        parts: Parts,
        navigator: ShellNavigator,
        interactions: InteractionCommands,
        office: OfficeSettings,
        zone: tzinfo,
        *,
        orders: Callable[[], QWidget],
        plans: Callable[[], QWidget],
        service: Callable[[], QWidget],
    ) -> None:
        self._parts, self._navigator, self._interactions = parts, navigator, interactions
        self._office, self._zone = office, zone
        self._orders, self._plans, self._service = orders, plans, service
        self._window: MainWindow | None = None
        self._panel: CustomersPanel | None = None

    def connect_to(self, window: MainWindow) -> None:
        """Answer the navigator."""
        self._window = window
        self._navigator.customer_asked.connect(self._open)
        self._navigator.customers_asked.connect(self._find)
        self._navigator.interaction_asked.connect(self._log)
        self._navigator.call_asked.connect(self._take_call)

    def pieces(self, window: MainWindow) -> Sequence[Callable[[], object]]:
        """What to build ahead, in turn; each takes a frame or three."""
        return (
            lambda: self._timeline,
            lambda: self._place.build(),
            lambda: self._place.make(),
            lambda: self._results,
            self.screen,
            lambda: window.screen_widget("customers"),
            lambda: self._place.make().body.part("profile"),
            lambda: self._place.make().body.make_ready(),
        )

    def screen(self) -> CustomersPanel:
        """The list, with the place of the page beside it."""
        from crmdesk.ui.customers.commands import register_list_commands
        from crmdesk.ui.customers.panel import CustomersPanel

        parts = self._parts
        if self._panel is None:
            stage = self._window.stage if self._window is not None else None
            self._panel = CustomersPanel(
                parts.db, parts.jobs, parts.hub, self._navigator, self._place, self._results, stage
            )
            if self._window is not None:
                register_list_commands(self._window.commands, self._panel.deeds)
                self._window.equip()
        return self._panel

    def export_scope(self) -> ExportScope:
        """What an export asked for now could take."""
        from crmdesk.ui.shell.export_scope import export_scope

        return export_scope(self._panel)

    @cached_property
    def _results(self) -> Results:
        from crmdesk.ui.customers.listing.results import Results

        return Results(self._parts.db, self._parts.jobs, self._navigator)

    @cached_property
    def _place(self) -> PagePlace:
        from crmdesk.ui.customers.page.place import PagePlace

        return PagePlace(self._parts.jobs, lambda: self._timeline, self._page)

    def _page(self, place: QWidget) -> CustomerView:
        from crmdesk.ui.customers.page.view import CustomerView

        parts = self._parts
        return CustomerView(
            parts.db,
            parts.jobs,
            parts.hub,
            self._navigator,
            office=self._office,
            zone=self._zone,
            timeline=self._timeline,
            orders=self._orders,
            plans=self._plans,
            service=self._service,
            parent=place,
        )

    @cached_property
    def _timeline(self) -> TimelinePanel:
        from crmdesk.ui.timeline.panel import TimelinePanel

        parts = self._parts
        return TimelinePanel(
            parts.db,
            parts.jobs,
            parts.hub,
            self._navigator,
            self._interactions.composer(),
            self._interactions.edit,
            self._place,
        )

    def _open(self, customer_id: int) -> None:
        self._to_front().show_customer(customer_id)

    def _find(self, chosen: CustomerFilter) -> None:
        from crmdesk.models.customers.views import View

        self._to_front().show_view(View(filter=chosen))

    def _to_front(self) -> CustomersPanel:
        if self._window is not None:
            self._window.show_screen("customers")
        return self.screen()

    def _take_call(self, customer_id: int, contact_id: int | None) -> None:
        """Her page in front and the cursor where one writes; what was begun about her stays."""

        def write(page: CustomerView) -> None:
            page.show_customer(customer_id)
            page.body.show_tab("timeline")
            self._timeline.take_call(contact_id)

        self._open(customer_id)
        self._place.when_there(write)

    def _log(self, customer_id: int | None) -> None:
        """In the composer where the customer's page is in front, else in the small dialog."""
        window, page = self._window, self._place.page
        if window is None:
            return
        in_front = window.current_screen() == "customers"
        if in_front and customer_id is not None and page is not None:
            page.show_customer(customer_id)  # should it still be on its way
            page.body.show_tab("timeline")
            self._timeline.focus_composer()
        else:
            self._interactions.log(customer_id, window)
