"""CSAT and NPS of a period: how it went, by whom, with what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.models.surveys.queries import load_questionnaires
from crmdesk.models.surveys.report import Report, load_report
from crmdesk.ui.kit.ask import ask_save_file
from crmdesk.ui.kit.charts import ChartView
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.card import Card, scrolled
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.surveys.numbers_table import NumbersTable
from crmdesk.ui.surveys.report_words import Table, charts, tables, tiles


class ReportTab(QWidget):
    """Choose the period, the questionnaire and the person; print it, or take it as a workbook."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("survey_report")
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self.report: Report | None = None
        self._print_soon = False
        with db.read() as session:
            self._zone = office_zone(load_office(session).zone)
            staff = load_staff(session, everyone=True)
            papers = load_questionnaires(session, archived=True)
        periods = (
            ("12", _("Last 12 months")), ("month", _("This month")), ("last", _("Last month")),
            ("year", _("This year")), ("before", _("Last year")),
        )  # fmt: skip
        self.period = FilterChip(_("Period"), list(periods), many=False)
        self.period.set_values(["12"])
        self.paper = FilterChip(
            _("Questionnaire"), [(one.id, one.name) for one in papers], many=False
        )
        self.staff = FilterChip(_("Who"), [(one.id, one.name) for one in staff], many=False)
        self._answers = Latest(jobs, self)
        self._answers.ready.connect(self.show_report)
        self._answers.failed.connect(lambda error: show_failure(self.window(), error))
        self._lay_out()

    def _lay_out(self) -> None:
        print_button = PlainButton(_("Print…"), "print")
        excel_button = PlainButton(_("Excel…"), "export")
        print_button.setObjectName("report_print")
        excel_button.setObjectName("report_excel")
        print_button.clicked.connect(lambda: self.print_page())
        excel_button.clicked.connect(lambda: self._ask_path())
        tools = QHBoxLayout()
        for chip in (self.period, self.paper, self.staff):
            chip.changed.connect(lambda _values: self.refresh())
            tools.addWidget(chip)
        tools.addStretch(1)
        tools.addWidget(print_button)
        tools.addWidget(excel_button)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 8)
        column.setSpacing(12)
        self._tiles, self._charts, self._choice = QHBoxLayout(), QGridLayout(), QVBoxLayout()
        self._tiles.setSpacing(12)
        self._charts.setSpacing(12)
        self.table = NumbersTable()
        numbers = Card()
        numbers.add(self._choice)
        numbers.add(self.table)
        column.addLayout(self._tiles)
        column.addLayout(self._charts)
        column.addWidget(numbers)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.addLayout(tools)
        outer.addWidget(scrolled(content), 1)

    def refresh(self) -> None:
        """Read the report of the period anew."""
        first, last = self._days()
        staff, paper = (
            next((int(str(value)) for value in chip.values()), None)
            for chip in (self.staff, self.paper)
        )

        def ask(_job: Job) -> Report:
            with self._db.read() as session:
                return load_report(session, first, last, staff_id=staff, questionnaire_id=paper)

        self._answers.ask(ask)

    def show_report(self, report: Report) -> None:
        """Show its numbers and pictures."""
        self.report = report
        _empty(self._tiles)
        for caption, number, below in tiles(report):
            card = Card(padding=12)
            for text, role in ((caption, "secondary"), (number, "big"), (below, "muted")):
                card.add(label(text, role))
            self._tiles.addWidget(card, 1)
        _empty(self._charts)
        shown = [chart for chart in charts(report) if not chart.blank]
        for place, chart in enumerate(shown):
            card = Card(padding=12)
            card.add(ChartView(chart), 1)
            self._charts.addWidget(card, *divmod(place, 3))
        self._show_choice(tables(report))
        if self._print_soon:
            self.print_page()

    def print_page(self) -> None:
        """Show the pages; from there they are printed."""
        from crmdesk.ui.surveys.report_out import report_sheet

        self._print_soon = self.report is None  # asked for before it was read
        if self.report is not None:
            report_sheet(self.report).preview(self.window())

    def write(self, path: Path) -> Job | None:
        """Write the numbers as a workbook."""
        from crmdesk.ui.surveys.report_out import write_report

        if (report := self.report) is None:
            return None
        job = self._jobs.read(lambda _job: write_report(report, path))
        told = _("Saved as {file}").format(file=path.name)
        job.succeeded.connect(lambda _done: self._navigator.say(told))
        job.failed.connect(partial(show_failure, self.window()))
        return job

    def _ask_path(self) -> None:
        name = _("Questionnaires") + f" {local_day(self._db.now(), self._zone):%Y-%m-%d}.xlsx"
        filters = _("Excel workbook (*.xlsx)")
        ask_save_file(self.window(), _("Save the report"), name, filters, self._on_path)

    def _on_path(self, path: Path) -> None:
        self.write(path)

    def _days(self) -> tuple[date, date]:
        today = local_day(self._db.now(), self._zone)
        month = today.replace(day=1)
        before = (month - timedelta(days=1)).replace(day=1)
        return {
            "month": (month, today),
            "last": (before, month - timedelta(days=1)),
            "year": (date(today.year, 1, 1), today),
            "before": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        }.get(
            str(next(iter(self.period.values()), "12")),
            ((month - timedelta(days=334)).replace(day=1), today),
        )

    def _show_choice(self, found: Sequence[Table]) -> None:
        _empty(self._choice)
        which = ChoiceRow([(at, table.title) for at, table in enumerate(found)])
        which.setAccessibleName(pgettext("report", "Numbers"))
        self._choice.addWidget(which)

        def show(at: object) -> None:
            place = at if isinstance(at, int) else 0
            which.set_value(place)
            self.table.show_table(found[place])

        which.changed.connect(show)
        show(0)


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
