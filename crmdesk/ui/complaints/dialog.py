"""The complaint dialog: five steps as pages that can be saved and taken up again."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmdesk.models.complaints.queries import ComplaintPage, load_complaint
from crmdesk.models.complaints.rules import (
    CONFIRM,
    LISTEN,
    UNREACHED_DAYS,
    VERIFY,
    step_guidance,
)
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.errors import Invalid
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.choices import load_choices, load_contact_names
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.ui.complaints import words
from crmdesk.ui.complaints.confirm_page import ConfirmPage
from crmdesk.ui.complaints.dialog_head import DialogHead
from crmdesk.ui.complaints.pages import ListenPage, ProposePage, ResolvePage, VerifyPage
from crmdesk.ui.complaints.step_rail import StepRail
from crmdesk.ui.complaints.store import ComplaintStore
from crmdesk.ui.kit.autosave import DraftSaver
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.hub import DataHub, touches
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card, scrolled
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker


class ComplaintDialog(QDialog):
    """One complaint, new (`complaint_id` None) or to go on with. Not modal: the clerk may look
    things up while she listens.
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
        self.resize(880, 680)
        self._db, self._navigator = db, navigator
        self._store, self._id = ComplaintStore(db, jobs), complaint_id
        self._page: ComplaintPage | None = None
        self._typed = False
        self._wanted = ""  # the name of a customer being created for this complaint
        self._build(jobs)
        if customer_id is not None:
            self.listen.picker.set_customer(customer_id)
            self._on_customer()
        hub.changed.connect(self._on_changed)
        self._reload()
        self._show_step(self._page.row.step if self._page else LISTEN)
        self._words = DraftSaver(db, jobs, self._key(), self._collect, self._restore, self)
        if self._words.begin():
            self._typed = True

    def _build(self, jobs: JobRunner) -> None:
        with self._db.read() as session:
            zone = office_zone(load_office(session).zone)
            staff = load_staff(session)
        self.head = DialogHead(self._navigator)
        self.rail = StepRail(self._db.now, zone)
        self.listen = ListenPage(CustomerPicker(self._db, jobs), staff, self._db.staff_id)
        self.verify, self.propose, self.resolve = VerifyPage(), ProposePage(), ResolvePage()
        self.confirm = ConfirmPage(self._db.now, zone)
        self._pages = (self.listen, self.verify, self.propose, self.resolve, self.confirm)
        self._stack = QStackedWidget()
        for page in self._pages:
            self._stack.addWidget(scrolled(page))
            page.edited.connect(self._on_edited)
        self._guidance = label("", "secondary", wrap=True)
        card = Card()
        card.add(self._guidance)
        card.add(self._stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        self.rail.setFixedWidth(220)
        middle.addWidget(self.rail)
        middle.addWidget(card, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(self.head)
        outer.addLayout(middle, 1)
        outer.addLayout(self._make_buttons())
        self.rail.chosen.connect(self._turn_to)
        self.listen.picker.changed.connect(lambda _choice: self._on_customer())
        self.listen.picker.create_asked.connect(self._create_customer)

    def _make_buttons(self) -> QHBoxLayout:
        self.delete_button = PlainButton(_("Delete complaint"), "delete", "danger")
        self.reopen_button = PlainButton(_("Take up again"), "refresh")
        self.unreachable_button = PlainButton(_("Close as not reachable"))
        self.save_button = PlainButton(_("Save, go on later"))
        self.finish_button = PrimaryButton("")
        row = QHBoxLayout()
        for name, run in (
            ("delete", self._delete),
            ("reopen", self._reopen),
            ("unreachable", self._close_unreachable),
            ("save", partial(self._save, finish=False)),
            ("finish", partial(self._save, finish=True)),
        ):
            button = getattr(self, f"{name}_button")
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, run=run: run())
            row.addWidget(button)
            if name == "delete":
                row.addStretch(1)
        self.finish_button.setShortcut("Ctrl+Return")
        self.save_button.setShortcut("Ctrl+S")
        return row

    @property
    def step(self) -> int:
        """The step whose page is open."""
        return self._stack.currentIndex() + 1

    def _turn_to(self, step: int) -> None:
        """Another step was asked for: what was typed here is kept and there again."""
        self._words.flush()
        self._show_step(step)
        self._typed = self._words.move_to(self._key())

    def _show_step(self, step: int) -> None:
        self._stack.setCurrentIndex(step - 1)
        self.rail.show_step(step)
        self._guidance.setText(step_guidance(step))
        self._show_buttons()
        self._pages[step - 1].focus_first()

    def _show_buttons(self) -> None:
        page, step = self._page, self.step
        closed = page is not None and page.row.status == "closed"
        self.delete_button.setVisible(page is not None)
        self.reopen_button.setVisible(closed)
        unreached = page is not None and page.days_unreached >= UNREACHED_DAYS
        self.unreachable_button.setVisible(step == CONFIRM and unreached and not closed)
        done = page is not None and (step < page.row.step or closed)
        self.save_button.setVisible(page is not None and not done)
        self.finish_button.setText(self._finish_text(step, done=done))

    def _finish_text(self, step: int, *, done: bool) -> str:
        if self._page is None:
            return _("Record complaint")
        if done:
            return _("Save changes")
        if step == CONFIRM:
            return _("Record call-back")
        return _("Step {n} done").format(n=step)

    def _reload(self) -> None:
        if self._id is None:
            self._page = None
        else:
            with self._db.read() as session:
                self._page = load_complaint(session, self._id)
            if self._page is None:  # deleted meanwhile, here or by an undo
                self.done(0)
                return
            for page in self._pages:
                page.load(self._page)
            self._on_customer()
        self._typed = False
        self.head.show_page(self._page)
        self.rail.show_page(self._page)
        self._show_buttons()

    def _on_customer(self) -> None:
        customer = self.listen.picker.customer_id()
        if customer is None:
            self.listen.set_contacts(())
            return
        with self._db.read() as session:
            self.listen.set_contacts(load_contact_names(session, customer))

    def _create_customer(self, name: str) -> None:
        self._wanted = name
        self._navigator.new_customer(name)

    def _key(self) -> str:
        return f"complaint:{self._id or 'new'}:{self.step}"

    def _collect(self) -> dict[str, Any]:
        return words.collect(self._pages[self.step - 1]) if self._typed else {}

    def _restore(self, kept: dict[str, Any]) -> None:
        words.restore(self._pages[self.step - 1], kept)
        self._on_customer()

    def _on_edited(self) -> None:
        self._typed = True

    def _on_changed(self, changes: Changes) -> None:
        if self._wanted and touches(changes, "customer"):
            self._pick_created(changes)
        if self._id is not None and not self._typed and touches(changes, "complaint", self._id):
            self._reload()

    def _pick_created(self, changes: Changes) -> None:
        with self._db.read() as session:
            made = load_choices(session, [row for table, row in changes if table == "customer"])
        if made:
            self._wanted = ""
            self.listen.picker.set_customer(made[0].id)
            self._on_customer()

    def _name(self) -> str:
        choice = self.listen.picker.choice()
        return choice.text if choice is not None else ""

    def _save(self, *, finish: bool) -> None:
        if self._id is None:
            self._open_new()
        elif self.step == LISTEN:
            self._follow(self._store.edit(self._id, self.listen.draft(), self._name()), LISTEN)
        elif self.step == CONFIRM:
            call = self.confirm.call() if finish else None
            closed = self._page is not None and self._page.row.status == "closed"
            if finish and call is None and not closed:
                self.confirm.show_problems({"reached": "complaint.reached.empty"})
                return
            lesson = self.confirm.lesson()
            self._follow(self._store.confirm(self._id, call, lesson, self._name()), CONFIRM)
        else:
            self._save_middle(finish=finish)

    def _open_new(self) -> None:
        draft = self.listen.draft()
        if problems := draft.problems():
            self.listen.show_problems(problems)
            return
        job = self._store.open(draft, self._name())
        job.succeeded.connect(self._on_opened)
        job.failed.connect(self._on_failed)

    def _on_opened(self, complaint_id: int) -> None:
        self._id = complaint_id
        self._on_saved(LISTEN)
        self._navigator.say(_("Complaint recorded"), undoable=True)

    def _save_middle(self, *, finish: bool) -> None:
        assert self._id is not None
        middle: tuple[VerifyPage | ProposePage | ResolvePage, ...]
        middle = (self.verify, self.propose, self.resolve)
        page = middle[self.step - VERIFY]
        draft = page.draft()
        finish = finish and self._page is not None and self._page.row.step == self.step
        if finish and (problems := draft.problems()):
            page.show_problems(problems)
            return
        job = self._store.save_step(self._id, self.step, draft, self._name(), finish=finish)
        self._follow(job, self.step if finish else 0)

    def _follow(self, job: Job, step: int) -> None:
        job.succeeded.connect(lambda _result: self._on_saved(step))
        job.failed.connect(self._on_failed)

    def _on_saved(self, step: int) -> None:
        """Written: go on to the next step to do, or leave when it is to be gone on with later."""
        before = self.step
        self._words.done()
        self._reload()
        if self._page is None:
            return
        if step == 0 or self._page.row.status == "closed":
            self._navigator.say(_("Complaint saved"), undoable=True)
            self.done(1)
        elif self._page.row.step != before:
            self._turn_to(self._page.row.step)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self._pages[self.step - 1].show_problems(error.fields)
        else:
            show_failure(self, error)

    def _close_unreachable(self) -> None:
        assert self._id is not None
        self._follow(self._store.close_unreachable(self._id, self._name()), CONFIRM)

    def _reopen(self) -> None:
        assert self._id is not None
        self._follow(self._store.reopen(self._id, self._name()), CONFIRM)

    def reject(self) -> None:
        """Esc leaves without asking: what was typed is kept and there again next time."""
        self._words.flush()
        super().reject()

    def _delete(self) -> None:
        assert self._id is not None
        job = self._store.delete(self._id, self._name())
        job.succeeded.connect(lambda _result: self._on_deleted())
        job.failed.connect(self._on_failed)

    def _on_deleted(self) -> None:
        self._navigator.say(_("Complaint deleted"), undoable=True)
        self.done(0)
