"""Noting a promise from anywhere, and changing one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.office.entries import Named
from crmdesk.models.promises.actions import edit_promise, make_promise
from crmdesk.models.promises.drafts import PromiseDraft
from crmdesk.models.promises.queries import load_promise
from crmdesk.ui.kit.dated.form import Store
from crmdesk.ui.kit.dated.opening import DatedForms
from crmdesk.ui.promises.dialog import PromiseDialog


class PromiseCommands(DatedForms):
    """Answers `navigator.open_promise`."""

    def open(
        self, promise_id: int | None, customer_id: int | None, parent: QWidget
    ) -> PromiseDialog | None:
        """The form of one, or of a new one (to this customer); None when it is gone."""

        def make(staff: Sequence[Named], today: date) -> PromiseDialog:
            return PromiseDialog(self.db, self.jobs, staff, today, parent)

        if promise_id is not None:
            return self.show(
                lambda session: load_promise(session, promise_id),
                make,
                Store("promise.edit", lambda session, draft: edit_promise(
                    session, promise_id, draft)),
                parent,
            )  # fmt: skip

        def add(session: Any, draft: PromiseDraft) -> None:
            make_promise(session, draft, now=self.db.now())

        return self.show(
            lambda _session: PromiseDraft(customer_id or 0),
            make,
            Store("promise.make", add, _("Promised to {name}: {day}")),
            parent,
            keep_as=f"promise.new:{customer_id or 0}",
        )
