"""How quickly what came in is to be answered."""

from __future__ import annotations

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.interactions.reply_targets import (
    ReplyTargets,
    load_reply_targets,
    save_reply_targets,
)
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.number_box import NumberBox
from crmdesk.ui.office.saved_card import SavedCard

_RANGES = {"hours": (1, 80), "call_hours": (1, 80), "amber": (10, 95)}


class RepliesCard(SavedCard):
    """All in working time."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__("replies", db, jobs, navigator)
        hours = " " + _("working hours")
        self.spins: dict[str, NumberBox] = {
            "hours": _spin("hours", hours),
            "call_hours": _spin("call_hours", hours),
            "amber": _spin("amber", " %"),
        }
        self.head(
            _("Answers to customers"),
            _("A message that came in waits until something went out or you talked. Today shows "
              "who waits; what came in more than two weeks ago is not counted."),
        )  # fmt: skip
        self.rows((
            (_("Answer a message (WeChat, e-mail, SMS) within"), self.spins["hours"]),
            (_("Call back after a missed call within"), self.spins["call_hours"]),
            (_("A clock turns amber after"), self.spins["amber"]),
        ))  # fmt: skip
        self.foot(self.save)

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

        return self.told(self._jobs.write(store), _("Deadlines saved"))


def _spin(name: str, suffix: str) -> NumberBox:
    spin = NumberBox()
    spin.setObjectName(f"reply_{name}")
    spin.setRange(*_RANGES[name])
    spin.setSuffix(suffix)
    spin.setFixedWidth(180)
    return spin
