"""What is masked on the screen, and who may read the private notes of others."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.masking.changing import change_privacy
from crmdesk.models.masking.settings import PrivacySettings, load_privacy, mode_text
from crmdesk.models.masking.veil import MODES
from crmdesk.models.office.queries import load_staff
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.office.saved_card import SavedCard


class PrivacyCard(SavedCard):
    """The window follows at once."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__("privacy", db, jobs, navigator)
        self.masked, self.boss = QComboBox(), QComboBox()
        self.masked.setObjectName("mask_numbers")
        self.boss.setObjectName("private_notes_boss")
        for box in (self.masked, self.boss):
            box.setMinimumWidth(220)
        for mode in MODES:
            self.masked.addItem(mode_text(mode), mode)
        self.head(
            _("Privacy"),
            _("A masked number reads 138****5678, an address w***@example.com. A click on it shows "
              "it until another customer is in front; the journal notes who looked at whose. "
              "Search finds masked numbers all the same. Files and paper hold them whole, and the "
              "journal notes each of them."),
        )  # fmt: skip
        self.rows((
            (_("Mask numbers on the screen"), self.masked),
            (_("Who may read the private notes of others"), self.boss),
        ))  # fmt: skip
        self.add(label(
            _("This is against curious looks. It is no encryption: who has the file and its "
              "password can read everything with another program."),
            "muted", wrap=True,
        ))  # fmt: skip
        self.foot(self.save)

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
        return self.told(job, _("Saved"))
