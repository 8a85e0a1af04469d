"""The report on complaints: how quickly, how well, how often again, and why."""

from __future__ import annotations

from crmdesk.models.complaints.report import Report, load_report
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.queries import load_staff
from crmdesk.ui.complaints.report_words import charts, tables, tiles
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.reports.kind import Kind
from crmdesk.ui.kit.reports.tab import PeriodReport
from crmdesk.ui.kit.widgets.chips import FilterChip


class ReportTab(PeriodReport[Report]):
    """Choose the period and the person; print it, or take the numbers as a workbook."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        with db.read() as session:
            staff = load_staff(session, everyone=True)
        people = [(person.id, person.name) for person in staff]
        chips = {"staff_id": FilterChip(_("Handled by"), people, many=False)}
        super().__init__(report_kind(), chips, db, jobs, navigator)


def report_kind() -> Kind[Report]:
    """Each picture keeps its place, also when there is nothing to paint."""
    return Kind(
        name="complaint_report",
        title=_("Report on complaints"),
        file=_("Complaints"),
        load=lambda session, asked: load_report(
            session, asked.first, asked.last, asked.now, **asked.chosen
        ),
        tiles=tiles,
        charts=charts,
        tables=tables,
        widths=(18, 8),
        blanks=True,
    )
