"""Writes questionnaires and what is answered to them, off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence

from crmdesk.models.complaints.actions import open_complaint
from crmdesk.models.complaints.drafts import ListenDraft
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.office.settings import load_office
from crmdesk.models.surveys import actions, responses
from crmdesk.models.surveys.drafts import ClosingDraft, QuestionnaireDraft
from crmdesk.models.surveys.queries import ResponsePage
from crmdesk.models.surveys.words import line
from crmdesk.models.tasks.actions import add_follow_up
from crmdesk.models.tasks.drafts import FollowUpDraft
from crmdesk.ui.kit.jobs import Job, JobRunner


class SurveyStore:
    """Each method starts a job; `name` is that of the customer, for the history."""

    def __init__(self, db: Database, jobs: JobRunner) -> None:
        self._db, self._jobs = db, jobs

    def save(self, questionnaire_id: int | None, draft: QuestionnaireDraft) -> Job:
        """A new questionnaire, or one that was changed; the job answers its id."""

        def store(_job: Job) -> int:
            action = "survey.create" if questionnaire_id is None else "survey.edit"
            with self._db.write(action, name=draft.name.strip()) as session:
                if questionnaire_id is None:
                    return actions.create_questionnaire(session, draft, now=self._db.now())
                actions.edit_questionnaire(session, questionnaire_id, draft)
                return questionnaire_id

        return self._jobs.write(store)

    def archive(self, questionnaire_id: int, name: str, *, archived: bool) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("survey.archive", name=name) as session:
                actions.archive_questionnaire(session, questionnaire_id, archived=archived)

        return self._jobs.write(store)

    def delete(self, questionnaire_id: int, name: str) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("survey.delete", name=name) as session:
                actions.delete_questionnaire(session, questionnaire_id)

        return self._jobs.write(store)

    def plan(self, questionnaire_id: int, questionnaire: str, customers: Sequence[int]) -> Job:
        def store(_job: Job) -> list[int]:
            with self._db.write(
                "survey.plan", count=len(customers), questionnaire=questionnaire
            ) as session:
                return responses.plan_responses(
                    session, questionnaire_id, customers, now=self._db.now()
                )

        return self._jobs.write(store)

    def answer(
        self,
        whom: tuple[int, int, str],
        question_id: int,
        value: str,
        *,
        channel: str,
        product: str,
        contact_id: int | None,
    ) -> Job:
        """`whom` is the questionnaire, the customer and her name; the job answers the response."""
        questionnaire_id, customer_id, name = whom

        def store(_job: Job) -> int:
            with self._db.write("survey.answer", name=name) as session:
                response = responses.begin_response(
                    session, questionnaire_id, customer_id, now=self._db.now(), channel=channel,
                    product=product, contact_id=contact_id,
                )  # fmt: skip
                responses.answer_question(session, response, question_id, value)
                return response

        return self._jobs.write(store)

    def finish(self, response_id: int, name: str, closing: ClosingDraft) -> Job:
        def store(_job: Job) -> int:
            with self._db.write("survey.finish", name=name) as session:
                responses.finish_response(session, response_id, closing, now=self._db.now())
            return response_id

        return self._jobs.write(store)

    def take(self, response_id: int, name: str, closing: ClosingDraft) -> Job:
        """What of answers given already goes into the record, and what does not."""

        def store(_job: Job) -> None:
            with self._db.write("survey.take", name=name) as session:
                office = load_office(session)
                responses.settle_answers(session, closing, now=self._db.now(), office=office)

        return self._jobs.write(store)

    def decline(self, whom: tuple[int, int, str], reason: str = "") -> Job:
        def store(_job: Job) -> int:
            with self._db.write("survey.decline", name=whom[2]) as session:
                now = self._db.now()
                return responses.decline_response(session, whom[0], whom[1], now=now, reason=reason)

        return self._jobs.write(store)

    def unreached(self, whom: tuple[int, int, str]) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("survey.unreached", name=whom[2]) as session:
                responses.note_unreached(session, whom[0], whom[1], now=self._db.now())

        return self._jobs.write(store)

    def delete_response(self, response_id: int, name: str) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("survey.response.delete", name=name) as session:
                responses.delete_response(session, response_id)

        return self._jobs.write(store)

    def complain(self, page: ResponsePage, subject: str) -> Job:
        """A complaint of what she answered; the job answers its id."""
        row = page.row
        draft = ListenDraft(row.customer_id, subject, words_of(page), channel="call",
                            product=row.product)  # fmt: skip

        def store(_job: Job) -> int:
            with self._db.write("complaint.open", name=row.customer) as session:
                return open_complaint(session, draft, now=self._db.now())

        return self._jobs.write(store)

    def follow_up(self, page: ResponsePage, text: str) -> Job:
        """A follow-up of today; the job answers its id."""
        row = page.row

        def store(_job: Job) -> int:
            with self._db.write("follow_up.add", name=row.customer) as session:
                now = self._db.now()
                today = local_day(now, office_zone(load_office(session).zone))
                draft = FollowUpDraft(row.customer_id, today, text=text)
                return add_follow_up(session, draft, now=now)

        return self._jobs.write(store)


def words_of(page: ResponsePage) -> str:
    """Everything she answered, a line each."""
    return "\n".join(
        line(one.question.text, one.question.kind, one.value) for one in page.answers if one.value
    )
