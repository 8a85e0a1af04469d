"""Orders in the window: their part of the customer's page, and who answers for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmdesk.ui.shell.navigation import ShellNavigator

if TYPE_CHECKING:
    from crmdesk.ui.orders.commands import OrderCommands
    from crmdesk.ui.orders.panel import OrdersPanel
    from crmdesk.ui.shell.assembly import Parts
    from crmdesk.ui.shell.main_window import MainWindow


class OrderFeature:
    """What it needs is imported when it is first asked for."""

    def __init__(self, parts: Parts, navigator: ShellNavigator) -> None:
        self._parts, self._navigator = parts, navigator

    def connect_to(self, window: MainWindow) -> None:
        """Answer the navigator."""
        self._navigator.order_asked.connect(
            lambda order, customer: self._commands().open(order, customer, window)
        )
        self._navigator.payment_asked.connect(
            lambda customer, order: self._commands().pay(customer, order, window)
        )

    def panel(self) -> OrdersPanel:
        """The orders of the customer whose page is shown."""
        from crmdesk.ui.orders.panel import OrdersPanel

        parts = self._parts
        return OrdersPanel(parts.db, parts.jobs, parts.hub, self._navigator, self._commands())

    def _commands(self) -> OrderCommands:
        from crmdesk.ui.orders.commands import OrderCommands

        parts = self._parts
        return OrderCommands(parts.db, parts.jobs, parts.hub, self._navigator)
