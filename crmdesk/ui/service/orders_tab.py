"""The list of service orders: what is open, at which step, which clock runs out first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.service.queries import (
    ServiceCard,
    ServiceFilter,
    find_in_order,
    load_cards,
    load_page,
)
from crmdesk.models.service.rules import clock_title
from crmdesk.ui.kit.cells import PersonCell, PillCell, TextCell
from crmdesk.ui.kit.clocks import explain_clock, icon_of, say_clock, tone_of
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.when import full_when, say_when
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.states import EmptyState
from crmdesk.ui.service.printing import ServicePrinting
from crmdesk.ui.service.standing import appointment_of, charge_of, state_of
from crmdesk.ui.service.store import ServiceStore
from crmdesk.ui.service.table_tab import Act, Acts, TableTab, Wanted


class OrdersTab(TableTab):
    """Enter opens one, Delete deletes it."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        wanted: Wanted,
        name: str = "service_orders",
    ) -> None:
        super().__init__(name, db, jobs, wanted)
        self._navigator = navigator
        self._store = ServiceStore(db, jobs)
        self.status = FilterChip(
            _("Status"),
            [
                ("open", pgettext("service", "Open")),
                ("closed", pgettext("service", "Finished")),
                ("unpaid", pgettext("service", "Fee unpaid")),
            ],
            many=False,
        )
        self.status.set_values(["open"])
        self.order = FilterChip(
            _("Order"),
            [
                ("clock", pgettext("order of complaints", "By clock")),
                ("step", pgettext("order of complaints", "By step")),
                ("newest", pgettext("order of complaints", "Newest first")),
            ],
            many=False,
        )
        self.order.set_values(["clock"])
        empty = EmptyState(
            "service",
            _("No service orders"),
            _("What a customer needs done is received, assigned, done and fed back here."),
            _("New service order"),
            lambda: navigator.open_service(),
        )
        nothing = QWidget()
        nothing.hide()
        self.lay_out((self.status, self.order), empty, nothing)
        self.add_key("Del", self._delete)

    def show_usual(self) -> None:
        self.status.set_values(["open"])

    def filtered(self) -> bool:
        return super().filtered() or self.status.values() not in ([], ["open"])

    def find_ids(self, session: Any) -> list[int]:
        status = next((str(value) for value in self.status.values()), None)
        order = next((str(value) for value in self.order.values()), "newest")
        text, handler = self.wanted()
        return find_in_order(session, self.db.now(), ServiceFilter(status, text, handler), order)

    def load(self, session: Any, ids: Sequence[int]) -> Mapping[int, ServiceCard]:
        return load_cards(session, ids, self.db.now())

    def open(self, row_id: int) -> None:
        self._navigator.open_service(row_id)

    def customer_of(self, row: ServiceCard) -> int:
        return row.row.customer_id

    def acts(self, row: ServiceCard) -> Acts:
        go, order = self._navigator, row.row
        every: list[Act] = [
            ("service", _("Go on"), "Enter", partial(go.open_service, order.id, None)),
            ("person", _("Open customer"), "", partial(go.open_customer, order.customer_id)),
        ]
        if order.unpaid and order.fee is not None:
            every.append(("money", _("Fee paid"), "", self._pay))
        every.append(("print", _("Print…"), "Ctrl+P", self.print_current))
        return [*every, ("delete", _("Delete service order"), "Del", self._delete)]

    def print_current(self) -> None:
        """Show the pages of the current one."""
        card = self.current()
        if card is None:
            self._navigator.say(_("Choose the service order to print"))
            return
        with self.db.read() as session:
            page = load_page(session, card.row.id)
        if page is not None:
            ServicePrinting(self.db, self._navigator).preview(page, self.window())

    def _pay(self) -> None:
        if (card := self.current()) is not None:
            job = failing_to(self, self._store.pay(card.row.id, card.row.customer))
            job.succeeded.connect(lambda _done: self._say(_("Fee noted as paid")))

    def _delete(self) -> None:
        if (card := self.current()) is not None:
            job = failing_to(self, self._store.delete(card.row.id, card.row.customer))
            job.succeeded.connect(lambda _done: self._say(_("Service order deleted")))

    def _say(self, text: str) -> None:
        self._navigator.say(text, undoable=True)

    def columns(self) -> list[Column]:
        now = self.db.now
        return [
            Column("customer", _("Customer"), lambda card: card.row.customer, width=240,
                   fixed=True,
                   cell=PersonCell(lambda card: card.row.customer, lambda card: card.row.subject,
                                   lambda card: card.row.kind)),
            Column("state", _("Step"), lambda card: state_of(card.row)[0], width=100,
                   cell=PillCell(lambda card: state_of(card.row)[0],
                                 lambda card: state_of(card.row)[1])),
            Column("clock", _("Clock"), self._clock, width=230, least=205, tip=self._explain,
                   cell=TextCell(self._clock, tone=_tone, icon=_icon)),
            Column("appointment", _("Appointment"),
                   lambda card: appointment_of(card.row, self.today()), width=130, least=120),
            Column("handler", _("Handled by"), lambda card: card.row.handler, width=80),
            Column("group", _("Question group"), lambda card: card.row.group, width=100),
            Column("charge", _("Free or paid"), lambda card: charge_of(card.row)[0], width=110,
                   cell=PillCell(lambda card: charge_of(card.row)[0],
                                 lambda card: charge_of(card.row)[1])),
            Column("product", _("Product or device"), lambda card: card.row.product, width=130,
                   shown=False),
            Column("opened", _("Received"),
                   lambda card: say_when(card.row.opened_at, now(), self.zone), width=110,
                   tip=lambda card: full_when(card.row.opened_at, self.zone)),
            Column("number", _("Number"), lambda card: card.row.number, width=90,
                   cell=TextCell(lambda card: card.row.number, muted=True)),
        ]  # fmt: skip

    def _clock(self, card: ServiceCard) -> str:
        current = card.clocks.current if card.clocks is not None else None
        if current is None:
            return ""
        return say_clock(clock_title(current[0]), current[1], self.db.now(), self.zone)

    def _explain(self, card: ServiceCard) -> str:
        current = card.clocks.current if card.clocks is not None else None
        if current is None:
            return ""
        return explain_clock(clock_title(current[0]), current[1], self.zone)


def _tone(card: ServiceCard) -> str:
    current = card.clocks.current if card.clocks is not None else None
    return tone_of(current[1]) if current is not None else ""


def _icon(card: ServiceCard) -> str:
    current = card.clocks.current if card.clocks is not None else None
    return icon_of(current[1]) if current is not None else ""
