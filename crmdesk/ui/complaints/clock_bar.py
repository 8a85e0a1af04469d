"""Below the head of a complaint: its clocks, what they wait for, who was asked to step in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.complaints.cards import Standing, load_standing
from crmdesk.models.complaints.clocks import RESOLUTION, RESPONSE
from crmdesk.models.complaints.queries import ComplaintPage
from crmdesk.models.complaints.rules import clock_title
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.ui.complaints.clock_dialogs import EscalationDialog, PauseDialog
from crmdesk.ui.complaints.store import ComplaintStore
from crmdesk.ui.kit.clocks import explain_clock, say_clock, tone_of
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import Job
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.when import say_when
from crmdesk.ui.kit.widgets.buttons import GhostButton, PlainButton
from crmdesk.ui.kit.widgets.chips import Pill

MINUTE = 60_000
_TABLES = frozenset({"complaint_pause", "complaint_escalation", "interaction", "holiday"})


class ClockBar(QWidget):
    """Hidden while a complaint is new; a late one proposes whom to ask."""

    def __init__(
        self, db: Database, store: ComplaintStore, hub: DataHub, navigator: Navigator
    ) -> None:
        super().__init__()
        self.setObjectName("clock_bar")
        self._db, self._store, self._navigator = db, store, navigator
        self._page: ComplaintPage | None = None
        self.standing: Standing | None = None
        with db.read() as session:
            self._zone = office_zone(load_office(session).zone)
        self.pills = {code: Pill("") for code in ("response", "resolution", "call_back")}
        self.note = label("", "secondary", wrap=True)
        self.note.setObjectName("clock_note")
        self.pause = GhostButton(_("Wait for the customer…"), "hand")
        self.resume = GhostButton(_("Let the clock run on"), "clock")
        self.escalate = GhostButton(_("Ask somebody to step in…"), "flag")
        self.proposal = PlainButton("", "flag", "danger")
        self._lay_out()
        timer = QTimer(self, interval=MINUTE)
        timer.timeout.connect(self.refresh)
        timer.start()
        hub.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(8)
        for pill in self.pills.values():
            upper.addWidget(pill)
        upper.addStretch(1)
        for name, run in (
            ("resume", self._resume),
            ("pause", self._ask_pause),
            ("escalate", self._ask_escalation),
            ("proposal", self._ask_escalation),
        ):
            button = getattr(self, name)
            button.setObjectName(f"clock_{name}")
            button.clicked.connect(lambda _on=False, run=run: run())
            upper.addWidget(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addLayout(upper)
        outer.addWidget(self.note)

    def show_page(self, page: ComplaintPage | None) -> None:
        """Show the clocks of this complaint."""
        self._page = page
        self.setVisible(page is not None)
        self.refresh()

    def refresh(self) -> None:
        """Read the clocks anew: time passed, or somebody wrote."""
        if self._page is None:
            return
        with self._db.read() as session:
            self.standing = load_standing(session, self._page.row.id, self._db.now())
            staff = {person.id: person.name for person in load_staff(session)}
        if self.standing is None:
            return
        self._show_clocks(self.standing)
        is_open = self._page.row.status == "open"
        paused = self.standing.clocks.resolution.state == "paused" or any(
            clock is not None and clock.state == "paused"
            for clock in (self.standing.clocks.response, self.standing.clocks.call_back)
        )
        proposed = staff.get(self.standing.propose_to or 0, "")
        self.resume.setVisible(is_open and paused)
        self.pause.setVisible(is_open and not paused)
        self.escalate.setVisible(is_open and not proposed)
        self.proposal.setVisible(is_open and bool(proposed))
        self.proposal.setText(_("Late: ask {name} to step in…").format(name=proposed))
        self.note.setText("\n".join(self._notes(self.standing)))
        self.note.setVisible(bool(self.note.text()))

    def _show_clocks(self, standing: Standing) -> None:
        clocks, now = standing.clocks, self._db.now()
        shown = {
            RESPONSE: clocks.response,
            RESOLUTION: clocks.resolution,
            "call_back": clocks.call_back,
        }
        for code, pill in self.pills.items():
            clock = shown[code]
            if clock is None:
                pill.set("")
                continue
            title = clock_title(code)
            pill.set(say_clock(title, clock, now, self._zone), tone_of(clock))
            pill.setToolTip(explain_clock(title, clock, self._zone))

    def _notes(self, standing: Standing) -> list[str]:
        now, notes = self._db.now(), []
        if standing.clocks.paused_for:
            notes.append(_("Waiting: {reason}").format(reason=standing.clocks.paused_for))
        notes += [
            _("{when}: {by} asked {to} to step in: {reason}").format(
                when=say_when(asked.at, now, self._zone), by=asked.by, to=asked.to,
                reason=asked.reason,
            )
            for asked in standing.escalations[-2:]
        ]  # fmt: skip
        return notes

    def _ask_pause(self) -> None:
        if (page := self._page) is None:
            return
        dialog = PauseDialog(self.window())
        dialog.submitted.connect(
            lambda draft: self._follow(
                self._store.pause(page.row.id, draft, page.row.customer), dialog
            )
        )
        dialog.open()

    def _resume(self) -> None:
        if (page := self._page) is not None:
            job = self._store.resume(page.row.id, page.row.customer)
            job.failed.connect(partial(show_failure, self.window()))

    def _ask_escalation(self) -> None:
        if (page := self._page) is None:
            return
        with self._db.read() as session:
            staff = load_staff(session)
        wanted = self.standing.propose_to if self.standing is not None else None
        dialog = EscalationDialog(staff, wanted, self.window())
        names = {person.id: person.name for person in staff}
        dialog.submitted.connect(
            lambda draft: self._follow(
                self._store.escalate(
                    page.row.id, draft, page.row.customer, names.get(draft.to_id, "")
                ),
                dialog,
            )
        )
        dialog.open()

    def _follow(self, job: Job, dialog: PauseDialog | EscalationDialog) -> None:
        job.succeeded.connect(dialog.accept)
        job.failed.connect(dialog.refuse)

    def _on_changed(self, changes: Changes) -> None:
        if any(table in _TABLES for table, _row in changes):
            self.refresh()
