"""What is to be done with customers: follow-ups somebody noted, and return visits that are due."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.dated.page import DatedList
from crmdesk.ui.kit.follow_up_acts import LogContact
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
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

    def list(self, name: str) -> DatedList:
        """follow_ups or visits."""
        if name not in self._lists:
            made = self._lists[name] = self._makers[name]()
            for number, (other, text) in enumerate(_titles().items()):
                chip = QPushButton(text)
                chip.setObjectName(f"turn_to_{other}")
                chip.setProperty("role", "chip")
                chip.setCheckable(True)
                chip.setChecked(other == name)
                chip.setCursor(Qt.CursorShape.PointingHandCursor)
                chip.clicked.connect(partial(self._on_chip, chip, name, other))
                made.tools.insertWidget(number, chip)
            self.addWidget(made)
        return self._lists[name]

    def turn_to(self, name: str) -> None:
        """Show the other list, the keyboard in it."""
        shown = self.list(name)
        self.setCurrentWidget(shown)
        self.setFocusProxy(shown.table)
        shown.table.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.currentWidget() is None:
            self.turn_to("follow_ups")

    def _on_chip(self, chip: QPushButton, name: str, other: str) -> None:
        """The chip of the list shown stays chosen."""
        chip.setChecked(other == name)
        self.turn_to(other)

    def current_customer(self) -> int | None:
        """About whom the row is the keyboard stands on."""
        shown = self.currentWidget()
        return shown.current_customer() if isinstance(shown, DatedList) else None


def _titles() -> dict[str, str]:
    return {"follow_ups": _("Follow-ups"), "visits": _("Return visits")}


def _visits(
    db: Database, jobs: JobRunner, hub: DataHub, navigator: Navigator, log_contact: LogContact
) -> DatedList:
    from crmdesk.ui.tasks.visits_panel import VisitsPanel

    return VisitsPanel(db, jobs, hub, navigator, log_contact)
