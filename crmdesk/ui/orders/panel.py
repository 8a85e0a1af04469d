"""The orders of one customer: a part of her page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.models.orders.queries import PAGE, Account, OrderRow, load_account, load_orders
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.hub import DataHub, touches
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import ElidedLabel
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.row_bar import RowBar, add_row_keys
from crmdesk.ui.kit.soon import Soon
from crmdesk.ui.kit.stream import StreamModel
from crmdesk.ui.kit.stream_view import StreamView
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea
from crmdesk.ui.orders.commands import OrderCommands
from crmdesk.ui.orders.delegate import OrderDelegate
from crmdesk.ui.orders.items import OrderItem, payment_text


@dataclass(frozen=True, slots=True)
class _Read:
    orders: list[OrderRow]
    account: Account | None


class OrdersPanel(QWidget):
    """`show_customer` turns it to another one; it follows every commit by itself."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        commands: OrderCommands,
    ) -> None:
        super().__init__()
        self.setObjectName("orders_panel")
        self._db, self._navigator, self._commands = db, navigator, commands
        self._customer, self._limit = 0, PAGE
        with db.read() as session:
            self._zone = office_zone(load_office(session).zone)
        self.model = StreamModel(self)
        self.view = StreamView("orders", self.model)
        self.view.setAccessibleName(_("Orders"))
        self._delegate = OrderDelegate(self.model, lambda: local_day(db.now(), self._zone))
        self.view.setItemDelegate(self._delegate)
        self.facts = ElidedLabel("secondary")
        self._latest = Latest(jobs, self)
        self._latest.ready.connect(self._on_read)
        self._soon = Soon(self.refresh, self)
        self._lay_out()
        self._latest.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self.view.opened.connect(self._edit)
        self.view.customContextMenuRequested.connect(self._on_menu)
        add_row_keys(
            self.view,
            {"F2": self._edit, "Del": self._delete, "Ctrl+C": self._copy, "+": self._pay},
        )
        hub.changed.connect(self._on_changed)

    def show_customer(self, customer_id: int) -> None:
        """The orders of this customer."""
        self._customer, self._limit = customer_id, PAGE
        self.view.forget_place()
        self.area.show_loading()
        self.refresh()

    def refresh(self) -> None:
        """Read them again."""
        customer, limit = self._customer, self._limit

        def ask(_job: object) -> _Read:
            with self._db.read() as session:
                orders = load_orders(session, customer, limit)
                return _Read(orders, load_account(session, customer))

        if customer:
            self._latest.ask(ask)

    def _lay_out(self) -> None:
        self.new = PlainButton(_("New order"), "add")
        self.new.setObjectName("new_order")
        self.new.setToolTip(with_shortcut(_("New order"), "Ctrl+B"))
        self.new.clicked.connect(lambda: self._navigator.open_order(None, self._customer))
        self.pay = PlainButton(_("Take a payment"), "money")
        self.pay.setObjectName("take_payment")
        self.pay.clicked.connect(lambda: self._navigator.take_payment(self._customer))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.new)
        head.addWidget(self.pay)
        head.addWidget(self.facts, 1)
        empty = EmptyState(
            "order", _("Nothing bought yet"), _("What this customer orders stands here."),
            _("New order"), lambda: self._navigator.open_order(None, self._customer),
            primary=False,
        )  # fmt: skip
        self.area = ListArea(self.view, empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.area, 1)
        self._bar = RowBar(self.view, lambda index: index.isValid(), top=6, right=130)
        self._bar.add("pay_order", "money", _("Take a payment"), "+", self._pay)
        self._bar.add("edit_order", "edit", _("Edit"), "F2", self._edit)
        self._bar.add("delete_order", "delete", _("Delete"), "Del", self._delete)
        self.view.settled.connect(self._bar.place)

    def _on_read(self, read: _Read) -> None:
        with self._db.read() as session:
            self._delegate.show_staff = len(load_staff(session, everyone=True)) > 1
        self.model.more = self._read_further if len(read.orders) == self._limit else None
        self.model.set_items([OrderItem(row) for row in read.orders])
        self.facts.setText(_facts(read.account))
        if read.orders:
            self.area.show_content()
        else:
            self.area.show_empty()

    def _read_further(self) -> None:
        if not self._latest.waiting():
            self.model.more = None
            self._limit += PAGE
            self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if self._customer and touches(changes, "customer_sales", self._customer):
            self._soon.ask()

    def _row(self, index: QModelIndex) -> OrderRow | None:
        item = self.model.item_at(index)
        return item.row if isinstance(item, OrderItem) else None

    def _edit(self, index: QModelIndex) -> None:
        if (row := self._row(index)) is not None:
            self._navigator.open_order(row.id)

    def _delete(self, index: QModelIndex) -> None:
        if (row := self._row(index)) is not None:
            self._commands.delete(row.id, self._customer, self)

    def _pay(self, index: QModelIndex) -> None:
        if (row := self._row(index)) is not None:
            self._navigator.take_payment(self._customer, row.id)

    def _copy(self, index: QModelIndex) -> None:
        if (item := self.model.item_at(index)) is not None:
            QGuiApplication.clipboard().setText(item.spoken())
            self._navigator.say(_("Copied"))

    def _on_menu(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        row = self._row(index)
        if row is None:
            return
        menu = QMenu(self)
        menu.setObjectName("order_menu")
        for name, text, key, run in (
            ("edit", _("Edit"), "F2", self._edit), ("money", _("Take a payment"), "+", self._pay),
            ("copy", _("Copy"), "Ctrl+C", self._copy), ("delete", _("Delete"), "Del", self._delete),
        ):  # fmt: skip
            action = menu.addAction(icon(name), text, key)
            action.triggered.connect(lambda _on=False, run=run: run(index))
        for paid in row.payments:
            told = payment_text(paid, row.currency)
            action = menu.addAction(_("Delete payment {payment}").format(payment=told))
            action.triggered.connect(
                lambda _on=False, paid=paid: self._commands.delete_payment(
                    paid.id, self._customer, self
                )
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(at))


def _facts(account: Account | None) -> str:
    """3 orders · ¥475.50 · owed ¥150"""
    if account is None:
        return ""
    count = ngettext("{n} order", "{n} orders", account.orders).format(n=f"{account.orders:,}")
    parts = [count, say_money(account.sales, account.currency)]
    if account.owed:
        owed = say_money(account.owed, account.currency)
        parts.append(_("{amount} owed").format(amount=owed))
    if account.on_account:
        paid = say_money(account.on_account, account.currency)
        parts.append(_("{amount} paid on account").format(amount=paid))
    return " · ".join(parts)
