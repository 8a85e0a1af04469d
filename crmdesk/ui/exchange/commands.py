"""Import and export, wherever they are asked for: menu, key, drop, command line."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.filters import CustomerFilter
from crmdesk.models.derived.index import index_pending
from crmdesk.models.exchange.applying.batches import batch_of
from crmdesk.models.exchange.paste.tables import is_table
from crmdesk.models.journal.actions import undo
from crmdesk.ui.kit.ask import ask_open_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.navigation import Navigator

if TYPE_CHECKING:
    from crmdesk.models.exchange.importing import ImportResult
    from crmdesk.ui.exchange.export_task import ExportScope
    from crmdesk.ui.exchange.import_dialog import ImportDialog
    from crmdesk.ui.exchange.paste_commands import PasteCommands

EXPORT = "crmdesk.ui.exchange.export_dialog"
IMPORT = "crmdesk.ui.exchange.import_dialog"
PASTE = "crmdesk.ui.exchange.paste_commands"


class ExchangeCommands(QObject):
    """`scope()` says what the list shows when an export is asked for.

    What the dialogs need is 250 modules and 9 MB, for what few hours ask for: it is loaded when
    it first is asked for, on a reader's thread, some tenths of a second.
    """

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
        self._loaded: set[str] = set()
        self._then: Callable[[], object] = self._rest
        self._loading = Latest(jobs, self)
        self._loading.ready.connect(self._on_loaded)
        self._loading.failed.connect(lambda error: show_failure(window, error))

    def open_import(self, path: Path | None) -> None:
        """The preview of a file; asks for the file when none is given."""
        if path is None:
            self._when_loaded(self._rest, IMPORT)
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
            self._when_loaded(lambda: self.show_import(path), IMPORT)

    def show_import(self, path: Path) -> ImportDialog:
        """The import of this file."""
        from crmdesk.ui.exchange.import_dialog import ImportDialog

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

    def paste(self) -> None:
        """Words in the clipboard, or rows: they go to the import, as do those pasted later."""
        if is_table(QGuiApplication.clipboard().text()):
            self._when_loaded(lambda: self.pasting.paste(), PASTE, IMPORT)
        else:
            self._when_loaded(self._paste_words, PASTE)

    def _paste_words(self) -> None:
        self.pasting.paste()
        self._when_loaded(self._rest, IMPORT)

    def open_export(self) -> None:
        """What to export, and where to."""
        self._when_loaded(self._show_export, EXPORT)

    def _show_export(self) -> None:
        from crmdesk.ui.exchange.export_dialog import ExportDialog

        ExportDialog(self._db, self._jobs, self._scope(), self._window).open()

    def _when_loaded(self, then: Callable[[], object], *modules: str) -> None:
        """Do this once they are there; who asks again meanwhile wants only the latter."""
        self._loading.drop()
        if self._loaded.issuperset(modules):
            then()
        else:
            self._then = then
            self._loading.ask(lambda _job: [import_module(name).__name__ for name in modules])

    def _on_loaded(self, modules: list[str]) -> None:
        self._loaded.update(modules)
        self._then()

    def _rest(self) -> None:
        """Nothing was asked for yet."""

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
