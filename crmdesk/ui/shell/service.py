"""Service in the window: its screen, its dialogs, each imported when first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crmdesk.ui.shell.navigation import ShellNavigator

if TYPE_CHECKING:
    from crmdesk.ui.service.contract_commands import ContractCommands
    from crmdesk.ui.shell.assembly import Parts
    from crmdesk.ui.shell.main_window import MainWindow


class ServiceFeature:
    """Answers the navigator over the window."""

    def __init__(self, parts: Parts, navigator: ShellNavigator) -> None:
        self._parts, self._navigator = parts, navigator

    def connect_to(self, window: MainWindow) -> None:
        """From now on service orders and contracts open over this window."""
        self._window = window
        self._navigator.service_asked.connect(self._open)
        self._navigator.contract_asked.connect(
            lambda contract, customer: self._contracts().open(contract, customer, window)
        )
        self._navigator.visit_asked.connect(
            lambda visit: self._contracts().finish_visit(visit, window)
        )

    def screen(self) -> QWidget:
        """Service orders and contracts."""
        from crmdesk.ui.service.panel import ServicePanel

        parts = self._parts
        return ServicePanel(parts.db, parts.jobs, parts.hub, self._navigator)

    def of_customer(self) -> QWidget:
        """The part of her page."""
        from crmdesk.ui.service.customer_panel import CustomerServicePanel

        parts = self._parts
        return CustomerServicePanel(parts.db, parts.jobs, parts.hub, self._navigator)

    def _contracts(self) -> ContractCommands:
        from crmdesk.ui.service.contract_commands import ContractCommands

        return ContractCommands(self._parts.db, self._parts.jobs, self._navigator)

    def _open(self, order_id: int | None, customer_id: int | None) -> None:
        from crmdesk.ui.service.dialog import ServiceDialog

        parts, window = self._parts, self._window
        for shown in window.findChildren(ServiceDialog):
            if shown.case_id == order_id and shown.isVisible():
                shown.raise_()
                shown.activateWindow()
                return
        ServiceDialog(
            parts.db,
            parts.jobs,
            parts.hub,
            self._navigator,
            order_id=order_id,
            customer_id=customer_id,
            parent=window,
        ).show()  # not open(): the window stays free to look things up in during the call
