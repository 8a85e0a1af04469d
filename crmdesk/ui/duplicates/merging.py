"""Merging customers from anywhere: reads them side by side, opens the dialog, stores the choice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.duplicates.choices import MergeDraft
from crmdesk.models.duplicates.preview import MergePreview, load_preview
from crmdesk.models.office.settings import load_office
from crmdesk.ui.duplicates.merge_dialog import MergeDialog
from crmdesk.ui.duplicates.store import CleaningStore
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.navigation import Navigator

MOST = 8
"""More do not fit side by side, and nobody compares them."""


class Merging(QObject):
    """`merged(ids)` once it is done; who stays is one of them."""

    merged = Signal(object)

    def __init__(
        self, db: Database, jobs: JobRunner, navigator: Navigator, window: QWidget
    ) -> None:
        super().__init__(window)
        self._db, self._jobs, self._navigator, self._window = db, jobs, navigator, window
        self._store = CleaningStore(db, jobs, navigator, window)
        self._dialog: MergeDialog | None = None
        self._previews = Latest(jobs, self)
        self._previews.ready.connect(self._show)
        self._previews.failed.connect(partial(show_failure, window))

    def open(self, ids: Sequence[int]) -> None:
        """Show these customers side by side."""
        if not 1 < len(ids) <= MOST:
            self._navigator.say(_("Select two to {most} customers to merge.").format(most=MOST))
            return

        def read(_job: Job) -> MergePreview:
            with self._db.read() as session:
                country = load_office(session).country
                return load_preview(session, ids, country=country, viewer=self._db.staff_id)

        self._previews.ask(read)  # a key held down asks many times and is answered once

    def _show(self, preview: MergePreview) -> None:
        if self._dialog is not None:
            return
        with self._db.read() as session:
            zone = office_zone(load_office(session).zone)
        dialog = MergeDialog(preview, self._db.now(), zone, self._window)
        dialog.submitted.connect(lambda draft: self._merge(draft, dialog))
        self._dialog = dialog
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_finished(self) -> None:
        self._dialog = None

    def _merge(self, draft: MergeDraft, dialog: MergeDialog) -> None:
        dialog.setEnabled(False)
        job = self._store.merge(draft, dialog.result_name())
        job.failed.connect(lambda _error: dialog.setEnabled(True))
        job.succeeded.connect(lambda _id: dialog.accept())
        job.succeeded.connect(lambda _id: self.merged.emit(list(draft.ids)))
