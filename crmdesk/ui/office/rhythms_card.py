"""How often customers are called, by stage, and how long after a delivery or a complaint."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.rules import stage_texts
from crmdesk.models.rhythms.settings import MOST_DAYS, Rhythms, load_rhythms, save_rhythms
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.number_box import NumberBox

_MOST = {"delivery": 60, "complaint": 60, "per_day": 200, "pause": 365}


class RhythmsCard(Card):
    """Days; 0 is off."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("rhythms_card")
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self.spins: dict[str, NumberBox] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(2, 1)
        self.save_button = PrimaryButton(_("Save"), "save")
        self.save_button.setObjectName("rhythms_save")
        self.save_button.clicked.connect(lambda: self.save())
        self.add(label(_("Return visits"), "heading"))
        self.add(label(_("Customers leave because nobody called. Who was not spoken to for so long "
                         "stands under the return visits, a few each day."), "secondary",
                       wrap=True))  # fmt: skip
        for code, text in stage_texts().items():
            self._add_line(code, _("Call customers in stage “{stage}”").format(stage=text))
        self._add_line("delivery", _("After a delivery"))
        self._add_line("complaint", _("After a complaint was closed"))
        self._add_line("per_day", _("Visits by rhythm shown to a person each day"))
        self._add_line("pause", _("A sale begins a new checklist after"))
        self.add(self._grid)
        last = QHBoxLayout()
        last.addWidget(self.save_button)
        last.addStretch(1)
        self.add(last)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Show what is stored."""
        with self._db.read() as session:
            stored = load_rhythms(session)
        for name, spin in self.spins.items():
            spin.setValue(stored.days[name] if name in stored.days else getattr(stored, name))

    def rhythms(self) -> Rhythms:
        """What stands here."""
        values = {name: spin.value() for name, spin in self.spins.items()}
        days = {code: values.pop(code) for code in stage_texts()}
        return Rhythms(days=days, **values)

    def save(self) -> Job:
        """Store it; what is due follows."""
        rhythms = self.rhythms()

        def store(_job: Job) -> None:
            with self._db.write("setup") as session:
                save_rhythms(session, rhythms)

        job = self._jobs.write(store)
        job.succeeded.connect(lambda _done: self._navigator.say(_("Rhythms saved")))
        job.failed.connect(partial(show_failure, self.window()))
        return job

    def _add_line(self, name: str, caption: str) -> None:
        spin = self.spins[name] = NumberBox()
        spin.setObjectName(name)
        spin.setFixedWidth(180)
        spin.setAccessibleName(caption)
        if name == "per_day":
            spin.setRange(1, _MOST[name])
        else:
            spin.setRange(0, _MOST.get(name, MOST_DAYS))
            spin.setSpecialValueText(pgettext("rhythm", "never"))
            spin.setSuffix(" " + pgettext("rhythm", "days"))
            if name in stage_texts():
                spin.setPrefix(pgettext("rhythm", "every") + " ")
        above = label(caption, "secondary")
        above.setBuddy(spin)
        row = len(self.spins)
        self._grid.addWidget(above, row, 0)
        self._grid.addWidget(spin, row, 1)
