"""What can be done with a service plan, wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.models.plans.drafts import DeliveryDraft, PlanDraft
from crmdesk.models.plans.queries import PlanRow, ServiceRow, load_draft, next_draft
from crmdesk.ui.kit.ask import ask_save_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.plans.delivery import DeliveryDialog
from crmdesk.ui.plans.dialog import PlanDialog
from crmdesk.ui.plans.out import write_plans
from crmdesk.ui.plans.printing import plan_sheet
from crmdesk.ui.plans.store import PlanStore

Then = Callable[[int], None]


class PlanActs:
    """Each opens a form over the window of `parent`, or writes at once."""

    def __init__(
        self, db: Database, jobs: JobRunner, navigator: Navigator, parent: QWidget
    ) -> None:
        self._db, self._jobs, self._navigator, self._parent = db, jobs, navigator, parent
        self.store = PlanStore(db, jobs)
        with db.read() as session:
            self.zone = office_zone(load_office(session).zone)

    def today(self) -> date:
        """The office's day."""
        return local_day(self._db.now(), self.zone)

    def new(self, customer_id: int | None, then: Then) -> None:
        """The form of a plan for the rest of this year, or from November on for the next."""
        today = self.today()
        year = today.year + (today.month >= 11)
        first = date(year, 1, 1) if year > today.year else today
        draft = PlanDraft(customer_id or 0, first, date(year, 12, 31), visit_every=30)
        self._make(draft, then, fixed=bool(customer_id))

    def go_on(self, plan: PlanRow, then: Then) -> None:
        """The next period's plan, made of this one."""
        with self._db.read() as session:
            draft = next_draft(session, plan.id)
        self._make(draft, then, fixed=True)

    def edit(self, plan: PlanRow, then: Then) -> None:
        """The form of a plan there is."""
        try:
            with self._db.read() as session:
                draft = load_draft(session, plan.id)
        except CrmError as error:
            show_failure(self._parent.window(), error)
            return
        dialog = self._dialog(draft, fixed=True)

        def submit(told: PlanDraft) -> None:
            self._finish(self.store.edit(plan.id, told, plan.customer), dialog, then, plan.customer)

        dialog.submitted.connect(submit)
        dialog.open()

    def delete(self, plan: PlanRow) -> None:
        """Take it away; the toast has the way back."""
        told = _("Service plan of {name} deleted").format(name=plan.customer)
        self._follow(self.store.delete(plan), told)

    def deliver(self, plan: PlanRow, service: ServiceRow) -> None:
        """Note that a service was given; one that was given is taken back."""
        if service.done_on is not None:
            told = _("Not done: {service}").format(service=service.text)
            self._follow(self.store.take_back(plan, service), told)
            return
        dialog = DeliveryDialog(service, self.today, self._parent.window())

        def submit(draft: DeliveryDraft) -> None:
            job = self.store.deliver(plan, service, draft)
            dialog.wait_for(job)
            told = _("Done and logged: {service}").format(service=service.text)
            job.succeeded.connect(lambda _done: self._navigator.say(told, undoable=True))

        dialog.submitted.connect(submit)
        dialog.open()

    def print(self, plan: PlanRow) -> None:
        """The plan on paper, to be talked over."""
        sheet, window = plan_sheet(plan), self._parent.window()
        self._navigator.record(
            "record.sheet", [plan.customer_id], lambda: sheet.preview(window),
            title=_("Service plan"), name=plan.customer,
        )  # fmt: skip

    def export(self, plans: Sequence[PlanRow]) -> None:
        """Ask where the workbook goes, and write it."""
        ask_save_file(
            self._parent.window(), _("Export the service plans"), _("Service plans.xlsx"),
            _("Workbook (*.xlsx)"), partial(self.write, plans),
        )  # fmt: skip

    def write(self, plans: Sequence[PlanRow], path: Path) -> None:
        """Write the workbook."""

        def write() -> None:
            try:
                write_plans(plans, path)
            except CrmError as error:
                show_failure(self._parent.window(), error)
                return
            self._navigator.say(_("Saved as {file}").format(file=path.name))

        ids = list(dict.fromkeys(plan.customer_id for plan in plans))
        self._navigator.record(
            "record.list", ids, write, title=_("Service plan"), count=len(ids), file=path.name
        )

    def _make(self, draft: PlanDraft, then: Then, *, fixed: bool) -> None:
        dialog = self._dialog(replace(draft), fixed=fixed)

        def submit(told: PlanDraft) -> None:
            self._finish(self.store.make(told, dialog.name()), dialog, then, dialog.name())

        dialog.submitted.connect(submit)
        dialog.customer.create_asked.connect(self._navigator.new_customer)
        dialog.open()

    def _dialog(self, draft: PlanDraft, *, fixed: bool) -> PlanDialog:
        with self._db.read() as session:
            staff = load_staff(session, also=[draft.lead_id, *draft.staff])
        dialog = PlanDialog(self._db, self._jobs, staff, self.today, self._parent.window())
        dialog.show_draft(draft, fixed=fixed)
        return dialog

    def _finish(self, job: Job, dialog: PlanDialog, then: Then, name: str) -> None:
        told = _("Service plan of {name} saved").format(name=name)
        job.succeeded.connect(lambda _done: self._navigator.say(told, undoable=True))
        job.succeeded.connect(lambda made: then(int(str(made))))
        dialog.wait_for(job)

    def _follow(self, job: Job, told: str) -> None:
        job.failed.connect(partial(show_failure, self._parent.window()))
        job.succeeded.connect(lambda _done: self._navigator.say(told, undoable=True))
