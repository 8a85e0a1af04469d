"""Import and export, wherever they are asked for: menu, key, drop, command line."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.filters import CustomerFilter
from crmdesk.models.derived.index import index_pending
from crmdesk.models.exchange.applying.batches import batch_of
from crmdesk.models.exchange.importing import ImportResult
from crmdesk.models.journal.actions import undo
from crmdesk.ui.exchange.export_dialog import ExportDialog, ExportScope
from crmdesk.ui.exchange.import_dialog import ImportDialog
from crmdesk.ui.kit.ask import ask_open_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator

if TYPE_CHECKING:
    from crmdesk.ui.exchange.paste_commands import PasteCommands


class ExchangeCommands(QObject):
    """`scope()` says what the list shows when an export is asked for."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        scope: Callable[[], ExportScope],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._scope, self._window = scope, window
        self._last: int | None = None  # the change set of the last import

    def open_import(self, path: Path | None) -> None:
        """The preview of a file; asks for the file when none is given."""
        if path is None:
            filters = ";;".join(
                (
                    _(
                        "Address books (*.xlsx *.xls *.et *.ods *.csv *.tsv *.txt *.vcf *.ldif "
                        "*.xlsm *.xlsb)"
                    ),
                    _("All files (*)"),
                )
            )
            ask_open_file(self._window, _("Import an address book"), filters, self.open_import)
        else:
            self.show_import(path)

    def show_import(self, path: Path) -> ImportDialog:
        """The import of this file."""
        dialog = ImportDialog(self._db, self._jobs, path, self._window)
        dialog.imported.connect(self._on_imported)
        dialog.imported.connect(self._remember)
        dialog.undo_asked.connect(self._undo)
        dialog.report.show_asked.connect(lambda kind: self._show_imported(kind, dialog))
        dialog.another_asked.connect(
            lambda: QTimer.singleShot(0, self, lambda: self.open_import(None))
        )
        dialog.dropped.connect(
            lambda path: QTimer.singleShot(0, self, lambda: self.open_import(path))
        )
        dialog.open()
        return dialog

    @cached_property
    def pasting(self) -> PasteCommands:
        """What makes customers of words in the clipboard; its rows go to the import."""
        from crmdesk.ui.exchange.paste_commands import PasteCommands

        return PasteCommands(self._db, self._jobs, self._navigator, self.show_import, self._window)

    def open_export(self) -> ExportDialog:
        """What to export, and where to."""
        dialog = ExportDialog(self._db, self._jobs, self._scope(), self._window)
        dialog.open()
        return dialog

    def _remember(self, result: ImportResult) -> None:
        self._last = result.change_set

    def _undo(self) -> None:
        """Take the last import back, whatever was done since."""
        last = self._last
        job = self._jobs.write(lambda _job: undo(self._db, last))
        job.succeeded.connect(lambda _done: self._navigator.say(_("The import was taken back")))
        job.failed.connect(lambda error: show_failure(self._window, error))

    def _show_imported(self, kind: str, dialog: ImportDialog) -> None:
        """Whom the last import brought ("new") or changed, in the list."""
        last = self._last

        def find() -> int | None:
            with self._db.read() as session:
                return None if last is None else batch_of(session, last)

        def show(batch: int | None) -> None:
            if batch is not None:
                self._navigator.find_customers(CustomerFilter(imported=f"{kind}:{batch}"))

        dialog.accept()
        job = self._jobs.read(lambda _job: find())
        job.succeeded.connect(show)
        job.failed.connect(lambda error: show_failure(self._window, error))

    def _on_imported(self, _result: ImportResult) -> None:
        """A large import is searchable at once by a scan, quickly once it is indexed.

        It writes in small steps from a reader thread, so that what the user does goes between.
        """
        job = self._jobs.read(lambda job: index_pending(self._db, job))
        job.failed.connect(lambda error: show_failure(self._window, error))
