"""The wait while a demo office is made up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.listing import count_customers
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.widgets.progress import ProgressPanel


def fill_demo(
    db: Database,
    jobs: JobRunner,
    customers: int,
    then: Callable[[], None],
    leave: Callable[[], None],
) -> DemoWait | None:
    """Make up an office in a new demo database first; None when it stands already."""
    if not is_empty(db):
        return None
    wait = DemoWait(db, jobs, customers, then, leave)
    wait.show()
    return wait


def is_empty(db: Database) -> bool:
    """Whether a demo database has no customers yet."""
    with db.read() as session:
        return count_customers(session) == 0


class DemoWait(QWidget):
    """Fills the database, then calls `then`; closing it stops and calls `leave`."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        customers: int,
        then: Callable[[], None],
        leave: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("demo_wait")
        self.setWindowTitle(_("crmdesk Customer Book"))
        self.setFixedWidth(520)
        self._db, self._customers, self._then, self._leave = db, customers, then, leave
        self._done = False
        panel = ProgressPanel()
        QVBoxLayout(self).addWidget(panel)
        self._job = failing_to(self, jobs.write(self._fill))
        self._job.succeeded.connect(lambda _count: self._finish())
        self._job.finished.connect(self.close)
        panel.follow(self._job, _("Making up an office to try things out…"))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._done:
            self._done = True
            self._job.cancel()
            self._leave()
        super().closeEvent(event)

    def _fill(self, job: Job) -> None:
        from crmdesk.models.demo.generate import generate

        with self._db.read() as session:
            zone = office_zone(load_office(session).zone)
        generate(self._db, self._customers, today=local_day(self._db.now(), zone), progress=job)

    def _finish(self) -> None:
        if not self._done:  # else it was closed while the answer was on its way
            self._done = True
            self._then()
