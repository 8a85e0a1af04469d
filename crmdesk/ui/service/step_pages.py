"""The four pages of the service order dialog."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import cast

from crmdesk.models.core.clock import local_day
from crmdesk.models.core.db import Database
from crmdesk.models.office.entries import Named
from crmdesk.models.service.rules import ASSIGN, FEEDBACK, RECEIVE, WORK
from crmdesk.ui.kit.cases.step_pages import StepPages
from crmdesk.ui.service.pages import AssignPage, ReceivePage
from crmdesk.ui.service.work_page import FeedbackPage, WorkPage


class ServicePages(StepPages):
    """Each by its name."""

    def __init__(
        self, receive: ReceivePage, db: Database, zone: tzinfo, staff: Sequence[Named]
    ) -> None:
        def today() -> date:
            return local_day(db.now(), zone)

        super().__init__(
            {
                RECEIVE: lambda: receive,
                ASSIGN: lambda: AssignPage(staff, today),
                WORK: lambda: WorkPage(staff, db.staff_id, today),
                FEEDBACK: FeedbackPage,
            }
        )
        self.receive = receive
        self.page(RECEIVE)

    @property
    def assign(self) -> AssignPage:
        return cast(AssignPage, self.page(ASSIGN))

    @property
    def work(self) -> WorkPage:
        return cast(WorkPage, self.page(WORK))

    @property
    def feedback(self) -> FeedbackPage:
        return cast(FeedbackPage, self.page(FEEDBACK))
