"""How quickly complaints are to be answered, and whom to ask when that fails."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from crmdesk.models.complaints.targets import Targets, load_targets, save_targets
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.queries import load_staff
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.office.spin_grid import WIDTH, SpinGrid, SpinRow


class TargetsCard(Card):
    """All in working time."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("targets_card")
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self.grid = SpinGrid(_rows())
        self.escalate_to = QComboBox()
        self.save_button = PrimaryButton(_("Save"), "save")
        self.save_button.setObjectName("targets_save")
        self.save_button.clicked.connect(lambda: self.save())
        self.add(label(_("Deadlines of complaints"), "heading"))
        self.add(label(_("Quick words first: what varies is only the time to solve it."),
                       "secondary"))  # fmt: skip
        self.add(self.grid)
        self._add_person()
        last = QHBoxLayout()
        last.addWidget(self.save_button)
        last.addStretch(1)
        self.add(last)
        self.body.addStretch(1)

    def _add_person(self) -> None:
        self.escalate_to.setObjectName("escalate_to")
        self.escalate_to.setFixedWidth(WIDTH)
        above = label(_("When it is late, ask to step in"), "secondary")
        above.setBuddy(self.escalate_to)
        row = self.grid.rowCount()
        self.grid.addWidget(above, row, 0)
        self.grid.addWidget(self.escalate_to, row, 1)

    def refresh(self) -> None:
        """Show what is stored."""
        with self._db.read() as session:
            targets, staff = load_targets(session), load_staff(session)
        self.grid.show_values(targets)
        self.escalate_to.clear()
        self.escalate_to.addItem(pgettext("targets", "Whoever is first"), None)
        for person in staff:
            self.escalate_to.addItem(person.name, person.id)
        self.escalate_to.setCurrentIndex(max(self.escalate_to.findData(targets.escalate_to), 0))

    def targets(self) -> Targets:
        """What stands here."""
        return Targets(**self.grid.values(), escalate_to=self.escalate_to.currentData())

    def save(self) -> Job:
        """Store it; clocks that run follow."""
        targets = self.targets()

        def store(_job: Job) -> None:
            with self._db.write("setup") as session:
                save_targets(session, targets)

        job = self._jobs.write(store)
        job.succeeded.connect(lambda _done: self._navigator.say(_("Deadlines saved")))
        job.failed.connect(partial(show_failure, self.window()))
        return job


def _rows() -> tuple[SpinRow, ...]:
    hours, days, most = _("working hours"), _("working days"), (1, 60)
    return (
        ("response_hours", _("First response, at every severity"), hours, (1, 40)),
        ("high", _("Solution, severity high"), days, most),
        ("middle", _("Solution, severity middle (and before step 2)"), days, most),
        ("low", _("Solution, severity low"), days, most),
        ("call_back_days", _("Call-back after the solution"), days, most),
        ("amber", _("A clock turns amber after"), "%", (10, 95)),
    )
