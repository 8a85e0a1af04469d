"""Service of one customer: a part of her page, with her contracts on top."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _
from crmdesk.models.service.contract_queries import (
    ContractFilter,
    ContractRow,
    find_contracts,
    load_contracts,
)
from crmdesk.models.service.queries import ServiceFilter, find_ids
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import ElidedLabel
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.soon import Soon
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.table_tab import Find
from crmdesk.ui.kit.when import say_day
from crmdesk.ui.kit.widgets.buttons import GhostButton, PlainButton
from crmdesk.ui.kit.widgets.chips import Pill
from crmdesk.ui.service.contracts_tab import say_end
from crmdesk.ui.service.orders_tab import OrdersTab

_TABLES = frozenset({"service_order", "service_contract", "service_visit", "service_step"})
_AWAY = frozenset({"customer", "group", "number"})
"""Columns that say on her own page what one sees, or too much."""


class _HerOrders(OrdersTab):
    """Every service order of one customer, newest first."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        self.customer = 0
        super().__init__(db, jobs, navigator, lambda: ("", None), "customer_service")
        for chip in (self.status, self.order):
            chip.hide()

    def filtered(self) -> bool:
        return False

    def asked(self) -> Find:
        hers = ServiceFilter(None, customer_id=self.customer)
        return lambda session: find_ids(session, hers)

    def columns(self) -> list[Column]:
        subject = Column("subject", _("Subject"), lambda card: card.row.subject, width=200,
                         fixed=True)  # fmt: skip
        return [subject, *(one for one in super().columns() if one.key not in _AWAY)]


class CustomerServicePanel(QWidget):
    """`show_customer` turns it to another one; it follows every commit by itself."""

    def __init__(self, db: Database, jobs: JobRunner, hub: DataHub, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("customer_service_panel")
        self._db, self._navigator = db, navigator
        self._customer = 0
        self.orders = _HerOrders(db, jobs, navigator)
        self._contracts = QVBoxLayout()
        self._contracts.setSpacing(4)
        self._soon = Soon(self.refresh, self)
        head = QHBoxLayout()
        head.setSpacing(8)
        for name, text, key, run in (
            ("new_service", _("New service order"), "Ctrl+Shift+S", navigator.open_service),
            ("new_contract", _("New service contract"), "", navigator.open_contract),
        ):
            button = PlainButton(text, "add")
            button.setObjectName(name)
            button.setToolTip(with_shortcut(text, key))
            button.clicked.connect(lambda _on=False, run=run: run(None, self._customer))
            head.addWidget(button)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._contracts)
        column.addWidget(self.orders, 1)
        hub.changed.connect(self._on_changed)

    def show_customer(self, customer_id: int) -> None:
        """The service of this customer."""
        self._customer = self.orders.customer = customer_id
        self.refresh()

    def refresh(self) -> None:
        """Read it again."""
        if not self._customer:
            return
        today = self.orders.today()
        with self._db.read() as session:
            wanted = ContractFilter(None, customer_id=self._customer)
            rows = load_contracts(session, find_contracts(session, wanted, today))
        while (item := self._contracts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for row in rows.values():
            self._contracts.addWidget(self._line(row))
        self.orders.refresh()

    def _line(self, row: ContractRow) -> QWidget:
        """金牌 · until 8 January · next visit in 10 days."""
        today = self.orders.today()
        line = QWidget()
        inner = QHBoxLayout(line)
        inner.setContentsMargins(0, 0, 0, 0)
        until = _("until {day}").format(day=say_day(row.ends_on, today))
        link = GhostButton(f"{row.level} · {until}", "contract")
        link.setObjectName("open_contract")
        link.setToolTip(row.included or row.number)
        link.clicked.connect(lambda: self._navigator.open_contract(row.id))
        inner.addWidget(link)
        inner.addWidget(Pill(say_end(row, today), row.tone(today)))
        visit = ElidedLabel("secondary")
        visit.setObjectName("next_visit")
        if row.next_visit is not None and row.status == "running":
            day = say_day(row.next_visit, today)
            visit.setText(_("next visit by {day}").format(day=day))
        inner.addWidget(visit, 1)
        return line

    def _on_changed(self, changes: Changes) -> None:
        if self._customer and any(table in _TABLES for table, _row in changes):
            self._soon.ask()
