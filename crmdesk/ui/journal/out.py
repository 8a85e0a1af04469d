"""What is done with the journal as a whole: written into a workbook, looked at for its size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.clock import local_day
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.ui.kit.ask import ask_save_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import IconButton
from crmdesk.ui.kit.widgets.progress import ProgressPanel

if TYPE_CHECKING:
    from crmdesk.models.logbook.details import Reader


class JournalOut(QObject):
    """Asks where to, writes off the window's thread, says where it lies."""

    def __init__(
        self, db: Database, jobs: JobRunner, navigator: Navigator, reader: Reader,
        backup: Callable[[], object], page: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._reader, self._backup, self._page = reader, backup, page
        self._count, self._path = 0, Path()
        self.progress = ProgressPanel()

    def buttons(self, shown: Callable[[], Sequence[int]]) -> tuple[QWidget, QWidget]:
        """Those above the list; `shown` are the change sets it shows."""
        export = IconButton("export", _("Export the journal"))
        export.setObjectName("journal_export")
        export.clicked.connect(lambda: self.ask(shown))
        size = IconButton("database", _("Size of the journal"))
        size.setObjectName("journal_size_button")
        size.clicked.connect(lambda: self.show_size())
        return export, size

    def show_size(self) -> None:
        """How much it takes, and how much of it is kept."""
        from crmdesk.ui.journal.size_dialog import JournalSizeDialog

        zone, window = self._reader.zone, self._page.window()
        JournalSizeDialog(self._db, self._jobs, zone, self._backup, window).open()

    def ask(self, shown: Callable[[], Sequence[int]]) -> None:
        """Write those that are shown when the file is chosen."""
        day = local_day(self._db.now(), self._reader.zone)
        name = _("Journal {day}").format(day=day.isoformat())
        filters = _("Excel workbook (*.xlsx)")
        ask_save_file(
            self._page, _("Export the journal"), f"{name}.xlsx", filters,
            lambda path: self.write(path, shown()),
        )  # fmt: skip

    def write(self, path: Path, ids: Sequence[int]) -> None:
        """Write these."""

        def run(job: Job) -> int:
            from crmdesk.models.logbook.sheet import write_journal

            return write_journal(self._db, path, ids, self._reader, job)

        self._path, self._count = path, len(ids)
        job = self._jobs.read(run)
        self.progress.follow(job, _("Writing {file}…").format(file=path.name))
        job.succeeded.connect(self._on_written)
        job.failed.connect(self._on_failed)

    def _on_written(self, count: int) -> None:
        told = ngettext("{n} change written to {file}", "{n} changes written to {file}", count)
        self._navigator.say(told.format(n=f"{count:,}", file=self._path.name))

    def _on_failed(self, error: BaseException) -> None:
        show_failure(self._page, error)
