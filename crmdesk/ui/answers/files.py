"""Standard answers from and to workbooks, and the ready ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crmdesk.models.answers.drafts import AnswerDraft
from crmdesk.models.answers.ready import ready_answers
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.ui.answers.store import AnswerStore
from crmdesk.ui.kit.ask import ask_open_file, ask_save_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import GhostButton


class AnswerFiles(QObject):
    """`reload` is called when there are more of them."""

    def __init__(
        self,
        store: AnswerStore,
        navigator: Navigator,
        reload: Callable[[], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._store, self._navigator = store, navigator
        self._reload, self._window = reload, window

    def buttons(self) -> tuple[GhostButton, GhostButton]:
        """Import and export."""
        made = GhostButton(_("Import…"), "import"), GhostButton(_("Export…"), "export")
        for button, name, run in zip(
            made, ("answers_import", "answers_export"), (self.ask_import, self.ask_export),
            strict=True,
        ):  # fmt: skip
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, run=run: run())
        return made

    def take_ready(self) -> None:
        """The ready ones, in the language spoken."""
        self._add(ready_answers())

    def ask_import(self) -> None:
        """Which workbook: two columns, question and answer."""
        filters = _("Questions and answers (*.xlsx *.xls *.csv *.ods)")
        ask_open_file(self._window, _("Import standard answers"), filters, self.read)

    def ask_export(self) -> None:
        """Where the workbook goes."""
        name = _("Standard answers") + ".xlsx"
        filters = _("Excel workbook (*.xlsx)")
        ask_save_file(self._window, _("Save the standard answers"), name, filters, self.write)

    def read(self, path: Path) -> None:
        """Take over what a workbook holds."""
        job = self._store.read_file(path)
        job.succeeded.connect(self._add)
        job.failed.connect(partial(show_failure, self._window))

    def write(self, path: Path) -> None:
        """Write all of them."""
        job = self._store.write_file(path, self._store.load().rows)
        told = _("Saved as {file}").format(file=path.name)
        job.succeeded.connect(lambda _done: self._navigator.say(told))
        job.failed.connect(partial(show_failure, self._window))

    def _add(self, drafts: Sequence[AnswerDraft]) -> None:
        job = self._store.add(drafts)
        job.succeeded.connect(self._on_added)
        job.failed.connect(partial(show_failure, self._window))

    def _on_added(self, count: int) -> None:
        told = ngettext("{n} standard answer taken over", "{n} standard answers taken over", count)
        self._navigator.say(told.format(n=count), undoable=count > 0)
        self._reload()
