"""A report of a period: the first glance, pictures, numbers; on paper, as a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Generic

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.ask import ask_save_file
from crmdesk.ui.kit.charts import ChartView
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.reports.kind import Asked, Kind, R
from crmdesk.ui.kit.reports.numbers import NumbersCard
from crmdesk.ui.kit.reports.periods import days_of, period_chip
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.emptying import empty
from crmdesk.ui.kit.widgets.scroll_area import scrolled

_ACROSS, _LEAST = 3, 330  # at most so many charts in a row, each at least so wide
_GAP = 12


class PeriodReport(QWidget, Generic[R]):
    """A report is a subclass that hands over its kind and the chips that narrow it:

        class ReportTab(PeriodReport[Report]):
            def __init__(self, db, jobs, navigator):
                with db.read() as session:
                    staff = load_staff(session, everyone=True)
                people = [(one.id, one.name) for one in staff]
                chips = {"staff_id": FilterChip(_("Who"), people, many=False)}
                super().__init__(_kind(), chips, db, jobs, navigator)

    What is chosen in a chip reaches `kind.load` under the chip's name. `refresh` reads.
    """

    def __init__(
        self,
        kind: Kind[R],
        chips: Mapping[str, FilterChip],
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
    ) -> None:
        super().__init__()
        self.setObjectName(kind.name)
        self._kind, self._chips = kind, chips
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self.report: R | None = None
        self._pictures: list[Card] = []
        self._across = _ACROSS
        self._print_soon = False
        with db.read() as session:
            self._zone = office_zone(load_office(session).zone)
        self.period = period_chip()
        self._answers = Latest(jobs, self)
        self._answers.ready.connect(self.show_report)
        self._answers.failed.connect(lambda error: show_failure(self.window(), error))
        self._lay_out()

    def refresh(self) -> None:
        """Read the report of the period anew."""
        now = self._db.now()
        first, last = days_of(self.period, local_day(now, self._zone))
        chosen = {
            name: int(str(value)) for name, chip in self._chips.items() for value in chip.values()
        }

        def ask(_job: Job) -> R:
            with self._db.read() as session:
                return self._kind.load(session, Asked(first, last, now, chosen))

        self._answers.ask(ask)

    def show_report(self, report: R) -> None:
        """Show its numbers and pictures."""
        self.report = report
        self._show_tiles(report)
        self._show_charts(report)
        self.numbers.show_tables(self._kind.tables(report))
        if self._print_soon:
            self.print_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting() != self._across:
            self._arrange()

    def print_page(self) -> None:
        """Show the pages; from there they are printed."""
        from crmdesk.ui.kit.reports.out import report_sheet

        self._print_soon = self.report is None  # asked for before it was read
        if self.report is not None:
            report_sheet(self._kind, self.report).preview(self.window())

    def write(self, path: Path) -> Job | None:
        """Write the numbers as a workbook."""
        from crmdesk.ui.kit.reports.out import write_report

        if (report := self.report) is None:
            return None
        job = self._jobs.read(lambda _job: write_report(self._kind, report, path))
        told = _("Saved as {file}").format(file=path.name)
        job.succeeded.connect(lambda _done: self._navigator.say(told))
        job.failed.connect(partial(show_failure, self.window()))
        return job

    def _show_tiles(self, report: R) -> None:
        empty(self._tiles)
        for caption, number, below in self._kind.tiles(report):
            card = Card(padding=_GAP)
            for text, role in ((caption, "secondary"), (number, "big"), (below, "muted")):
                card.add(label(text, role))
            self._tiles.addWidget(card, 1)

    def _show_charts(self, report: R) -> None:
        empty(self._charts)
        charts = self._kind.charts(report)
        shown = [chart for chart in charts if self._kind.blanks or not chart.blank]
        self._pictures = []
        for chart in shown:
            card = Card(padding=_GAP)
            card.add(ChartView(chart), 1)
            self._pictures.append(card)
        self._arrange()

    def _arrange(self) -> None:
        """As many in a row as have room to be read."""
        self._across = self._fitting()
        for place, card in enumerate(self._pictures):
            self._charts.addWidget(card, *divmod(place, self._across))
        for column in range(_ACROSS):
            self._charts.setColumnStretch(column, 1 if column < self._across else 0)

    def _fitting(self) -> int:
        return max(1, min(_ACROSS, self.width() // _LEAST))

    def _ask_path(self) -> None:
        name = f"{self._kind.file} {local_day(self._db.now(), self._zone):%Y-%m-%d}.xlsx"
        filters = _("Excel workbook (*.xlsx)")
        ask_save_file(self.window(), _("Save the report"), name, filters, self._on_path)

    def _on_path(self, path: Path) -> None:
        self.write(path)

    def _lay_out(self) -> None:
        tools = self._tools()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 8)
        column.setSpacing(_GAP)
        self._tiles, self._charts = QHBoxLayout(), QGridLayout()
        self._tiles.setSpacing(_GAP)
        self._charts.setSpacing(_GAP)
        self.numbers = NumbersCard()
        column.addLayout(self._tiles)
        column.addLayout(self._charts)
        column.addWidget(self.numbers)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.addLayout(tools)
        outer.addWidget(scrolled(content), 1)

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for chip in (self.period, *self._chips.values()):
            chip.changed.connect(lambda _values: self.refresh())
            row.addWidget(chip)
        row.addStretch(1)
        printer = PlainButton(_("Print…"), "print")
        printer.setObjectName("report_print")
        printer.clicked.connect(lambda: self.print_page())
        workbook = PlainButton(_("Excel…"), "export")
        workbook.setObjectName("report_excel")
        workbook.clicked.connect(lambda: self._ask_path())
        row.addWidget(printer)
        row.addWidget(workbook)
        return row
