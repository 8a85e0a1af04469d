"""A report on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize

from crmdesk.models.core.i18n import _
from crmdesk.models.exchange.export.files import written
from crmdesk.models.exchange.writers.sheet import Batch, Column
from crmdesk.models.exchange.writers.sheet import Sheet as WorkbookSheet
from crmdesk.models.exchange.writers.xlsx import write_workbook
from crmdesk.ui.kit.charts import picture_of
from crmdesk.ui.kit.printing import Sheet
from crmdesk.ui.kit.reports.kind import Kind, R, Table
from crmdesk.ui.kit.when import full_day

_PICTURE = QSize(640, 220)
_PAGE = 480  # points


def report_sheet(kind: Kind[R], report: R) -> Sheet:
    """The first glance, the pictures, the numbers."""
    period = _("{first} to {last}").format(first=full_day(report.first), last=full_day(report.last))
    sheet = Sheet(kind.title, period)
    tiles = kind.tiles(report)
    sheet.facts([(caption, f"{number}   {below}") for caption, number, below in tiles])
    for chart in kind.charts(report):
        if not chart.blank:
            sheet.picture(picture_of(chart, _PICTURE), _PAGE)
    first, rest = kind.widths
    for table in kind.tables(report):
        if table.said:
            sheet.heading(table.title)
            sheet.table(table.header, table.said, [first, *[rest] * (len(table.header) - 1)])
    return sheet


def write_report(kind: Kind[R], report: R, path: Path) -> None:
    """Write the numbers as a workbook, one sheet a table; raises CrmError "export.unwritable"."""
    with written(path) as fresh:
        write_workbook(fresh, [_workbook_sheet(table) for table in kind.tables(report)])


def _workbook_sheet(table: Table) -> WorkbookSheet:
    columns = [Column(table.header[0], "text", 26.0)]
    columns += [Column(header, "number", 14.0) for header in table.header[1:]]
    return WorkbookSheet(table.title, columns, partial(_rows, table), frozen=1)


def _rows(table: Table) -> Generator[Batch, None, None]:
    if table.cells:
        yield Batch.of(table.cells)
