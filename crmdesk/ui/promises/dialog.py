"""The form of a promise: to whom, what, by when, who keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.entries import Named
from crmdesk.models.promises.drafts import PromiseDraft
from crmdesk.ui.kit.dated.form import Captions, DatedDialog
from crmdesk.ui.kit.jobs import JobRunner


class PromiseDialog(DatedDialog):
    """`submitted` carries a PromiseDraft."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        staff: Sequence[Named],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        captions = Captions(_("Promise"), _("&By when"), _("&Kept by"))
        super().__init__(captions, db, jobs, staff, today, parent)
        self.setObjectName("promise_dialog")

    def draft(self) -> PromiseDraft:
        return PromiseDraft(**self.filled())
