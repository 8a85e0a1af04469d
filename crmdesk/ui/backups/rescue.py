"""A damaged database: its last good backup and what can still be read, side by side; of one that
is not there, the backup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.backups.last_good import GoodBackup, find_last_good, is_emptied
from crmdesk.models.backups.salvage import Saved, Survey, salvage, survey
from crmdesk.models.core.clock import Clock
from crmdesk.models.core.engines.keys import is_encrypted
from crmdesk.models.core.i18n import _
from crmdesk.ui.backups.rescue_cards import BackupCard, SalvageCard
from crmdesk.ui.kit.ask import ask_open_file, ask_save_file, confirm
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.password_question import PasswordQuestion
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.room import open_at

Way = tuple[str, Callable[[], None]]
"""The words of a button, and what it does when the dialog is gone."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """The file, what opens it, where its backups are, and by which clock people here live."""

    path: Path
    key: str | None
    backups: Path
    clock: Clock
    zone: tzinfo


class RescueDialog(QDialog):
    """`restore(file, key)` puts a file in the place of the damaged one, which is kept beside;
    `ways` are what else can be done, the last one by Escape."""

    def __init__(
        self,
        damaged: Damaged,
        restore: Callable[[Path, str | None], None],
        ways: list[Way],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rescue")
        self._missed = not damaged.path.exists()
        title = _("The database is not there") if self._missed else _("The database is damaged")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 640 if self._missed else 820, 480)
        self._damaged, self._restore, self._ways = damaged, restore, ways
        self._good: GoodBackup | None = None
        self._jobs = JobRunner(self)
        self._after: Callable[[], None] = ways[-1][1]
        self.backup, self.saving = BackupCard(), SalvageCard()
        self._found, self._surveyed = Latest(self._jobs, self), Latest(self._jobs, self)
        self._lay_out()
        self._look()

    def done(self, result: int) -> None:
        """Also lets go of what still reads the file, then does what was chosen."""
        self._jobs.shutdown()
        super().done(result)
        self._after()

    def busy(self) -> bool:
        """Whether something is still being looked for or saved."""
        return bool(self._jobs.running())

    def _look(self) -> None:
        here = self._damaged
        self._found.ready.connect(self._on_found)
        self._found.failed.connect(lambda _error: self._on_found(None))
        self._found.ask(lambda _job: find_last_good(here.backups, here.path, here.key))

    def _on_found(self, good: GoodBackup | None) -> None:
        self._good, here = good, self._damaged
        self.backup.show_found(good, here.backups, here.clock(), here.zone)
        if self._missed:
            return
        donor = good.path if good is not None else None
        self._surveyed.ready.connect(self._on_survey)
        self._surveyed.failed.connect(lambda _error: self.saving.show_survey(None))
        self._surveyed.ask(lambda _job: survey(here.path, here.key, donor))

    def _on_survey(self, found: Survey) -> None:
        self.saving.show_survey(found, self._damaged.clock(), self._damaged.zone)

    def _on_restore(self) -> None:
        if self._good is not None:
            self._open_and_restore(self._good.path, self._good.key)

    def _other_backup(self) -> None:
        filters = _("Backups") + " (*.crmbackup *.db)"
        key = self._damaged.key
        ask_open_file(
            self,
            _("Restore a backup from another place"),
            filters,
            lambda path: self._open_and_restore(path, key),
        )

    def _open_and_restore(self, path: Path, key: str | None) -> None:
        """Of a missed database nobody was asked for the password yet."""
        if not self._missed or key is not None or not is_encrypted(path):
            self._leave_by_restoring(path, key)
            return
        told = _("This backup has a password.")
        question = PasswordQuestion(path, told, _("Cancel"), self)
        question.unlocked.connect(lambda found: self._leave_by_restoring(path, found))
        question.open()

    def _leave_by_restoring(self, path: Path, key: str | None) -> None:
        detail = _("The damaged file is kept beside it, so nothing more can be lost.")
        question = _("Put {file} in the place of the damaged database?").format(file=path.name)
        if self._missed:
            detail = _("What was done after this backup was made is not in it.")
            question = _("Go on with {file}?").format(file=path.name)
        confirm(self, question, detail, _("Use this file"), lambda: self._leave(
            lambda: self._restore(path, key)))  # fmt: skip

    def _on_save(self) -> None:
        path = self._damaged.path
        name = _("{name}-saved.db").format(name=path.stem)
        filters = _("crmdesk databases") + " (*.db)"
        dialog = ask_save_file(self, _("Save what can be read"), name, filters, self._save_to)
        dialog.setDirectory(str(path.parent))

    def _save_to(self, target: Path) -> None:
        here, donor = self._damaged, self._good.path if self._good is not None else None

        def save(job: Job) -> tuple[Path, list[Saved]]:
            report = salvage(
                here.path, target, key=here.key, donor=donor, clock=here.clock, progress=job
            )
            return target, report

        job = self._jobs.write(save, stoppable=True)
        self.saving.follow(job)
        job.succeeded.connect(self._on_saved)
        job.failed.connect(self._on_failed)

    def _on_saved(self, saved: tuple[Path, list[Saved]]) -> None:
        path, report = saved
        key = self._damaged.key
        self.saving.show_report(path, report, lambda: self._leave_by_restoring(path, key))

    def _on_failed(self, error: BaseException) -> None:
        show_failure(self, error)

    def _leave(self, after: Callable[[], None]) -> None:
        self._after = after
        self.accept()

    def _told(self) -> tuple[QWidget, QWidget]:
        """What is wrong with the file."""
        file = self._damaged.path
        if self._missed:
            title = _("{file} is not there")
            detail = _(
                "The file was moved, renamed or deleted. If it lies elsewhere now, choose it. If "
                "it is gone, restore its last good backup."
            )
        elif is_emptied(file):
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
        heading = label(title.format(file=file.name), "page-title", wrap=True)
        return heading, label(detail, "secondary", wrap=True)

    def _lay_out(self) -> None:
        heading, words = self._told()
        self.backup.restore.clicked.connect(self._on_restore)
        self.backup.other.clicked.connect(self._other_backup)
        self.saving.save.clicked.connect(self._on_save)
        cards = QHBoxLayout()
        cards.setSpacing(12)
        cards.addWidget(self.backup, 1)
        if not self._missed:
            cards.addWidget(self.saving, 1)
        below = QHBoxLayout()
        below.addStretch()
        for text, run in self._ways:
            button = PlainButton(text)
            button.clicked.connect(lambda _checked=False, run=run: self._leave(run))
            below.addWidget(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(heading)
        outer.addWidget(words)
        outer.addLayout(cards, 1)
        outer.addLayout(below)
