"""Creating a customer from anywhere: opens the form, stores what it collects."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.actions import create_customer
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.ui.customers.creation.dialog import CustomerDialog
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator


class CustomerCreation(QObject):
    """`created(id)` once she is stored; her page is opened by the navigator."""

    created = Signal(object)

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        office: OfficeSettings,
        zone: tzinfo,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._office, self._zone = office, zone

    def open(self, text: str, parent: QWidget | None) -> CustomerDialog:
        """The form, `text` being what was typed to find her."""
        dialog = CustomerDialog(self._db, self._jobs, self._office, self._zone, text, parent)
        dialog.submitted.connect(lambda draft: self._save(draft, dialog))
        dialog.chosen.connect(self._navigator.open_customer)
        dialog.open()
        return dialog

    def _save(self, draft: CustomerDraft, dialog: CustomerDialog) -> None:
        def store(_job: Job) -> int:
            with self._db.write("customer.create", name=draft.name.strip()) as session:
                return create_customer(session, draft, now=self._db.now(), office=self._office)

        job = self._jobs.write(store)
        dialog.wait_for(job)
        job.succeeded.connect(lambda customer: self._on_created(customer, draft))

    def _on_created(self, customer: object, draft: CustomerDraft) -> None:
        self.created.emit(customer)
        if isinstance(customer, int):
            self._navigator.open_customer(customer)
        self._navigator.say(
            _("“{name}” was created.").format(name=draft.name.strip()), undoable=True
        )
