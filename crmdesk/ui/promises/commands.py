"""Noting a promise from anywhere, and changing one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmdesk.models.calendar.when import When
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.models.promises.actions import edit_promise, make_promise
from crmdesk.models.promises.drafts import PromiseDraft
from crmdesk.models.promises.queries import load_promise
from crmdesk.ui.kit.autosave import DraftSaver
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.when_words import say_appointment
from crmdesk.ui.promises.dialog import PromiseDialog


class PromiseCommands:
    """Answers `navigator.open_promise`."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        self._db, self._jobs, self._navigator = db, jobs, navigator

    def open(
        self, promise_id: int | None, customer_id: int | None, parent: QWidget
    ) -> PromiseDialog | None:
        """The form of one, or of a new one (to this customer); None when it is gone."""
        try:
            with self._db.read() as session:
                draft = (
                    PromiseDraft(customer_id or 0)
                    if promise_id is None
                    else load_promise(session, promise_id)
                )
                staff = load_staff(session)
                zone = office_zone(load_office(session).zone)
        except CrmError as error:
            show_failure(parent, error)
            return None
        dialog = PromiseDialog(self._db, self._jobs, staff, local_day(self._db.now(), zone), parent)
        dialog.show_draft(draft)
        dialog.customer.create_asked.connect(self._navigator.new_customer)
        if promise_id is None:
            self._open_new(dialog, customer_id)
        dialog.submitted.connect(lambda told: self._store(promise_id, told, dialog))
        dialog.open()
        return dialog

    def _open_new(self, dialog: PromiseDialog, customer_id: int | None) -> None:
        """Typed words are kept; leaving on purpose throws them away."""
        key = f"promise.new:{customer_id or 0}"
        saver = DraftSaver(self._db, self._jobs, key, dialog.state, dialog.restore, dialog)
        saver.begin()
        dialog.finished.connect(lambda _result: saver.stop())

    def _store(self, promise_id: int | None, draft: PromiseDraft, dialog: PromiseDialog) -> None:
        choice = dialog.customer.choice()
        name = choice.text if choice else ""

        def store(_job: Job) -> None:
            action = "promise.make" if promise_id is None else "promise.edit"
            with self._db.write(action, name=name) as session:
                if promise_id is None:
                    make_promise(session, draft, now=self._db.now())
                else:
                    edit_promise(session, promise_id, draft)

        job = self._jobs.write(store)
        job.succeeded.connect(lambda _done: dialog.accept())
        job.failed.connect(dialog.refuse)
        if promise_id is None and draft.due_on is not None:
            day = say_appointment(When(draft.due_on, draft.due_time), dialog.today)
            told = _("Promised to {name}: {day}").format(name=name, day=day)
            job.succeeded.connect(lambda _done: self._navigator.say(told, undoable=True))
