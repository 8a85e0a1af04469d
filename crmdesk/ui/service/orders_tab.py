"""The list of service orders: what is open, at which step, which clock runs out first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

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
from crmdesk.ui.kit.cases.case_tab import CaseList, CaseTab, Looked
from crmdesk.ui.kit.cells import PillCell
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.table_tab import Act, Acts, Wanted
from crmdesk.ui.service.printing import ServicePrinting
from crmdesk.ui.service.standing import appointment_of, charge_of, state_of
from crmdesk.ui.service.store import ServiceStore


class OrdersTab(CaseTab):
    """Enter or D goes on with one, Delete deletes it."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        wanted: Wanted,
        name: str = "service_orders",
    ) -> None:
        self._store = ServiceStore(db, jobs)
        super().__init__(_kind(name, navigator, self._store), db, jobs, navigator, wanted)
        self.add_key("D", self._go_on)

    def find_cases(self, session: Any, looked: Looked) -> list[int]:
        wanted = ServiceFilter(looked.status, looked.text, looked.handler_id)
        return find_in_order(session, self.db.now(), wanted, looked.order)

    def load(self, session: Any, ids: Sequence[int]) -> Mapping[int, ServiceCard]:
        return load_cards(session, ids, self.db.now())

    def acts(self, row: ServiceCard) -> Acts:
        go, order = self.navigator, row.row
        every: list[Act] = [
            ("service", _("Go on"), "Enter", partial(go.open_service, order.id, None)),
            ("person", _("Open customer"), "", partial(go.open_customer, order.customer_id)),
        ]
        if order.unpaid and order.fee is not None:
            every.append(("money", _("Fee paid"), "", self._pay))
        every.append(("print", _("Print…"), "Ctrl+P", self.print_current))
        return [*every, ("delete", _("Delete service order"), "Del", self.delete)]

    def _go_on(self) -> None:
        """At the step it stands at."""
        if (row_id := self.table.current_id()) is not None:
            self.open(row_id)

    def print_current(self) -> None:
        """Show the pages of the current one."""
        card = self.current()
        if card is None:
            self.navigator.say(_("Choose the service order to print"))
            return
        with self.db.read() as session:
            page = load_page(session, card.row.id)
        if page is not None:
            ServicePrinting(self.db, self.navigator).preview(page, self.window())

    def _pay(self) -> None:
        if (card := self.current()) is not None:
            job = failing_to(self, self._store.pay(card.row.id, card.row.customer))
            job.succeeded.connect(
                lambda _done: self.navigator.say(_("Fee noted as paid"), undoable=True)
            )

    def columns(self) -> list[Column]:
        return [
            *self.first_columns(state_width=100, least_clock=205),
            Column("appointment", _("Appointment"),
                   lambda card: appointment_of(card.row, self.today()), width=130, least=120),
            Column("handler", _("Handled by"), lambda card: card.row.handler, width=80),
            Column("group", _("Question group"), lambda card: card.row.group, width=100),
            Column("charge", _("Free or paid"), lambda card: charge_of(card.row)[0], width=110,
                   cell=PillCell(lambda card: charge_of(card.row)[0],
                                 lambda card: charge_of(card.row)[1])),
            Column("product", _("Product or device"), lambda card: card.row.product, width=130,
                   shown=False),
            *self.last_columns(received_width=110),
        ]  # fmt: skip


def _kind(name: str, navigator: Navigator, store: ServiceStore) -> CaseList:
    return CaseList(
        name=name,
        statuses=(
            ("open", pgettext("service", "Open")),
            ("closed", pgettext("service", "Finished")),
            ("unpaid", pgettext("service", "Fee unpaid")),
        ),
        cleared=("open",),
        empty=(
            "service",
            _("No service orders"),
            _("What a customer needs done is received, assigned, done and fed back here."),
            _("New service order"),
        ),
        clock_title=clock_title,
        state_of=state_of,
        open=navigator.open_service,
        delete=store.delete,
        deleted=_("Service order deleted"),
    )
