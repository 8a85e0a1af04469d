"""How quickly what came in is to be answered."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.interactions.reply_targets import (
    ReplyTargets,
    load_reply_targets,
    save_reply_targets,
)
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.number_box import NumberBox

_RANGES = {"hours": (1, 80), "call_hours": (1, 80), "amber": (10, 95)}


class RepliesCard(Card):
    """All in working time."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("replies_card")
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self.spins: dict[str, NumberBox] = {}
        self.save_button = PrimaryButton(_("Save"), "save")
        self.save_button.setObjectName("replies_save")
        self.save_button.clicked.connect(lambda: self.save())
        self.add(label(_("Answers to customers"), "heading"))
        self.add(label(
            _("A message that came in waits until something went out or you talked. Today shows "
              "who waits; what came in more than two weeks ago is not counted."),
            "secondary", wrap=True,
        ))  # fmt: skip
        self.add(self._grid())
        last = QHBoxLayout()
        last.addWidget(self.save_button)
        last.addStretch(1)
        self.add(last)
        self.body.addStretch(1)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(2, 1)
        hours = " " + _("working hours")
        for number, (name, caption, suffix) in enumerate((
            ("hours", _("Answer a message (WeChat, e-mail, SMS) within"), hours),
            ("call_hours", _("Call back after a missed call within"), hours),
            ("amber", _("A clock turns amber after"), " %"),
        )):  # fmt: skip
            spin = self.spins[name] = NumberBox()
            spin.setObjectName(f"reply_{name}")
            spin.setRange(*_RANGES[name])
            spin.setSuffix(suffix)
            spin.setFixedWidth(180)
            spin.setAccessibleName(caption)
            above = label(caption, "secondary")
            above.setBuddy(spin)
            grid.addWidget(above, number, 0)
            grid.addWidget(spin, number, 1)
        return grid

    def refresh(self) -> None:
        """Show what is stored."""
        with self._db.read() as session:
            targets = load_reply_targets(session)
        for name, spin in self.spins.items():
            spin.setValue(getattr(targets, name))

    def targets(self) -> ReplyTargets:
        """What stands here."""
        return ReplyTargets(**{name: spin.value() for name, spin in self.spins.items()})

    def save(self) -> Job:
        """Store it; clocks that run follow."""
        targets = self.targets()

        def store(_job: Job) -> None:
            with self._db.write("setup") as session:
                save_reply_targets(session, targets)

        job = self._jobs.write(store)
        job.succeeded.connect(lambda _done: self._navigator.say(_("Deadlines saved")))
        job.failed.connect(partial(show_failure, self.window()))
        return job
