"""Noting a follow-up from anywhere, and changing one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmdesk.models.calendar.when import When
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.models.tasks.actions import add_follow_up, edit_follow_up
from crmdesk.models.tasks.drafts import FollowUpDraft
from crmdesk.models.tasks.queries import load_follow_up
from crmdesk.ui.kit.autosave import DraftSaver
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.when_words import say_appointment
from crmdesk.ui.tasks.dialog import Filled, FollowUpDialog


class FollowUpCommands:
    """Answers `navigator.open_follow_up`."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        self._db, self._jobs, self._navigator = db, jobs, navigator

    def open(
        self, follow_up_id: int | None, customer_id: int | None, parent: QWidget
    ) -> FollowUpDialog | None:
        """The form of one, or of a new one (of this customer); None when it is gone."""
        try:
            with self._db.read() as session:
                draft = (
                    FollowUpDraft(customer_id or 0)
                    if follow_up_id is None
                    else load_follow_up(session, follow_up_id)
                )
                staff = load_staff(session)
                zone = office_zone(load_office(session).zone)
        except CrmError as error:
            show_failure(parent, error)
            return None
        today = local_day(self._db.now(), zone)
        dialog = FollowUpDialog(self._db, self._jobs, staff, today, parent)
        dialog.show_draft(draft)
        dialog.customer.create_asked.connect(self._navigator.new_customer)
        if follow_up_id is None:
            self._open_new(dialog, customer_id)
        else:
            dialog.submitted.connect(lambda filled: self._edit(follow_up_id, filled, dialog))
        dialog.open()
        return dialog

    def _open_new(self, dialog: FollowUpDialog, customer_id: int | None) -> None:
        """Typed words are kept; leaving on purpose throws them away."""
        key = f"follow_up.new:{customer_id or 0}"
        saver = DraftSaver(self._db, self._jobs, key, dialog.state, dialog.restore, dialog)
        saver.begin()
        dialog.submitted.connect(lambda filled: self._add(filled, dialog))
        dialog.finished.connect(lambda _result: saver.stop())

    def _add(self, filled: Filled, dialog: FollowUpDialog) -> None:
        draft, name = filled.draft, self._name(dialog)

        def store(_job: Job) -> None:
            with self._db.write("follow_up.add", name=name) as session:
                add_follow_up(session, draft, now=self._db.now())

        told = ""
        if draft.due_on is not None:
            when = When(draft.due_on, draft.due_time)
            told = say_appointment(when, dialog.today)
        job = self._jobs.write(store)
        job.succeeded.connect(lambda _done: dialog.accept())
        job.succeeded.connect(
            lambda _done: self._navigator.say(
                _("Follow-up with {name}: {day}").format(name=name, day=told), undoable=True
            )
        )
        job.failed.connect(dialog.refuse)

    def _edit(self, follow_up_id: int, filled: Filled, dialog: FollowUpDialog) -> None:
        name = self._name(dialog)

        def store(_job: Job) -> None:
            with self._db.write("follow_up.edit", name=name) as session:
                edit_follow_up(session, follow_up_id, filled.draft)

        job = self._jobs.write(store)
        job.succeeded.connect(lambda _done: dialog.accept())
        job.failed.connect(dialog.refuse)

    def _name(self, dialog: FollowUpDialog) -> str:
        choice = dialog.customer.choice()
        return choice.text if choice else ""
