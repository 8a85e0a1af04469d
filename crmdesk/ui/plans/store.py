"""Service plans written on the writer thread, one transaction and one undo for each act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crmdesk.models.core.db import Database
from crmdesk.models.plans import actions
from crmdesk.models.plans.drafts import DeliveryDraft, PlanDraft
from crmdesk.models.plans.queries import PlanRow, ServiceRow
from crmdesk.ui.kit.jobs import Job, JobRunner


class PlanStore:
    """Each method returns the running job; `name` is the customer's, for the journal."""

    def __init__(self, db: Database, jobs: JobRunner) -> None:
        self._db, self._jobs = db, jobs

    def make(self, draft: PlanDraft, name: str) -> Job:
        """The job succeeds with the id of the new plan."""
        now = self._db.now()
        return self._write(
            "plan.make", lambda session: actions.make_plan(session, draft, now=now), name=name
        )

    def edit(self, plan_id: int, draft: PlanDraft, name: str) -> Job:
        def store(session: Any) -> int:
            actions.edit_plan(session, plan_id, draft)
            return plan_id

        return self._write("plan.edit", store, name=name)

    def delete(self, plan: PlanRow) -> Job:
        return self._write(
            "plan.delete", lambda session: actions.delete_plan(session, plan.id), name=plan.customer
        )

    def deliver(self, plan: PlanRow, service: ServiceRow, draft: DeliveryDraft) -> Job:
        """Given, and logged in the same step."""
        now = self._db.now()
        return self._write(
            "plan.deliver", lambda session: actions.deliver(session, service.id, draft, now=now),
            name=plan.customer, service=service.text,
        )  # fmt: skip

    def take_back(self, plan: PlanRow, service: ServiceRow) -> Job:
        return self._write(
            "plan.take_back", lambda session: actions.take_back(session, service.id),
            name=plan.customer, service=service.text,
        )  # fmt: skip

    def _write(self, action: str, act: Callable[[Any], object], **params: Any) -> Job:
        def store(_job: Job) -> object:
            with self._db.write(action, **params) as session:
                return act(session)

        return self._jobs.write(store)
