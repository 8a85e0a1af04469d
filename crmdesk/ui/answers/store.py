"""Writes standard answers off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from crmdesk.models.answers.actions import add_answers, delete_answer, note_use, save_answer
from crmdesk.models.answers.drafts import AnswerDraft
from crmdesk.models.answers.queries import AnswerFinder, AnswerRow, load_answers
from crmdesk.models.core.db import Database
from crmdesk.ui.kit.jobs import Job, JobRunner


class AnswerStore:
    """Each method starts a job."""

    def __init__(self, db: Database, jobs: JobRunner) -> None:
        self._db, self._jobs = db, jobs

    def load(self) -> AnswerFinder:
        """All of them, to be searched."""
        with self._db.read() as session:
            return AnswerFinder(load_answers(session))

    def save(self, answer_id: int | None, draft: AnswerDraft) -> Job:
        """A new one, or one that was changed; the job answers its id."""

        def store(_job: Job) -> int:
            with self._db.write("answer.save", question=draft.question.strip()) as session:
                return save_answer(session, draft, now=self._db.now(), answer_id=answer_id)

        return self._jobs.write(store)

    def delete(self, row: AnswerRow) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("answer.delete", question=row.question) as session:
                delete_answer(session, row.id)

        return self._jobs.write(store)

    def add(self, drafts: Sequence[AnswerDraft]) -> Job:
        """Many at once; the job answers how many were new or changed."""

        def store(_job: Job) -> int:
            with self._db.write("answer.import", count=len(drafts)) as session:
                return add_answers(session, drafts, now=self._db.now())

        return self._jobs.write(store)

    def use(self, answer_id: int) -> Job:
        """It was inserted or copied."""

        def store(_job: Job) -> None:
            with self._db.write("draft") as session:
                note_use(session, answer_id, now=self._db.now())

        return self._jobs.write(store)

    def read_file(self, path: Path) -> Job:
        """What a workbook holds; the job answers drafts."""
        from crmdesk.models.exchange.answer_files import read_answers

        return self._jobs.read(lambda job: read_answers(path, progress=job))

    def write_file(self, path: Path, rows: Sequence[AnswerRow]) -> Job:
        """All of them as a workbook."""
        from crmdesk.models.exchange.answer_files import write_answers

        return self._jobs.read(lambda _job: write_answers(path, rows))
