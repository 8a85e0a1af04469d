"""What is to be done with customers: follow-ups somebody noted, and return visits that are due."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.dated.page import DatedList
from crmdesk.ui.kit.follow_up_acts import LogContact
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.scope_chips import ScopeChips
from crmdesk.ui.tasks.panel import FollowUpsPanel


class FollowUpsScreen(QStackedWidget):
    """One list at a time; two chips at the top turn to the other one, made when first wanted."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        log_contact: LogContact,
    ) -> None:
        super().__init__()
        self.setObjectName("follow_ups_screen")
        self._lists: dict[str, DatedList] = {}
        self._makers: dict[str, Callable[[], DatedList]] = {
            "follow_ups": lambda: FollowUpsPanel(db, jobs, hub, navigator, log_contact),
            "visits": lambda: _visits(db, jobs, hub, navigator, log_contact),
        }
        self._switches: dict[str, ScopeChips] = {}
        self.turn_to("follow_ups")

    def list(self, name: str) -> DatedList:
        """follow_ups or visits."""
        if name not in self._lists:
            made = self._lists[name] = self._makers[name]()
            switch = ScopeChips({"follow_ups": _("Follow-ups"), "visits": _("Return visits")})
            switch.setObjectName("lists_switch")
            switch.changed.connect(self.turn_to)
            self._switches[name] = switch
            made.tools.insertWidget(0, switch)
            self.addWidget(made)
        return self._lists[name]

    def turn_to(self, name: str) -> None:
        """Show the other list, the keyboard in it."""
        shown = self.list(name)
        self._switches[name].choose_quietly(name)
        self.setCurrentWidget(shown)
        self.setFocusProxy(shown.table)
        shown.table.setFocus()

    def current_customer(self) -> int | None:
        """About whom the row is the keyboard stands on."""
        shown = self.currentWidget()
        return shown.current_customer() if isinstance(shown, DatedList) else None


def _visits(
    db: Database, jobs: JobRunner, hub: DataHub, navigator: Navigator, log_contact: LogContact
) -> DatedList:
    from crmdesk.ui.tasks.visits_panel import VisitsPanel

    return VisitsPanel(db, jobs, hub, navigator, log_contact)
