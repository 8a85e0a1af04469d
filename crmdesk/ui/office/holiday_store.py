"""Days off written on the writer thread, one transaction and one undo for each act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crmdesk.models.calendar.holidays import Special
from crmdesk.models.core.db import Database
from crmdesk.models.office.holidays import (
    HolidayDraft,
    delete_holiday,
    set_holiday,
    store_holidays,
)
from crmdesk.models.office.hours import put_reminder_away
from crmdesk.ui.kit.jobs import Job, JobRunner


class HolidayStore:
    """Each method returns the running job."""

    def __init__(self, db: Database, jobs: JobRunner) -> None:
        self._db, self._jobs = db, jobs

    def set(self, draft: HolidayDraft, instead_of: date | None = None) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("holiday.edit", day=str(draft.day)) as session:
                set_holiday(session, draft, instead_of=instead_of)

        return self._jobs.write(store)

    def delete(self, day: date) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("holiday.delete", day=str(day)) as session:
                delete_holiday(session, day)

        return self._jobs.write(store)

    def take_over(self, days: Sequence[Special]) -> Job:
        """The job succeeds with how many days are new or other than before."""

        def store(_job: Job) -> int:
            with self._db.write("holiday.import", count=len(days)) as session:
                return store_holidays(session, days)

        return self._jobs.write(store)

    def put_away(self, year: int) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("setup") as session:
                put_reminder_away(session, year)

        return self._jobs.write(store)
