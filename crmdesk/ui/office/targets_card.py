"""How quickly complaints are to be answered, and whom to ask when that fails."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QSpinBox

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

_RANGES = {"response_hours": (1, 40), "amber": (10, 95)}


class TargetsCard(Card):
    """All in working time."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("targets_card")
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self.spins: dict[str, QSpinBox] = {}
        self.escalate_to = QComboBox()
        self.save_button = PrimaryButton(_("Save"), "save")
        self.save_button.setObjectName("targets_save")
        self.save_button.clicked.connect(lambda: self.save())
        self.add(label(_("Deadlines of complaints"), "heading"))
        self.add(label(_("Quick words first: what varies is only the time to solve it."),
                       "secondary"))  # fmt: skip
        self.add(self._grid())
        last = QHBoxLayout()
        last.addWidget(self.save_button)
        last.addStretch(1)
        self.add(last)
        self.body.addStretch(1)

    def _grid(self) -> QGridLayout:
        rows = _rows()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(2, 1)
        for number, (name, caption, suffix) in enumerate(rows):
            spin = self.spins[name] = QSpinBox()
            spin.setObjectName(name)
            spin.setRange(*_RANGES.get(name, (1, 60)))
            spin.setSuffix(suffix)
            spin.setFixedWidth(180)
            spin.setAccessibleName(caption)
            above = label(caption, "secondary")
            above.setBuddy(spin)
            grid.addWidget(above, number, 0)
            grid.addWidget(spin, number, 1)
        self.escalate_to.setObjectName("escalate_to")
        self.escalate_to.setFixedWidth(180)
        above = label(_("When it is late, ask to step in"), "secondary")
        above.setBuddy(self.escalate_to)
        grid.addWidget(above, len(rows), 0)
        grid.addWidget(self.escalate_to, len(rows), 1)
        return grid

    def refresh(self) -> None:
        """Show what is stored."""
        with self._db.read() as session:
            targets, staff = load_targets(session), load_staff(session)
        for name, spin in self.spins.items():
            spin.setValue(getattr(targets, name))
        self.escalate_to.clear()
        self.escalate_to.addItem(pgettext("targets", "Whoever is first"), None)
        for person in staff:
            self.escalate_to.addItem(person.name, person.id)
        self.escalate_to.setCurrentIndex(max(self.escalate_to.findData(targets.escalate_to), 0))

    def targets(self) -> Targets:
        """What stands here."""
        values = {name: spin.value() for name, spin in self.spins.items()}
        return Targets(**values, escalate_to=self.escalate_to.currentData())

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


def _rows() -> tuple[tuple[str, str, str], ...]:
    """What is set, its caption, its unit."""
    hours, days = " " + _("working hours"), " " + _("working days")
    return (
        ("response_hours", _("First response, at every severity"), hours),
        ("high", _("Solution, severity high"), days),
        ("middle", _("Solution, severity middle (and before step 2)"), days),
        ("low", _("Solution, severity low"), days),
        ("call_back_days", _("Call-back after the solution"), days),
        ("amber", _("A clock turns amber after"), " %"),
    )
