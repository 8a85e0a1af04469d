"""The complaint dialog: five steps as pages that can be saved and taken up again."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.complaints.queries import ComplaintPage, load_complaint, load_product_names
from crmdesk.models.complaints.rules import LISTEN, step_guidance
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.errors import Invalid
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.choices import load_choices, load_contact_names
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
from crmdesk.ui.complaints.step_pages import StepPages
from crmdesk.ui.complaints.step_rail import StepRail
from crmdesk.ui.complaints.store import ComplaintStore
from crmdesk.ui.kit.autosave import DraftSaver
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.hub import DataHub, touches
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker
from crmdesk.ui.kit.widgets.room import open_at


class ComplaintDialog(QDialog):
    """One complaint, new (`complaint_id` None) or to go on with.

    Not modal: the clerk may look things up while she listens.
    """

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
        super().__init__(parent)
        self.setObjectName("complaint_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 980, 760)
        self._db, self._navigator = db, navigator
        self.complaint_id = complaint_id  # None while it is new
        self._typed = False
        self._wanted = ""  # the name of a customer being created for this complaint
        self._make_pages(jobs)
        store = ComplaintStore(db, jobs)
        self.saving = Saving(store, self.pages, self)
        self.clocks = ClockBar(db, store, hub, navigator)
        self._lay_out()
        self._connect(hub)
        if customer_id is not None:
            self.listen.picker.set_customer(customer_id)
            self._on_customer()
        self._reload()
        page = self.saving.complaint
        self._show_step(page.row.step if page else LISTEN)
        self._restored = self.step
        self._words = DraftSaver(db, jobs, self._key(self.step), self._collect, self._restore, self)
        self._typed = self._words.begin()

    def _make_pages(self, jobs: JobRunner) -> None:
        with self._db.read() as session:
            zone = office_zone(load_office(session).zone)
            staff, products = load_staff(session), load_product_names(session)
        self.head = DialogHead(self._navigator)
        self.rail = StepRail(self._db.now, zone)
        self.words = GuidanceCard()
        self.listen = ListenPage(CustomerPicker(self._db, jobs), staff, self._db.staff_id,
                                 products)  # fmt: skip
        self.pages = StepPages(self.listen, self._db, zone, staff)

    def _lay_out(self) -> None:
        self._guidance = label("", "secondary", wrap=True)
        card = Card()
        card.add(self._guidance)
        card.add(self.pages, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        for side in (self.rail, self.words):
            side.setFixedWidth(232)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.rail)
        left.addWidget(self.words, 1)
        middle.addLayout(left)
        middle.addWidget(card, 1)
        self.buttons = DialogButtons(self.saving, ComplaintPrinting(self._db, self._navigator))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(self.head)
        outer.addWidget(self.clocks)
        outer.addLayout(middle, 1)
        outer.addWidget(self.buttons)

    def _connect(self, hub: DataHub) -> None:
        self.pages.edited.connect(self._on_edited)
        self.rail.chosen.connect(self._turn_to)
        self.listen.picker.changed.connect(lambda _choice: self._on_customer())
        self.listen.picker.create_asked.connect(self._create_customer)
        self.saving.opened.connect(self._on_opened)
        self.saving.saved.connect(self._on_saved)
        self.saving.refused.connect(
            lambda problems: self.pages.page(self.step).show_problems(problems)
        )
        self.saving.failed.connect(self._on_failed)
        self.saving.deleted.connect(self._on_deleted)
        hub.changed.connect(self._on_changed)

    @property
    def step(self) -> int:
        """The step whose page is open."""
        return self.pages.step

    def reject(self) -> None:
        """Esc leaves without asking: what was typed is kept and there again next time."""
        self._words.flush()
        super().reject()

    def _turn_to(self, step: int) -> None:
        """Another step was asked for: what was typed here is kept, what was typed there is back."""
        self._restored = step
        typed = self._words.move_to(self._key(step))
        self._show_step(step)
        self._typed = typed

    def _show_step(self, step: int) -> None:
        self._typed = False
        self.pages.turn_to(step)
        self.rail.show_step(step)
        self._guidance.setText(step_guidance(step))
        self.words.show_step(step)
        self.buttons.show_for(self.saving.complaint, step)
        self.pages.page(step).focus_first()

    def _reload(self) -> None:
        stored: ComplaintPage | None = None
        if self.complaint_id is not None:
            with self._db.read() as session:
                stored = load_complaint(session, self.complaint_id)
            if stored is None:  # deleted meanwhile, here or by an undo
                self.done(0)
                return
            self.pages.load(stored)
            self._on_customer()
        self._typed = False
        self.saving.complaint = stored
        self.head.show_page(stored)
        self.clocks.show_page(stored)
        self.rail.show_page(stored)
        self.buttons.show_for(stored, self.step)

    def _on_customer(self) -> None:
        customer = self.listen.picker.customer_id()
        with self._db.read() as session:
            names = load_contact_names(session, customer) if customer is not None else []
        self.listen.set_contacts(names)

    def _create_customer(self, name: str) -> None:
        self._wanted = name
        self._navigator.new_customer(name)

    def _key(self, step: int) -> str:
        return f"complaint:{self.complaint_id or 'new'}:{step}"

    def _collect(self) -> dict[str, Any]:
        return words.collect(self.pages.page(self.step)) if self._typed else {}

    def _restore(self, kept: dict[str, Any]) -> None:
        if kept:  # else the page shows what is stored
            words.restore(self.pages.page(self._restored), kept)
            self._on_customer()

    def _on_edited(self) -> None:
        self._typed = True

    def _on_changed(self, changes: Changes) -> None:
        if self._wanted and touches(changes, "customer"):
            with self._db.read() as session:
                ids = [row for table, row in changes if table == "customer"]
                made = load_choices(session, ids)
            for customer in made[:1]:
                self._wanted = ""
                self.listen.picker.set_customer(customer.id)
                self._on_customer()
        if (
            self.complaint_id is not None
            and not self._typed
            and touches(changes, "complaint", self.complaint_id)
        ):
            self._reload()

    def _on_opened(self, complaint_id: int) -> None:
        self._typed = False
        self._words.flush()
        self.complaint_id = complaint_id
        self._navigator.say(_("Complaint recorded"), undoable=True)
        self._on_saved(LISTEN)

    def _on_saved(self, step: int) -> None:
        """Written: go on to the next step to do, or leave when it is to be gone on with later."""
        before = self.step
        self._typed = False
        self._words.flush()
        self._reload()
        page = self.saving.complaint
        if page is None:
            return
        if step == 0 or page.row.status == "closed":
            self._navigator.say(_("Complaint saved"), undoable=True)
            self.done(1)
        elif page.row.step != before:
            self._turn_to(page.row.step)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self.saving.refused.emit(error.fields)
        else:
            show_failure(self, error)

    def _on_deleted(self) -> None:
        self._navigator.say(_("Complaint deleted"), undoable=True)
        self.done(0)
