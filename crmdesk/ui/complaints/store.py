"""Complaints written on the writer thread, one transaction and one undo for each act."""

from __future__ import annotations

from crmdesk.models.cases.pausing import PauseDraft
from crmdesk.models.complaints.actions import (
    close_unreachable,
    delete_complaint,
    edit_listen,
    open_complaint,
    record_call,
    reopen_complaint,
    save_lesson,
    save_step,
)
from crmdesk.models.complaints.drafts import (
    CallDraft,
    EscalationDraft,
    LessonDraft,
    ListenDraft,
    StepDraft,
)
from crmdesk.models.complaints.pausing import escalate, pause_clock, resume_clock
from crmdesk.models.core.db import Database
from crmdesk.models.service.linking import serve_complaint
from crmdesk.ui.kit.jobs import Job, JobRunner


class ComplaintStore:
    """Each method returns the running job; `name` is the customer's, for the journal."""

    def __init__(self, db: Database, jobs: JobRunner) -> None:
        self._db, self._jobs = db, jobs

    def open(self, draft: ListenDraft, name: str) -> Job:
        """The job succeeds with the id of the new complaint."""

        def store(_job: Job) -> int:
            with self._db.write("complaint.open", name=name) as session:
                return open_complaint(session, draft, now=self._db.now())

        return self._jobs.write(store)

    def edit(self, complaint_id: int, draft: ListenDraft, name: str) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("complaint.edit", name=name) as session:
                edit_listen(session, complaint_id, draft)

        return self._jobs.write(store)

    def save_step(
        self, complaint_id: int, step: int, draft: StepDraft, name: str, *, finish: bool
    ) -> Job:
        def store(_job: Job) -> None:
            action = "complaint.step" if finish else "complaint.edit"
            with self._db.write(action, name=name, step=step) as session:
                save_step(session, complaint_id, draft, finish=finish, now=self._db.now())

        return self._jobs.write(store)

    def confirm(
        self, complaint_id: int, call: CallDraft | None, lesson: LessonDraft, name: str
    ) -> Job:
        """The lesson, and with it the attempt to call back, if one was made."""

        def store(_job: Job) -> None:
            action = "complaint.step" if call is not None else "complaint.edit"
            with self._db.write(action, name=name, step=5) as session:
                save_lesson(session, complaint_id, lesson)
                if call is not None:
                    record_call(session, complaint_id, call, now=self._db.now())

        return self._jobs.write(store)

    def close_unreachable(self, complaint_id: int, name: str) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("complaint.step", name=name, step=5) as session:
                close_unreachable(session, complaint_id, now=self._db.now())

        return self._jobs.write(store)

    def reopen(self, complaint_id: int, name: str) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("complaint.edit", name=name) as session:
                reopen_complaint(session, complaint_id)

        return self._jobs.write(store)

    def pause(self, complaint_id: int, draft: PauseDraft, name: str) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("complaint.pause", name=name) as session:
                pause_clock(session, complaint_id, draft, now=self._db.now())

        return self._jobs.write(store)

    def resume(self, complaint_id: int, name: str) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("complaint.resume", name=name) as session:
                resume_clock(session, complaint_id, now=self._db.now())

        return self._jobs.write(store)

    def escalate(self, complaint_id: int, draft: EscalationDraft, name: str, to: str) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("complaint.escalate", name=name, to=to) as session:
                escalate(session, complaint_id, draft, now=self._db.now())

        return self._jobs.write(store)

    def serve(self, complaint_id: int, name: str) -> Job:
        """The job succeeds with the id of its service order."""

        def store(_job: Job) -> int:
            with self._db.write("service.of_complaint", name=name) as session:
                return serve_complaint(session, complaint_id, now=self._db.now())

        return self._jobs.write(store)

    def delete(self, complaint_id: int, name: str) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("complaint.delete", name=name) as session:
                delete_complaint(session, complaint_id)

        return self._jobs.write(store)
