"""From 1 December: next year's days off are not known yet; clocks would run on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import PlainButton

DECEMBER = 12


class HolidayReminder(QWidget):
    """One line above the page, until the notice is pasted or the line put away."""

    def __init__(
        self, db: Database, jobs: JobRunner, navigator: Navigator, today: Callable[[], date]
    ) -> None:
        super().__init__()
        self.setObjectName("today_holidays")
        self._db, self._jobs, self._today = db, jobs, today
        self._asked: date | None = None
        self._answer = Latest(jobs, self)
        self._answer.ready.connect(self._on_year)
        self.year: int | None = None
        self.text = label("", "secondary", wrap=True)
        enter = PlainButton(_("Enter days off"), "calendar", "ghost")
        enter.setObjectName("enter_holidays")
        enter.clicked.connect(lambda: navigator.show_screen("office"))
        away = PlainButton(_("Do not remind me"), "close", "ghost")
        away.setObjectName("put_holidays_away")
        away.clicked.connect(lambda: self.put_away())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 0)
        row.addWidget(self.text, 1)
        row.addWidget(enter)
        row.addWidget(away)
        self.hide()

    def refresh(self) -> None:
        """Ask once a day, and again while the line stands here."""
        today = self._today()
        if today == self._asked and self.year is None:
            return
        self._asked = today
        if today.month < DECEMBER:  # the rest of the year the list of days off says it
            self._on_year(None)
        else:
            self._answer.ask(lambda _job: self._missing(today))

    def _on_year(self, year: int | None) -> None:
        self.year = year
        self.setVisible(year is not None)
        self.text.setText(
            _("The days off of {year} are not known yet; deadlines would run on them.").format(
                year=year
            )
        )

    def put_away(self) -> None:
        """Say no more that this year's are missing."""
        from crmdesk.models.office.hours import put_reminder_away

        year = self.year
        if year is None:
            return

        def store(_job: Job) -> None:
            with self._db.write("setup") as session:
                put_reminder_away(session, year)

        job = self._jobs.write(store)
        job.succeeded.connect(lambda _done: self.refresh())
        job.failed.connect(partial(show_failure, self.window()))

    def _missing(self, today: date) -> int | None:
        from crmdesk.models.office.hours import missing_year  # most days nobody asks

        with self._db.read() as session:
            return missing_year(session, today)
