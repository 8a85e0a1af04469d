"""Opening the form of a dated thing: a new one whose words are kept, or one to change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from crmdesk.models.calendar.when import When
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.office.entries import Named
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.autosave import DraftSaver
from crmdesk.ui.kit.dated.form import DatedDialog, Store
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.when_words import say_appointment

Dialog = TypeVar("Dialog", bound=DatedDialog)
Make = Callable[[Sequence[Named], date], Dialog]


class DatedForms:
    """What the commands of follow-ups and of promises rest on."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        self.db, self.jobs, self.navigator = db, jobs, navigator

    def show(
        self,
        load: Callable[[Any], Any],
        make: Make[Dialog],
        store: Store,
        parent: QWidget,
        *,
        keep_as: str = "",
    ) -> Dialog | None:
        """The form with the draft `load` gives it; None when that is gone.

        What is typed is kept under `keep_as`; leaving on purpose throws it away.
        """
        try:
            with self.db.read() as session:
                draft = load(session)
                staff = load_staff(session, also=[draft.staff_id])
                zone = office_zone(load_office(session).zone)
        except CrmError as error:
            show_failure(parent, error)
            return None
        dialog = make(staff, local_day(self.db.now(), zone))
        dialog.show_draft(draft)
        dialog.customer.create_asked.connect(self.navigator.new_customer)
        if keep_as:
            saver = DraftSaver(self.db, self.jobs, keep_as, dialog.state, dialog.restore, dialog)
            saver.begin()
            dialog.finished.connect(lambda _result: saver.stop())
        dialog.submitted.connect(lambda filled: self._store(filled, store, dialog))
        dialog.open()
        return dialog

    def _store(self, draft: Any, how: Store, dialog: DatedDialog) -> None:
        choice = dialog.customer.choice()
        name = choice.text if choice else ""

        def store(_job: Job) -> None:
            with self.db.write(how.action, name=name) as session:
                how.act(session, draft)

        job = self.jobs.write(store)
        dialog.wait_for(job)
        if how.told and draft.due_on is not None:
            day = say_appointment(When(draft.due_on, draft.due_time), dialog.today)
            told = how.told.format(name=name, day=day)
            job.succeeded.connect(lambda _done: self.navigator.say(told, undoable=True))
