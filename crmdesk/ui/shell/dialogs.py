"""The dialogs one screen asks for and another feature owns, each imported when first wanted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from crmdesk.models.office.profile import OfficeSettings
from crmdesk.ui.shell.navigation import ShellNavigator

if TYPE_CHECKING:
    from crmdesk.ui.customers.creation.creation import CustomerCreation
    from crmdesk.ui.duplicates.merging import Merging
    from crmdesk.ui.shell.assembly import Parts
    from crmdesk.ui.shell.main_window import MainWindow


class FeatureDialogs:
    """Answers the navigator over the window."""

    def __init__(
        self,
        parts: Parts,
        navigator: ShellNavigator,
        office: OfficeSettings,
        zone: tzinfo,
        window: MainWindow,
    ) -> None:
        self._parts, self._navigator, self._window = parts, navigator, window
        self._office, self._zone = office, zone
        navigator.new_customer_asked.connect(self._new_customer)
        navigator.merge_asked.connect(self._merge)
        navigator.complaint_asked.connect(self._open_complaint)
        navigator.follow_up_asked.connect(self._open_follow_up)
        navigator.promise_asked.connect(self._open_promise)

    @cached_property
    def _creation(self) -> CustomerCreation:
        from crmdesk.ui.customers.creation.creation import CustomerCreation

        parts = self._parts
        return CustomerCreation(
            parts.db, parts.jobs, self._navigator, self._office, self._zone, self._window
        )

    @cached_property
    def _merging(self) -> Merging:
        from crmdesk.ui.duplicates.merging import Merging

        parts = self._parts
        return Merging(parts.db, parts.jobs, self._navigator, self._window)

    def _new_customer(self, text: str) -> None:
        self._creation.open(text, self._window)

    def _merge(self, customer_ids: Sequence[int]) -> None:
        self._merging.open(customer_ids)

    def _open_complaint(self, complaint_id: int | None, customer_id: int | None) -> None:
        from crmdesk.ui.complaints.dialog import ComplaintDialog

        parts, window = self._parts, self._window
        for shown in window.findChildren(ComplaintDialog):
            if shown.case_id == complaint_id and shown.isVisible():
                shown.raise_()
                shown.activateWindow()
                return
        ComplaintDialog(
            parts.db,
            parts.jobs,
            parts.hub,
            self._navigator,
            complaint_id=complaint_id,
            customer_id=customer_id,
            parent=window,
        ).show()  # not open(): the window stays free to look things up in during the call

    def _open_follow_up(self, follow_up_id: int | None, customer_id: int | None) -> None:
        from crmdesk.ui.tasks.commands import FollowUpCommands

        parts = self._parts
        commands = FollowUpCommands(parts.db, parts.jobs, self._navigator)
        commands.open(follow_up_id, customer_id, self._window)

    def _open_promise(self, promise_id: int | None, customer_id: int | None) -> None:
        from crmdesk.ui.promises.commands import PromiseCommands

        parts = self._parts
        commands = PromiseCommands(parts.db, parts.jobs, self._navigator)
        commands.open(promise_id, customer_id, self._window)
