"""The five pages of the complaint dialog."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import cast

from crmdesk.models.complaints.improvements import load_causes
from crmdesk.models.complaints.rules import CONFIRM, LISTEN, PROPOSE, RESOLVE, VERIFY
from crmdesk.models.core.clock import local_day
from crmdesk.models.core.db import Database
from crmdesk.models.office.entries import Named
from crmdesk.ui.complaints.confirm_page import ConfirmPage
from crmdesk.ui.complaints.pages import ListenPage, ProposePage, ResolvePage, VerifyPage
from crmdesk.ui.kit.cases.step_pages import StepPages

USUAL = 5
"""So many of the commonest causes are one click away."""


class ComplaintPages(StepPages):
    """Each by its name."""

    def __init__(
        self,
        listen: ListenPage,
        db: Database,
        zone: tzinfo,
        staff: Sequence[Named],
    ) -> None:
        self._db, self._zone, self._staff = db, zone, staff
        super().__init__(
            {
                LISTEN: lambda: listen,
                VERIFY: VerifyPage,
                PROPOSE: ProposePage,
                RESOLVE: lambda: ResolvePage(staff, db.staff_id, self._today),
                CONFIRM: self._make_confirm,
            }
        )
        self.listen = listen
        self.page(LISTEN)

    @property
    def verify(self) -> VerifyPage:
        return cast(VerifyPage, self.page(VERIFY))

    @property
    def propose(self) -> ProposePage:
        return cast(ProposePage, self.page(PROPOSE))

    @property
    def resolve(self) -> ResolvePage:
        return cast(ResolvePage, self.page(RESOLVE))

    @property
    def confirm(self) -> ConfirmPage:
        return cast(ConfirmPage, self.page(CONFIRM))

    def middle(self, step: int) -> VerifyPage | ProposePage | ResolvePage:
        """The page of step 2, 3 or 4."""
        if step == VERIFY:
            return self.verify
        return self.propose if step == PROPOSE else self.resolve

    def _make_confirm(self) -> ConfirmPage:
        with self._db.read() as session:
            causes = [cause.text for cause in load_causes(session)[:USUAL]]
        return ConfirmPage(self._db.now, self._zone, causes)

    def _today(self) -> date:
        return local_day(self._db.now(), self._zone)
