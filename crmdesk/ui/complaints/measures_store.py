"""Measures written on the writer thread, one transaction and one undo for each act."""

from __future__ import annotations

from crmdesk.models.complaints.improvements import (
    CallRow,
    ImprovementDraft,
    ImprovementRow,
    VerdictDraft,
    close_improvement,
    delete_improvement,
    edit_improvement,
    finish_improvement,
    record_verdict,
    start_improvement,
)
from crmdesk.models.core.db import Database
from crmdesk.ui.kit.jobs import Job, JobRunner


class MeasureStore:
    """Each method returns the running job."""

    def __init__(self, db: Database, jobs: JobRunner) -> None:
        self._db, self._jobs = db, jobs

    def start(self, draft: ImprovementDraft) -> Job:
        def store(_job: Job) -> int:
            with self._db.write("improvement.start", title=draft.title) as session:
                return start_improvement(session, draft, now=self._db.now())

        return self._jobs.write(store)

    def edit(self, row: ImprovementRow, draft: ImprovementDraft) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("improvement.edit", title=draft.title) as session:
                edit_improvement(session, row.id, draft)

        return self._jobs.write(store)

    def finish(self, row: ImprovementRow) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("improvement.finish", title=row.title) as session:
                finish_improvement(session, row.id, now=self._db.now())

        return self._jobs.write(store)

    def call(self, row: CallRow, draft: VerdictDraft) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("improvement.call", name=row.customer) as session:
                record_verdict(session, row.id, draft, now=self._db.now())

        return self._jobs.write(store)

    def close(self, row: ImprovementRow) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("improvement.close", title=row.title) as session:
                close_improvement(session, row.id, now=self._db.now())

        return self._jobs.write(store)

    def delete(self, row: ImprovementRow) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("improvement.delete", title=row.title) as session:
                delete_improvement(session, row.id)

        return self._jobs.write(store)
