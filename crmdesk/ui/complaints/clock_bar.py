"""Below the head of a complaint: its clocks, and who was asked to step in."""

from __future__ import annotations

from typing import Any

from crmdesk.models.cases.clocks import CaseClocks
from crmdesk.models.complaints.cards import Standing, load_standing
from crmdesk.models.complaints.clocks import CALL_BACK, RESOLUTION, RESPONSE
from crmdesk.models.complaints.queries import ComplaintPage
from crmdesk.models.complaints.rules import clock_title
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.queries import load_staff
from crmdesk.ui.complaints.clock_dialogs import EscalationDialog
from crmdesk.ui.complaints.store import ComplaintStore
from crmdesk.ui.kit.cases.clock_bar import CaseClockBar
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import Job
from crmdesk.ui.kit.when import say_when
from crmdesk.ui.kit.widgets.buttons import GhostButton, PlainButton

_TABLES = frozenset({"complaint_pause", "complaint_escalation"})


class ClockBar(CaseClockBar):
    """A late one proposes whom to ask."""

    def __init__(self, db: Database, store: ComplaintStore, hub: DataHub) -> None:
        super().__init__(db, hub, (RESPONSE, RESOLUTION, CALL_BACK), clock_title, _TABLES)
        self._store = store
        self._customer = ""
        self.standing: Standing | None = None
        self.escalate = GhostButton(_("Ask somebody to step in…"), "flag")
        self.proposal = PlainButton("", "flag", "danger")
        self.add_button("escalate", self.escalate, self._ask_escalation)
        self.add_button("proposal", self.proposal, self._ask_escalation)

    def show_page(self, page: ComplaintPage | None) -> None:
        """Show the clocks of this complaint."""
        self._customer = page.row.customer if page is not None else ""
        is_open = page is not None and page.row.status == "open"
        self.show_case(page.row.id if page is not None else None, is_open=is_open)

    def load(self, session: Any, case_id: int) -> CaseClocks | None:
        self.standing = load_standing(session, case_id, self.db.now())
        staff = {person.id: person.name for person in load_staff(session)}
        if self.standing is None:
            return None
        proposed = staff.get(self.standing.propose_to or 0, "")
        self.escalate.setVisible(self.is_open and not proposed)
        self.proposal.setVisible(self.is_open and bool(proposed))
        self.proposal.setText(_("Late: ask {name} to step in…").format(name=proposed))
        return self.standing.clocks

    def notes(self, clocks: CaseClocks) -> list[str]:
        now, told = self.db.now(), self.standing.escalations[-2:] if self.standing else ()
        return super().notes(clocks) + [
            _("{when}: {by} asked {to} to step in: {reason}").format(
                when=say_when(asked.at, now, self.zone), by=asked.by, to=asked.to,
                reason=asked.reason,
            )
            for asked in told
        ]  # fmt: skip

    def store_pause(self, draft: Any) -> Job:
        return self._store.pause(self.case_id or 0, draft, self._customer)

    def store_resume(self) -> Job:
        return self._store.resume(self.case_id or 0, self._customer)

    def _ask_escalation(self) -> None:
        complaint_id = self.case_id
        if complaint_id is None:
            return
        with self.db.read() as session:
            staff = load_staff(session)
        wanted = self.standing.propose_to if self.standing is not None else None
        dialog = EscalationDialog(staff, wanted, self.window())
        names = {person.id: person.name for person in staff}
        self.ask(
            dialog,
            lambda draft: self._store.escalate(
                complaint_id, draft, self._customer, names.get(draft.to_id, "")
            ),
        )
