"""What the user can do with a service contract and its visits, wherever the button is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from crmdesk.models.calendar.months import last_day, next_period
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.models.service import contracts, visits
from crmdesk.models.service.contract_queries import (
    ContractRow,
    VisitRow,
    load_contracts,
    load_draft,
    load_visit,
)
from crmdesk.models.service.contracts import ContractDraft
from crmdesk.ui.kit.failures import failing_to, show_failure
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.when import full_day
from crmdesk.ui.service.contract_dialog import ContractDialog
from crmdesk.ui.service.visit_dialogs import MoveDialog, VisitDialog

_YEAR = 12


class ContractCommands:
    """One undo for each act; the words at the bottom have the way back."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        self._db, self._jobs, self._navigator = db, jobs, navigator

    def today(self) -> date:
        """As the office lives it."""
        with self._db.read() as session:
            return local_day(self._db.now(), office_zone(load_office(session).zone))

    def open(self, contract_id: int | None, customer_id: int | None, parent: QWidget) -> None:
        """The form of one, or of a new one (with this customer)."""
        today = self.today()
        draft = ContractDraft(
            customer_id, starts_on=today, ends_on=last_day(today, _YEAR), every_months=3,
            staff_id=self._db.staff_id,
        )  # fmt: skip
        try:
            with self._db.read() as session:
                if contract_id is not None:
                    draft = load_draft(session, contract_id)
                staff = load_staff(session, also=[draft.staff_id])
        except CrmError as error:
            show_failure(parent, error)
            return
        dialog = ContractDialog(self._db, self._jobs, staff, self.today, parent)
        dialog.show_draft(draft, new=contract_id is None)
        dialog.submitted.connect(lambda filled: self._store_contract(contract_id, filled, dialog))
        dialog.open()

    def renew(self, row: ContractRow, parent: QWidget) -> None:
        """The same again, in one step."""
        _starts, ends_on = next_period(row.starts_on, row.ends_on)
        told = _("Renewed until {day}").format(day=full_day(ends_on))
        self._do(
            "contract.renew",
            row.customer,
            lambda session: contracts.renew_contract(session, row.id, now=self._db.now()),
            told,
            parent,
        )

    def end(self, row: ContractRow, parent: QWidget) -> None:
        """It is not renewed."""
        self._do(
            "contract.end",
            row.customer,
            lambda session: contracts.end_contract(session, row.id),
            _("Service contract ended"),
            parent,
        )

    def delete(self, row: ContractRow, parent: QWidget) -> None:
        self._do(
            "contract.delete",
            row.customer,
            lambda session: contracts.delete_contract(session, row.id),
            _("Service contract deleted"),
            parent,
        )

    def finish_visit(self, visit_id: int, parent: QWidget) -> None:
        """Ask what was done at a visit, and log it."""
        visit = self._visit(visit_id, parent)
        if visit is None:
            return
        dialog = VisitDialog(visit, parent)
        self._follow(
            dialog,
            "contract.visit",
            visit.customer,
            lambda session, draft: visits.do_visit(session, visit_id, draft, now=self._db.now()),
            _("Visit logged"),
        )

    def move_visit(self, visit_id: int, parent: QWidget) -> None:
        """Ask for another day."""
        visit = self._visit(visit_id, parent)
        if visit is None:
            return
        dialog = MoveDialog(visit, self.today, parent)
        self._follow(
            dialog,
            "contract.visit.move",
            visit.customer,
            lambda session, draft: visits.move_visit(session, visit_id, draft.due_on),
            _("Visit put off"),
        )

    def skip_visit(self, visit: VisitRow, parent: QWidget) -> None:
        """The customer did not want this one."""
        self._do(
            "contract.visit.skip",
            visit.customer,
            lambda session: visits.skip_visit(session, visit.id),
            _("Visit left out"),
            parent,
        )

    def row(self, contract_id: int) -> ContractRow | None:
        """A contract as it stands now."""
        with self._db.read() as session:
            return load_contracts(session, [contract_id]).get(contract_id)

    def _visit(self, visit_id: int, parent: QWidget) -> VisitRow | None:
        with self._db.read() as session:
            visit = load_visit(session, visit_id)
        if visit is None or visit.status != "open":
            show_failure(parent, CrmError("service.visit.gone"))
            return None
        return visit

    def _store_contract(
        self, contract_id: int | None, draft: ContractDraft, dialog: ContractDialog
    ) -> None:
        choice = dialog.customer.choice()
        name = choice.text if choice is not None else ""

        def store(_job: Job) -> None:
            code = "contract.add" if contract_id is None else "contract.edit"
            with self._db.write(code, name=name) as session:
                if contract_id is None:
                    contracts.add_contract(session, draft, now=self._db.now())
                else:
                    contracts.edit_contract(session, contract_id, draft)

        job = self._jobs.write(store)
        dialog.wait_for(job)
        job.succeeded.connect(lambda _done: self._say(_("Service contract saved")))

    def _follow(
        self, dialog: FormDialog, code: str, name: str, act: Callable[[Any, Any], object],
        told: str,
    ) -> None:  # fmt: skip
        def submit(draft: Any) -> None:
            def store(_job: Job) -> None:
                with self._db.write(code, name=name) as session:
                    act(session, draft)

            job = self._jobs.write(store)
            dialog.wait_for(job)
            job.succeeded.connect(lambda _done: self._say(told))

        dialog.submitted.connect(submit)
        dialog.open()

    def _do(
        self, code: str, name: str, act: Callable[[Any], object], told: str, parent: QWidget
    ) -> None:
        def store(_job: Job) -> None:
            with self._db.write(code, name=name) as session:
                act(session)

        job = failing_to(parent, self._jobs.write(store))
        job.succeeded.connect(lambda _done: self._say(told))

    def _say(self, text: str) -> None:
        self._navigator.say(text, undoable=True)
