"""CSAT and NPS of a period: how it went, by whom, with what."""

from __future__ import annotations

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.queries import load_staff
from crmdesk.models.surveys.queries import load_questionnaires
from crmdesk.models.surveys.report import Report, load_report
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.reports.kind import Kind
from crmdesk.ui.kit.reports.tab import PeriodReport
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.surveys.report_words import charts, tables, tiles


class ReportTab(PeriodReport[Report]):
    """Choose the period, the questionnaire and the person; print it, or take it as a workbook."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        with db.read() as session:
            papers = [(one.id, one.name) for one in load_questionnaires(session, archived=True)]
            people = [(one.id, one.name) for one in load_staff(session, everyone=True)]
        chips = {
            "questionnaire_id": FilterChip(_("Questionnaire"), papers, many=False),
            "staff_id": FilterChip(_("Who"), people, many=False),
        }
        super().__init__(report_kind(), chips, db, jobs, navigator)


def report_kind() -> Kind[Report]:
    """CSAT and NPS as tiles, charts and tables."""
    return Kind(
        name="survey_report",
        title=_("Report on questionnaires"),
        file=_("Questionnaires"),
        load=lambda session, asked: load_report(session, asked.first, asked.last, **asked.chosen),
        tiles=tiles,
        charts=charts,
        tables=tables,
        widths=(19, 9),
    )
