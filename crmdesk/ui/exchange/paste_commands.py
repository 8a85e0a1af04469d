"""Smart paste, wherever it is asked for: menu, key, palette."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.exchange.paste.actions import PasteTarget, store_pasted
from crmdesk.models.exchange.paste.tables import forget_tables, is_table, keep_table
from crmdesk.models.office.settings import load_office
from crmdesk.ui.exchange.paste_dialog import PasteDialog
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator, ShowsCustomer


@runtime_checkable
class HasFront(Protocol):
    """The main window, as far as it matters here."""

    def front(self) -> QWidget | None:
        """The screen in front."""


class PasteCommands(QObject):
    """`show_import(path)` opens the import of a file and gives its dialog back."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        show_import: Callable[[Path], QDialog],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._show_import, self._window = show_import, window

    def paste(self) -> None:
        """Take what the clipboard holds: rows of a table to the import, words to the window."""
        text = QGuiApplication.clipboard().text()
        if is_table(text):
            self.import_table(text)
        else:
            self.open(text, self._customer_in_front())

    def open(self, text: str = "", shown: int | None = None) -> PasteDialog:
        """The window, with a text in it already."""
        dialog = PasteDialog(self._db, self._jobs, text, self._window, shown=shown)
        dialog.submitted.connect(lambda targets: self._store(targets, dialog))
        dialog.table_asked.connect(self.import_table)
        dialog.open()
        return dialog

    def import_table(self, text: str) -> None:
        """Rows copied from a spreadsheet go the way of a file; nothing of it stays behind."""
        dialog = self._show_import(keep_table(text))
        dialog.finished.connect(lambda _result: forget_tables())

    def _customer_in_front(self) -> int | None:
        front = self._window.front() if isinstance(self._window, HasFront) else None
        return front.current_customer() if isinstance(front, ShowsCustomer) else None

    def _store(self, targets: Sequence[PasteTarget], dialog: PasteDialog) -> None:
        def store(_job: object) -> list[int]:
            with self._db.read() as session:
                office = load_office(session)
            action, params = _action(targets)
            with self._db.write(action, **params) as session:
                return store_pasted(session, targets, now=self._db.now(), office=office)

        job = self._jobs.write(store)
        job.failed.connect(dialog.refuse)
        job.succeeded.connect(lambda ids: self._on_stored(ids, targets, dialog))

    def _on_stored(
        self, ids: Sequence[int], targets: Sequence[PasteTarget], dialog: PasteDialog
    ) -> None:
        said = _said(targets)
        dialog.accept()
        self._navigator.open_customer(ids[0])
        self._navigator.say(said, undoable=True)


def _action(targets: Sequence[PasteTarget]) -> tuple[str, dict[str, Any]]:
    """What the journal calls it."""
    if len(targets) > 1:
        return "paste.store", {"count": len(targets)}
    if targets[0].into is not None:
        return "paste.add", {"name": targets[0].name}
    return "customer.create", {"name": targets[0].draft.shown_name}


def _said(targets: Sequence[PasteTarget]) -> str:
    if len(targets) > 1:
        text = ngettext("{n} customer was stored.", "{n} customers were stored.", len(targets))
        return text.format(n=len(targets))
    if targets[0].into is not None:
        return _("Added to “{name}”.").format(name=targets[0].name)
    return _("“{name}” was created.").format(name=targets[0].draft.shown_name)
