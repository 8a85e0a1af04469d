"""Noting a follow-up from anywhere, and changing one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.office.entries import Named
from crmdesk.models.tasks.actions import add_follow_up, edit_follow_up
from crmdesk.models.tasks.drafts import FollowUpDraft
from crmdesk.models.tasks.queries import load_follow_up
from crmdesk.ui.kit.dated.form import Store
from crmdesk.ui.kit.dated.opening import DatedForms
from crmdesk.ui.tasks.dialog import FollowUpDialog


class FollowUpCommands(DatedForms):
    """Answers `navigator.open_follow_up`."""

    def open(
        self, follow_up_id: int | None, customer_id: int | None, parent: QWidget
    ) -> FollowUpDialog | None:
        """The form of one, or of a new one (of this customer); None when it is gone."""

        def make(staff: Sequence[Named], today: date) -> FollowUpDialog:
            return FollowUpDialog(self.db, self.jobs, staff, today, parent)

        if follow_up_id is not None:
            return self.show(
                lambda session: load_follow_up(session, follow_up_id),
                make,
                Store("follow_up.edit", lambda session, draft: edit_follow_up(
                    session, follow_up_id, draft)),
                parent,
            )  # fmt: skip

        def add(session: Any, draft: FollowUpDraft) -> None:
            add_follow_up(session, draft, now=self.db.now())

        return self.show(
            lambda _session: FollowUpDraft(customer_id or 0),
            make,
            Store("follow_up.add", add, _("Follow-up with {name}: {day}")),
            parent,
            keep_as=f"follow_up.new:{customer_id or 0}",
        )
