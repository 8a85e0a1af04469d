"""What is masked on the screen, and who may read the private notes of others."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.masking.changing import change_privacy
from crmdesk.models.masking.settings import PrivacySettings, load_privacy, mode_text
from crmdesk.models.masking.veil import MODES
from crmdesk.models.office.queries import load_staff
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.card import Card


class PrivacyCard(Card):
    """The window follows at once."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("privacy_card")
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self.masked, self.boss = QComboBox(), QComboBox()
        self.masked.setObjectName("mask_numbers")
        self.boss.setObjectName("private_notes_boss")
        for mode in MODES:
            self.masked.addItem(mode_text(mode), mode)
        self.save_button = PrimaryButton(_("Save"), "save")
        self.save_button.setObjectName("privacy_save")
        self.save_button.clicked.connect(lambda: self.save())
        self.add(label(_("Privacy"), "heading"))
        self.add(label(
            _("A masked number reads 138****5678, an address w***@example.com. A click on it shows "
              "it until another customer is in front; the journal notes who looked at whose. "
              "Search finds masked numbers all the same. Files and paper hold them whole, and the "
              "journal notes each of them."),
            "secondary", wrap=True,
        ))  # fmt: skip
        self.add(self._grid())
        self.add(label(
            _("This is against curious looks. It is no encryption: who has the file and its "
              "password can read everything with another program."),
            "muted", wrap=True,
        ))  # fmt: skip
        last = QHBoxLayout()
        last.addWidget(self.save_button)
        last.addStretch(1)
        self.add(last)
        self.body.addStretch(1)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(2, 1)
        rows = (
            (_("Mask numbers on the screen"), self.masked),
            (_("Who may read the private notes of others"), self.boss),
        )
        for number, (caption, box) in enumerate(rows):
            box.setMinimumWidth(220)
            box.setAccessibleName(caption)
            above = label(caption, "secondary")
            above.setBuddy(box)
            grid.addWidget(above, number, 0)
            grid.addWidget(box, number, 1)
        return grid

    def refresh(self) -> None:
        """Show what is stored."""
        with self._db.read() as session:
            settings, staff = load_privacy(session), load_staff(session)
        self.masked.setCurrentIndex(self.masked.findData(settings.mask))
        self.boss.clear()
        self.boss.addItem(_("Nobody"), None)
        for entry in staff:
            self.boss.addItem(entry.name, entry.id)
        self.boss.setCurrentIndex(max(self.boss.findData(settings.boss_id), 0))

    def settings(self) -> PrivacySettings:
        """What stands here."""
        return PrivacySettings(self.masked.currentData(), self.boss.currentData())

    def save(self) -> Job:
        """Store it; every number is said anew."""
        settings = self.settings()
        job = self._jobs.write(lambda _job: change_privacy(self._db, settings))
        job.succeeded.connect(lambda _done: self._navigator.say(_("Saved")))
        job.failed.connect(partial(show_failure, self.window()))
        return job
