"""When the office works: a preset or hours of its own, and whose public holidays it keeps."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit

from crmdesk.models.calendar.week import PRESETS, Week, read_day, say_day
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.core.messages import message
from crmdesk.models.office.hours import Hours, load_hours, save_hours
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label, set_state
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.when import weekday_name
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow


class HoursCard(Card):
    """Hours are typed as people write them: 9-12 13-18; an empty day is closed."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("hours_card")
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._own = PRESETS["office"]
        self._region = "CN"
        self.preset = ChoiceRow(
            [
                ("office", _("Office, Monday to Friday")),
                ("shop", _("Shop, open every day")),
                ("own", _("Own hours")),
            ]
        )
        self.preset.setObjectName("hours_preset")
        self.preset.setAccessibleName(_("Working time"))
        self.days = [QLineEdit() for _day in range(7)]
        self.problems = [label("", "problem") for _day in range(7)]
        self.region = QComboBox()
        for code, text in (
            ("CN", _("Mainland China")),
            ("TW", _("Taiwan")),
            ("HK", _("Hong Kong")),
            ("none", pgettext("holidays", "None")),
        ):
            self.region.addItem(text, code)
        self.region.setObjectName("hours_region")
        self.save_button = PrimaryButton(_("Save"), "save")
        self.save_button.setObjectName("hours_save")
        self._lay_out()
        self.preset.changed.connect(self._on_preset)
        for number, edit in enumerate(self.days):
            edit.textEdited.connect(partial(self._on_edited, number))
        self.save_button.clicked.connect(lambda: self.save())

    def _lay_out(self) -> None:
        self.add(label(_("Working time"), "heading"))
        self.add(label(_("Every clock stands still while the office is closed."), "secondary"))
        self.add(self.preset)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(2, 1)
        for number, (edit, below) in enumerate(zip(self.days, self.problems, strict=True)):
            caption = QLabel(weekday_name(number))
            caption.setProperty("role", "secondary")
            caption.setBuddy(edit)
            edit.setObjectName(f"hours_{number + 1}")
            edit.setAccessibleName(weekday_name(number))
            edit.setPlaceholderText(pgettext("hours", "Closed"))
            edit.setFixedWidth(260)
            grid.addWidget(caption, number, 0)
            grid.addWidget(edit, number, 1)
            grid.addWidget(below, number, 2)
        self.add(grid)
        row = QHBoxLayout()
        caption = label(_("Public holidays of"), "secondary")
        caption.setBuddy(self.region)
        row.addWidget(caption)
        row.addWidget(self.region)
        row.addStretch(1)
        self.add(row)
        last = QHBoxLayout()
        last.addWidget(self.save_button)
        last.addStretch(1)
        self.add(last)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Show what is stored."""
        with self._db.read() as session:
            hours, office = load_hours(session), load_office(session)
        self._own = hours.own
        self.preset.set_value(hours.preset)
        usual = office.country if self.region.findData(office.country) >= 0 else "none"
        self._region = hours.region if hours.region != "none" else usual
        self.region.setCurrentIndex(max(self.region.findData(hours.region), 0))
        self._show_week()

    def hours(self) -> Hours | None:
        """What stands here; None while a day is not understood."""
        preset, region = str(self.preset.value() or "office"), str(self.region.currentData())
        if preset != "own":
            return Hours(preset, region, self._own)
        days = [read_day(edit.text()) for edit in self.days]
        if any(day is None for day in days):
            return None
        return Hours(preset, region, Week(tuple(day or () for day in days)))

    def save(self) -> Job | None:
        """Store it; every clock follows."""
        hours = self.hours()
        if hours is None or hours.problems():
            self._show_problems(hours)
            return None

        def store(_job: Job) -> None:
            with self._db.write("setup") as session:
                save_hours(session, hours)

        job = self._jobs.write(store)
        job.succeeded.connect(lambda _done: self._navigator.say(_("Working time saved")))
        job.failed.connect(partial(show_failure, self.window()))
        return job

    def _on_preset(self, preset: object) -> None:
        """A shop open every day is open on public holidays, too, unless one says otherwise."""
        self.region.setCurrentIndex(
            self.region.findData("none" if preset == "shop" else self._region)
        )
        self._show_week()

    def _show_week(self) -> None:
        preset = str(self.preset.value() or "office")
        week = PRESETS.get(preset, self._own)
        for edit, day, below in zip(self.days, week.days, self.problems, strict=True):
            edit.setText(say_day(day))
            edit.setReadOnly(preset != "own")
            edit.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if preset == "own" else Qt.FocusPolicy.NoFocus
            )
            set_state(edit, "bad", "false")
            below.clear()

    def _on_edited(self, number: int, text: str) -> None:
        unclear = read_day(text) is None
        self.problems[number].setText(message("hours.unclear") if unclear else "")
        set_state(self.days[number], "bad", "true" if unclear else "false")

    def _show_problems(self, hours: Hours | None) -> None:
        for number, edit in enumerate(self.days):
            self._on_edited(number, edit.text())
        if hours is not None:
            self.problems[0].setText(message("hours.never"))
        bad = [edit for edit in self.days if edit.property("bad") == "true"]
        (bad or self.days)[0].setFocus()
