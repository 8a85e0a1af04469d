"""A damaged database: its last good backup and what can still be read, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crmdesk.models.backups.last_good import is_emptied
from crmdesk.models.backups.salvage import Saved, Survey, salvage, survey
from crmdesk.models.core.i18n import _
from crmdesk.ui.backups.rescue import RescueDialog, RescueWords
from crmdesk.ui.backups.rescue_cards import SalvageCard
from crmdesk.ui.kit.ask import ask_save_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, Latest


class DamagedDialog(RescueDialog):
    """What takes its place leaves it beside."""

    opening_width = 820

    def words(self) -> RescueWords:
        file = self.lost.path
        if is_emptied(file):
            title = _("{file} is empty")
            detail = _(
                "Another program, a service that synchronises files or a failing drive has emptied "
                "it. If this is the customer book you worked in, restore its last good backup."
            )
        else:
            title = _("{file} is damaged")
            detail = _(
                "A failing drive, a pulled plug or another program has spoilt a part of the file. "
                "It is left exactly as it is. There are two ways to go on:"
            )
        return RescueWords(
            window=_("The database is damaged"),
            title=title.format(file=file.name),
            detail=detail,
            question=_("Put {file} in the place of the damaged database?"),
            promise=_("The damaged file is kept beside it, so nothing more can be lost."),
        )

    def other_cards(self) -> Sequence[QWidget]:
        self.saving = SalvageCard()
        self.saving.save.clicked.connect(self._on_save)
        return (self.saving,)

    def on_found(self) -> None:
        here = self.lost
        donor = self.good.path if self.good is not None else None
        self._surveyed = Latest(self.jobs, self)
        self._surveyed.ready.connect(self._on_survey)
        self._surveyed.failed.connect(lambda _error: self.saving.show_survey(None))
        self._surveyed.ask(lambda _job: survey(here.path, here.key, donor))

    def _on_survey(self, found: Survey) -> None:
        self.saving.show_survey(found, self.lost.clock(), self.lost.zone)

    def _on_save(self) -> None:
        path = self.lost.path
        name = _("{name}-saved.db").format(name=path.stem)
        filters = _("crmdesk databases") + " (*.db)"
        dialog = ask_save_file(self, _("Save what can be read"), name, filters, self._save_to)
        dialog.setDirectory(str(path.parent))

    def _save_to(self, target: Path) -> None:
        here, donor = self.lost, self.good.path if self.good is not None else None

        def save(job: Job) -> tuple[Path, list[Saved]]:
            report = salvage(
                here.path, target, key=here.key, donor=donor, clock=here.clock, progress=job
            )
            return target, report

        job = self.jobs.write(save, stoppable=True)
        self.saving.follow(job)
        job.succeeded.connect(self._on_saved)
        job.failed.connect(lambda error: show_failure(self, error))

    def _on_saved(self, saved: tuple[Path, list[Saved]]) -> None:
        path, report = saved
        key = self.lost.key
        self.saving.show_report(path, report, lambda: self.open_and_restore(path, key))
