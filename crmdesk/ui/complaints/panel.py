"""Complaints: as a list by clock, as a board by step, their report, what is improved."""

from __future__ import annotations

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.ui.complaints.board_tab import BoardTab
from crmdesk.ui.complaints.list_tab import ListTab
from crmdesk.ui.complaints.measures_tab import MeasuresTab
from crmdesk.ui.complaints.report_tab import ReportTab
from crmdesk.ui.kit.cases.cases_page import CasesPage
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator

_TABLES = frozenset({"complaint", "complaint_pause", "complaint_escalation", "complaint_step",
                     "complaint_call", "customer", "holiday", "improvement",
                     "improvement_call"})  # fmt: skip
_LISTED = ("list", "board")


class ComplaintsPanel(CasesPage):
    """Enter opens a complaint, the button records a new one; each tab asks when it is seen."""

    def __init__(self, db: Database, jobs: JobRunner, hub: DataHub, navigator: Navigator) -> None:
        super().__init__(
            db, hub, _("Complaints"), "complaints", _TABLES,
            hint=_("Customer, words, number…"), listed=_LISTED,
        )  # fmt: skip
        self.new.setText(_("New complaint"))
        self.new.setObjectName("new_complaint")
        self.new.setToolTip(_("New complaint") + " (Ctrl+J)")
        self.new.clicked.connect(lambda: navigator.open_complaint())
        self.list = ListTab(db, jobs, navigator, self.wanted)
        self.begin(
            "complaint_tabs",
            (
                ("list", pgettext("complaints", "List"), lambda: self.list),
                ("board", pgettext("complaints", "Board"),
                 lambda: BoardTab(db, jobs, navigator, self.wanted)),
                ("report", pgettext("complaints", "Report"),
                 lambda: ReportTab(db, jobs, navigator)),
                ("measures", pgettext("complaints", "Improvements"),
                 lambda: MeasuresTab(db, jobs, navigator)),
            ),
        )  # fmt: skip

    def print_page(self) -> None:
        """The report is what is printed of complaints as a whole."""
        self.turn_to("report").print_page()

    def on_tab(self) -> None:
        listed = self.name_in_front() in _LISTED
        self.search.setVisible(listed)
        self.handler.setVisible(listed)
        super().on_tab()

    def on_counted(self, name: str, count: int) -> None:
        self.subtitle.setText(ngettext("{n} complaint", "{n} complaints", count).format(n=count))
