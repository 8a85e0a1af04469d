"""The form of a follow-up: whom, when, what, by which channel, who."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.interactions.rules import KINDS, kind_text
from crmdesk.models.office.entries import Named
from crmdesk.models.tasks.drafts import FollowUpDraft
from crmdesk.ui.kit.dated.form import Captions, DatedDialog, DatedDraft
from crmdesk.ui.kit.jobs import JobRunner

CHANNELS = tuple(kind for kind in KINDS if kind not in ("fax", "note"))


class FollowUpDialog(DatedDialog):
    """`submitted` carries a FollowUpDraft."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        staff: Sequence[Named],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        captions = Captions(_("Follow-up"), _("&When"), _("&Done by"))
        super().__init__(captions, db, jobs, staff, today, parent)
        self.setObjectName("follow_up_dialog")

    def add_more(self) -> None:
        self.channel = QComboBox()
        self.channel.addItem("—", "")
        for kind in CHANNELS:
            self.channel.addItem(kind_text(kind), kind)
        self.add_field("channel", _("&By"), self.channel)

    def show_draft(self, draft: DatedDraft) -> None:
        if isinstance(draft, FollowUpDraft):
            self.channel.setCurrentIndex(max(self.channel.findData(draft.channel), 0))
        super().show_draft(draft)

    def draft(self) -> FollowUpDraft:
        return FollowUpDraft(channel=self.channel.currentData(), **self.filled())
