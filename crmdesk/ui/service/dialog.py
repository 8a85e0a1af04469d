"""The service order dialog: four steps as pages that can be saved and taken up again."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from crmdesk.models.complaints.queries import load_product_names
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.models.service.groups import load_groups
from crmdesk.models.service.queries import ServicePage, load_involved, load_page
from crmdesk.models.service.rules import STEPS, step_guidance, step_title
from crmdesk.models.service.warranty import warranty_of
from crmdesk.ui.kit.cases.dialog import CaseDialog, CaseParts, CaseWords
from crmdesk.ui.kit.cases.step_rail import StepRail
from crmdesk.ui.kit.cases.whose import Whose
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker
from crmdesk.ui.service import words
from crmdesk.ui.service.beside import FactsCard, load_before
from crmdesk.ui.service.clock_bar import ServiceClockBar
from crmdesk.ui.service.head_and_buttons import ServiceButtons, ServiceHead
from crmdesk.ui.service.pages import ReceivePage
from crmdesk.ui.service.printing import ServicePrinting
from crmdesk.ui.service.saving import Saving
from crmdesk.ui.service.step_pages import ServicePages
from crmdesk.ui.service.store import ServiceStore


class ServiceDialog(CaseDialog):
    """One service order, new (`order_id` None) or to go on with."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        *,
        order_id: int | None = None,
        customer_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(db, navigator, order_id, parent)
        self.setObjectName("service_dialog")
        with db.read() as session:
            self._zone = office_zone(load_office(session).zone)
            staff = load_staff(session, also=load_involved(session, order_id))
            groups = load_groups(session)
            products = load_product_names(session)
        self.head = ServiceHead(navigator)
        titles = {step: step_title(step) for step in STEPS}
        self.rail = StepRail(titles, db.now, self._zone)
        self.facts = FactsCard(db.now, self._zone, lambda key: navigator.open_service(key))
        picker = CustomerPicker(db, jobs)
        self.receive = ReceivePage(picker, groups, products, self._today, self._warranty)
        self.pages = ServicePages(self.receive, db, self._zone, staff)
        store = ServiceStore(db, jobs)
        self.saving = Saving(store, self.pages, self)
        self.saving.complained.connect(lambda key: navigator.open_complaint(key))
        self.clocks = ServiceClockBar(db, store, hub)
        self.buttons = ServiceButtons(self.saving, ServicePrinting(db, navigator))
        QShortcut(QKeySequence("Ctrl+J"), self).activated.connect(self.saving.complain)
        whose = Whose(self.receive, db, hub, navigator, self)
        whose.changed.connect(lambda _customer: self.receive.propose_warranty())
        parts = CaseParts(
            _words(), self.head, self.rail, self.facts, whose, self.pages, self.saving,
            self.clocks, self.buttons,
        )  # fmt: skip
        self.begin(parts, jobs, hub, customer_id)

    def load(self, session: Any, case_id: int) -> ServicePage | None:
        stored = load_page(session, case_id)
        self.facts.show_page(stored, load_before(session, stored) if stored is not None else [])
        return stored

    def show_case(self, stored: ServicePage | None, step: int) -> None:
        self.head.show_page(stored)
        self.clocks.show_page(stored)
        self.buttons.show_for(stored, step)
        if stored is None:
            self.facts.show_page(None, [])

    def _today(self) -> date:
        return local_day(self.db.now(), self._zone)

    def _warranty(self, customer_id: int, product: str, serial: str) -> date | None:
        with self.db.read() as session:
            return warranty_of(session, customer_id, product, serial)


def _words() -> CaseWords:
    return CaseWords(
        table="service_order",
        opened=_("Service order recorded"),
        saved=_("Service order saved"),
        deleted=_("Service order deleted"),
        guidance=step_guidance,
        collect=words.collect,
        restore=words.restore,
    )
