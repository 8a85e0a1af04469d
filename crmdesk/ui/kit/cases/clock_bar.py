"""Below the head of a case: its clocks, and what they wait for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crmdesk.models.cases.clocks import CaseClocks
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.cases.pause_dialog import wait_for_customer
from crmdesk.ui.kit.clocks import explain_clock, say_clock, tone_of
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import Job
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import GhostButton
from crmdesk.ui.kit.widgets.chips import Pill

MINUTE = 60_000


class CaseClockBar(QWidget):
    """Hidden while a case is new. `tables`: a commit in one of them makes it read anew."""

    def __init__(
        self,
        db: Database,
        hub: DataHub,
        codes: Sequence[str],
        title: Callable[[str], str],
        tables: frozenset[str],
    ) -> None:
        super().__init__()
        self.setObjectName("clock_bar")
        self.db, self._title = db, title
        self._tables = tables | {"interaction", "holiday"}
        self.case_id: int | None = None
        self.is_open = False
        with db.read() as session:
            self.zone = office_zone(load_office(session).zone)
        self.pills = {code: Pill("") for code in codes}
        self.note = label("", "secondary", wrap=True)
        self.note.setObjectName("clock_note")
        self.resume = GhostButton(_("Let the clock run on"), "clock")
        self.pause = GhostButton(_("Wait for the customer…"), "hand")
        self._upper = QHBoxLayout()
        self._upper.setSpacing(8)
        for pill in self.pills.values():
            self._upper.addWidget(pill)
        self._upper.addStretch(1)
        self.add_button("resume", self.resume, self._resume)
        self.add_button("pause", self.pause, self._ask_pause)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addLayout(self._upper)
        outer.addWidget(self.note)
        timer = QTimer(self, interval=MINUTE)
        timer.timeout.connect(self.refresh)
        timer.start()
        hub.changed.connect(self._on_changed)

    @abstractmethod
    def load(self, session: Any, case_id: int) -> CaseClocks | None:
        """Read the clocks, and whatever `notes` tells; None when the case was deleted."""

    @abstractmethod
    def store_pause(self, draft: Any) -> Job:
        """Stop the clocks."""

    @abstractmethod
    def store_resume(self) -> Job:
        """Let them run on."""

    def notes(self, clocks: CaseClocks) -> list[str]:
        """The quiet lines below."""
        if not clocks.paused_for:
            return []
        return [_("Waiting: {reason}").format(reason=clocks.paused_for)]

    def show_buttons(self, clocks: CaseClocks) -> None:
        """Which buttons stand there."""
        self.resume.setVisible(self.is_open and clocks.paused)
        self.pause.setVisible(self.is_open and not clocks.paused)

    def add_button(self, name: str, button: QPushButton, run: Callable[[], None]) -> None:
        """A button at the right."""
        button.setObjectName(f"clock_{name}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False, run=run: run())
        self._upper.addWidget(button)

    def show_case(self, case_id: int | None, *, is_open: bool) -> None:
        """Show the clocks of this case."""
        self.case_id, self.is_open = case_id, is_open
        self.setVisible(case_id is not None)
        self.refresh()

    def refresh(self) -> None:
        """Read the clocks anew: time passed, or somebody wrote."""
        if self.case_id is None:
            return
        with self.db.read() as session:
            clocks = self.load(session, self.case_id)
        if clocks is None:
            return
        now = self.db.now()
        for code, pill in self.pills.items():
            clock = clocks.get(code)
            if clock is None:
                pill.set("")
                continue
            title = self._title(code)
            pill.set(say_clock(title, clock, now, self.zone), tone_of(clock))
            pill.setToolTip(explain_clock(title, clock, self.zone))
        self.show_buttons(clocks)
        self.note.setText("\n".join(self.notes(clocks)))
        self.note.setVisible(bool(self.note.text()))

    def ask(self, dialog: FormDialog, store: Callable[[Any], Job]) -> None:
        """Open a form, and write what it carries."""

        def submit(draft: Any) -> None:
            dialog.wait_for(store(draft))

        dialog.submitted.connect(submit)
        dialog.open()

    def _ask_pause(self) -> None:
        if self.case_id is not None:
            self.ask(wait_for_customer(self.window()), self.store_pause)

    def _resume(self) -> None:
        if self.case_id is not None:
            self.store_resume().failed.connect(partial(show_failure, self.window()))

    def _on_changed(self, changes: Changes) -> None:
        if any(table in self._tables for table, _row in changes):
            self.refresh()
