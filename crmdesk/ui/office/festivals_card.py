"""On which festivals the office greets its customers, and its own days."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit

from crmdesk.models.calendar.festivals import festivals
from crmdesk.models.care.own_days import read_own_days, say_own_days
from crmdesk.models.care.rules import CareSettings, festival_text, load_care, save_care
from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.card import Card

_COLUMNS = 4


class FestivalsCard(Card):
    """Ticked ones stand on Today some days before; the others are left alone."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("festivals_card")
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._off: frozenset[str] = frozenset()
        self.ticks: dict[str, QCheckBox] = {}
        self.south = QCheckBox(_("Little New Year on the 24th, as in the south"))
        self.south.setObjectName("south")
        self.own = {"office": QLineEdit(), "trade": QLineEdit()}
        self.save_button = PrimaryButton(_("Save"), "save")
        self.save_button.setObjectName("festivals_save")
        self.save_button.clicked.connect(lambda: self.save())
        self._lay_out()

    def refresh(self) -> None:
        """Show what is stored."""
        with self._db.read() as session:
            care, office = load_care(session), load_office(session)
        self._off = care.off
        year = local_day(self._db.now(), office_zone(office.zone)).year
        codes = dict.fromkeys(one.code for one in festivals(office.country, year))
        for tick in self.ticks.values():
            self._grid.removeWidget(tick)
            tick.deleteLater()
        self.ticks = {}
        for number, code in enumerate(codes):
            tick = self.ticks[code] = QCheckBox(festival_text(code))
            tick.setObjectName(f"festival_{code}")
            tick.setChecked(code not in care.off)
            self._grid.addWidget(tick, number // _COLUMNS, number % _COLUMNS)
        self.south.setChecked(care.south)
        self.south.setVisible("xiaonian" in codes)
        for kind, edit in self.own.items():
            edit.setText(say_own_days(kind, care.own))

    def settings(self) -> CareSettings:
        """What stands here; raises CrmError where a day is not understood."""
        off = {code for code, tick in self.ticks.items() if not tick.isChecked()}
        elsewhere = self._off - set(self.ticks)
        own = [read_own_days(kind, edit.text()) for kind, edit in self.own.items()]
        return CareSettings(frozenset(off | elsewhere), self.south.isChecked(), own[0] + own[1])

    def save(self) -> Job | None:
        """Store it; Today follows."""
        try:
            care = self.settings()
        except CrmError as error:
            show_failure(self.window(), error)
            return None

        def store(_job: Job) -> None:
            with self._db.write("setup") as session:
                save_care(session, care)

        job = self._jobs.write(store)
        job.succeeded.connect(lambda _done: self._navigator.say(_("Festivals saved")))
        job.failed.connect(partial(show_failure, self.window()))
        return job

    def _lay_out(self) -> None:
        self.add(label(_("Festivals"), "heading"))
        self.add(label(
            _("On these days Today says whom to greet, and with which words."), "secondary"
        ))  # fmt: skip
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(_COLUMNS, 1)
        self.add(self._grid)
        self.add(self.south)
        for kind, caption, example in (
            ("office", _("The company’s day"), _("for example: our anniversary 10-18")),
            (
                "trade",
                _("Days of the trade"),
                _("for example: Nurses’ Day 5-12; Builders’ Day 6-1"),
            ),
        ):
            edit = self.own[kind]
            edit.setObjectName(f"own_{kind}")
            edit.setAccessibleName(caption)
            edit.setPlaceholderText(example)
            above = label(caption, "secondary")
            above.setBuddy(edit)
            self.add(above)
            self.add(edit)
        last = QHBoxLayout()
        last.addWidget(self.save_button)
        last.addStretch(1)
        self.add(last)
        self.body.addStretch(1)
