"""The complaint dialog: five steps as pages that can be saved and taken up again."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from crmdesk.models.complaints.queries import (
    ComplaintPage,
    load_complaint,
    load_involved,
    load_product_names,
)
from crmdesk.models.complaints.rules import STEPS, step_guidance, step_title
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.ui.complaints import words
from crmdesk.ui.complaints.clock_bar import ClockBar
from crmdesk.ui.complaints.dialog_buttons import DialogButtons
from crmdesk.ui.complaints.dialog_head import DialogHead
from crmdesk.ui.complaints.guidance import GuidanceCard
from crmdesk.ui.complaints.pages import ListenPage
from crmdesk.ui.complaints.printing import ComplaintPrinting
from crmdesk.ui.complaints.saving import Saving
from crmdesk.ui.complaints.step_pages import ComplaintPages
from crmdesk.ui.complaints.store import ComplaintStore
from crmdesk.ui.kit.cases.dialog import CaseDialog, CaseParts, CaseWords
from crmdesk.ui.kit.cases.step_rail import StepRail
from crmdesk.ui.kit.cases.whose import Whose
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker


class ComplaintDialog(CaseDialog):
    """One complaint, new (`complaint_id` None) or to go on with."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        *,
        complaint_id: int | None = None,
        customer_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(db, navigator, complaint_id, parent)
        self.setObjectName("complaint_dialog")
        with db.read() as session:
            zone = office_zone(load_office(session).zone)
            staff = load_staff(session, also=load_involved(session, complaint_id))
            products = load_product_names(session)
        self.head = DialogHead(navigator)
        titles = {step: step_title(step) for step in STEPS}
        self.rail = StepRail(titles, db.now, zone)
        self.words = GuidanceCard()
        self.listen = ListenPage(CustomerPicker(db, jobs), staff, db.staff_id, products)
        self.pages = ComplaintPages(self.listen, db, zone, staff)
        store = ComplaintStore(db, jobs)
        self.saving = Saving(store, self.pages, self)
        self.clocks = ClockBar(db, store, hub)
        self.buttons = DialogButtons(
            self.saving, ComplaintPrinting(db, navigator), self.saving.serve
        )
        self.saving.served.connect(lambda order_id: navigator.open_service(order_id))
        QShortcut(QKeySequence("Ctrl+Shift+S"), self).activated.connect(self.saving.serve)
        whose = Whose(self.listen, db, hub, navigator, self)
        parts = CaseParts(
            _words(), self.head, self.rail, self.words, whose, self.pages, self.saving,
            self.clocks, self.buttons,
        )  # fmt: skip
        self.begin(parts, jobs, hub, customer_id)

    def load(self, session: Any, case_id: int) -> ComplaintPage | None:
        return load_complaint(session, case_id)

    def show_case(self, stored: ComplaintPage | None, step: int) -> None:
        self.head.show_page(stored)
        self.clocks.show_page(stored)
        self.words.show_step(step)
        self.buttons.show_for(stored, step)


def _words() -> CaseWords:
    return CaseWords(
        table="complaint",
        opened=_("Complaint recorded"),
        saved=_("Complaint saved"),
        deleted=_("Complaint deleted"),
        guidance=step_guidance,
        collect=words.collect,
        restore=words.restore,
    )
