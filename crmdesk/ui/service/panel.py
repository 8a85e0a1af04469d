"""Service: what is to be done for customers, and what contracts owe them."""

from __future__ import annotations

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.ui.kit.cases.cases_page import CasesPage
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.service.contracts_tab import ContractsTab
from crmdesk.ui.service.orders_tab import OrdersTab

_TABLES = frozenset({"service_order", "service_step", "service_pause", "service_group", "customer",
                     "service_contract", "service_visit", "holiday", "interaction"})  # fmt: skip


class ServicePanel(CasesPage):
    """The button makes a new one of what the tab in front lists; each tab asks when it is seen."""

    def __init__(self, db: Database, jobs: JobRunner, hub: DataHub, navigator: Navigator) -> None:
        super().__init__(
            db, hub, _("Service"), "service", _TABLES,
            hint=_("Customer, words, device, number…"), listed=("orders", "contracts"),
        )  # fmt: skip
        self._navigator = navigator
        self.handler.setVisible(len(self.staff) > 1)
        self.new.setObjectName("new_service")
        self.new.clicked.connect(lambda: self._begin_new())
        self.begin(
            "service_tabs",
            (
                ("orders", _("Service orders"),
                 lambda: OrdersTab(db, jobs, navigator, self.wanted)),
                ("contracts", _("Service contracts"),
                 lambda: ContractsTab(db, jobs, navigator, self.wanted)),
            ),
        )  # fmt: skip

    def print_page(self) -> None:
        """The service order the keyboard stands on, on paper."""
        self.turn_to("orders").print_current()

    def on_tab(self) -> None:
        orders = self.name_in_front() == "orders"
        text = _("New service order") if orders else _("New service contract")
        self.new.setText(text)
        self.new.setToolTip(with_shortcut(text, "Ctrl+Shift+S" if orders else ""))
        self.old.add(self.name_in_front())  # which counts anew for the line beside the title
        super().on_tab()

    def on_counted(self, name: str, count: int) -> None:
        if name != self.name_in_front():
            return
        if name == "orders":
            text = ngettext("{n} service order", "{n} service orders", count)
        else:
            text = ngettext("{n} service contract", "{n} service contracts", count)
        self.subtitle.setText(text.format(n=count))

    def _begin_new(self) -> None:
        if self.name_in_front() == "orders":
            self._navigator.open_service()
        else:
            self._navigator.open_contract()
