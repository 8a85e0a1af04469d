"""Service orders written on the writer thread, one transaction and one undo for each act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crmdesk.models.cases.pausing import PauseDraft
from crmdesk.models.core.db import Database
from crmdesk.models.service import actions
from crmdesk.models.service.drafts import FeedbackDraft, ReceiveDraft, StepDraft
from crmdesk.models.service.linking import complain
from crmdesk.ui.kit.jobs import Job, JobRunner


class ServiceStore:
    """Each method returns the running job; `name` is the customer's, for the journal."""

    def __init__(self, db: Database, jobs: JobRunner) -> None:
        self._db, self._jobs = db, jobs

    def receive(self, draft: ReceiveDraft, name: str) -> Job:
        """The job succeeds with the id of the new service order."""
        return self._write(
            "service.receive", name, lambda s: actions.receive_order(s, draft, now=self._db.now())
        )

    def edit(self, order_id: int, draft: ReceiveDraft, name: str) -> Job:
        return self._write(
            "service.edit", name, lambda s: actions.edit_received(s, order_id, draft)
        )

    def save_step(
        self, order_id: int, step: int, draft: StepDraft, name: str, *, finish: bool
    ) -> Job:
        return self._write(
            "service.step" if finish else "service.edit",
            name,
            lambda s: actions.save_step(s, order_id, draft, finish=finish, now=self._db.now()),
            step=step,
        )

    def feed_back(self, order_id: int, draft: FeedbackDraft, name: str, *, finish: bool) -> Job:
        def act(session: Any) -> None:
            if finish:
                actions.feed_back(session, order_id, draft, now=self._db.now())
            else:
                actions.keep_feedback(session, order_id, draft)

        return self._write("service.step" if finish else "service.edit", name, act, step=4)

    def pay(self, order_id: int, name: str) -> Job:
        return self._write(
            "service.paid", name, lambda s: actions.note_payment(s, order_id, now=self._db.now())
        )

    def reopen(self, order_id: int, name: str) -> Job:
        return self._write("service.edit", name, lambda s: actions.reopen_order(s, order_id))

    def pause(self, order_id: int, draft: PauseDraft, name: str) -> Job:
        return self._write(
            "service.pause",
            name,
            lambda s: actions.pause_order(s, order_id, draft, now=self._db.now()),
        )

    def resume(self, order_id: int, name: str) -> Job:
        return self._write(
            "service.resume", name, lambda s: actions.resume_order(s, order_id, now=self._db.now())
        )

    def complain(self, order_id: int, name: str) -> Job:
        """The job succeeds with the id of its complaint."""
        return self._write(
            "service.complain", name, lambda s: complain(s, order_id, now=self._db.now())
        )

    def delete(self, order_id: int, name: str) -> Job:
        return self._write("service.delete", name, lambda s: actions.delete_order(s, order_id))

    def _write(self, action: str, name: str, act: Callable[[Any], Any], **params: Any) -> Job:
        def store(_job: Job) -> Any:
            with self._db.write(action, name=name, **params) as session:
                return act(session)

        return self._jobs.write(store)
