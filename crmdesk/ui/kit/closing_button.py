"""On the customer's page: what is still to do after her sale."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import ngettext, pgettext
from crmdesk.models.office.settings import load_office
from crmdesk.models.rhythms.closing import Checklist, item_text, open_checklists
from crmdesk.ui.kit.hub import DataHub, touches
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import PlainButton

_TABLES = ("closing_item", "order", "stage_change", "setting")


class ClosingButton(PlainButton):
    """Opens the checklist; not there while nothing is open. `show_customer` first."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "check-circle", kind="link", parent=parent)
        self.setObjectName("closing")
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._customer: int | None = None
        self._answers = Latest(jobs, self)
        self._answers.ready.connect(self._on_found)
        self.clicked.connect(lambda: self.open())
        hub.changed.connect(self._on_changed)
        self.hide()

    def show_customer(self, customer_id: int) -> None:
        """Ask about her."""
        if customer_id != self._customer:
            self.hide()
        self._customer = customer_id
        self._ask()

    def open(self) -> None:
        """Her checklist, over the window."""
        from crmdesk.ui.kit.closing_dialog import ClosingDialog

        if self._customer is not None:
            ClosingDialog(
                self._db, self._jobs, self._navigator, self._customer, self.window()
            ).open()

    def _ask(self) -> None:
        customer = self._customer

        def ask(_job: object) -> list[Checklist]:
            with self._db.read() as session:
                zone = office_zone(load_office(session).zone)
                today: date = local_day(self._db.now(), zone)
                return open_checklists(session, today, customer_id=customer)

        if customer is not None:
            self._answers.ask(ask)

    def _on_found(self, found: list[Checklist]) -> None:
        mine = [one for one in found if one.customer_id == self._customer]
        self.setVisible(bool(mine))
        if mine:
            waiting = [item_text(item.code) for item in mine[0].items if item.status == "open"]
            told = ngettext("After the sale: {n} to do", "After the sale: {n} to do", len(waiting))
            self.setText(told.format(n=len(waiting)))
            self.setToolTip(pgettext("list", ", ").join(waiting))

    def _on_changed(self, changes: Changes) -> None:
        if any(touches(changes, table) for table in _TABLES):
            self._ask()
