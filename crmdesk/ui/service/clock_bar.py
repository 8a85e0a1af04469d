"""Below the head of a service order: its clocks, and whether it waits for her or for parts."""

from __future__ import annotations

from typing import Any

from crmdesk.models.cases.clocks import CaseClocks
from crmdesk.models.cases.pausing import PARTS
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.service.clocks import COMPLETION, FED_BACK, REACTION
from crmdesk.models.service.queries import ServicePage, load_standing
from crmdesk.models.service.rules import clock_title
from crmdesk.ui.kit.cases.clock_bar import CaseClockBar
from crmdesk.ui.kit.cases.pause_dialog import PauseDialog
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import Job
from crmdesk.ui.kit.widgets.buttons import GhostButton
from crmdesk.ui.service.store import ServiceStore

_TABLES = frozenset({"service_pause", "service_group", "service_order"})


class ServiceClockBar(CaseClockBar):
    """Parts that are on their way are waited for as well."""

    def __init__(self, db: Database, store: ServiceStore, hub: DataHub) -> None:
        super().__init__(db, hub, (REACTION, COMPLETION, FED_BACK), clock_title, _TABLES)
        self._store, self._customer = store, ""
        self.parts = GhostButton(_("Wait for parts…"), "clock")
        self.add_button("parts", self.parts, self._ask_parts)

    def show_page(self, page: ServicePage | None) -> None:
        """Show the clocks of this service order."""
        self._customer = page.row.customer if page is not None else ""
        is_open = page is not None and page.row.status == "open"
        self.show_case(page.row.id if page is not None else None, is_open=is_open)

    def load(self, session: Any, case_id: int) -> CaseClocks | None:
        standing = load_standing(session, case_id, self.db.now())
        return standing.clocks if standing is not None else None

    def show_buttons(self, clocks: CaseClocks) -> None:
        super().show_buttons(clocks)
        self.parts.setVisible(self.is_open and not clocks.paused)

    def notes(self, clocks: CaseClocks) -> list[str]:
        if clocks.waits_for == PARTS:
            return [_("Waiting for parts: {reason}").format(reason=clocks.paused_for)]
        return super().notes(clocks)

    def store_pause(self, draft: Any) -> Job:
        return self._store.pause(self.case_id or 0, draft, self._customer)

    def store_resume(self) -> Job:
        return self._store.resume(self.case_id or 0, self._customer)

    def _ask_parts(self) -> None:
        usual = (
            _("A spare part, ordered from the manufacturer"),
            _("The device is at the manufacturer's"),
        )
        hint = _("The clock runs on when you say that the parts are there.")
        dialog = PauseDialog(_("Wait for parts"), usual, hint, self.window(), waits_for=PARTS)
        self.ask(dialog, self.store_pause)
