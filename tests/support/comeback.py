"""An export on its way through Excel: written, edited as an office does, looked at again."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from crmdesk.models.core.db import Database
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.importing import (
    ImportResult,
    ReadChoices,
    carry_out,
    make_plan,
    understand_book,
)
from crmdesk.models.exchange.planning.picks import Picks
from crmdesk.models.exchange.planning.plan import ImportChoices, Plan, PlannedRow
from crmdesk.models.exchange.reading.book import read_book
from crmdesk.models.exchange.records.understood import Understanding


class Edited:
    """A workbook of ours in the hands of somebody with Excel."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._book = load_workbook(path)

    @property
    def sheet(self) -> Worksheet:
        sheet = self._book.worksheets[0]
        assert isinstance(sheet, Worksheet)
        return sheet

    def row_of(self, name: str) -> int:
        """The row that bears this name."""
        column = self._column("Name")
        for row in range(2, self.sheet.max_row + 1):
            if self.sheet.cell(row, column).value == name:
                return row
        raise AssertionError(name)

    def put(self, name: str, **cells: Any) -> None:
        """Type into cells of a row; headers with _ for a blank."""
        row = self.row_of(name)
        for header, value in cells.items():
            self.sheet.cell(row, self._column(header.replace("_", " ")), value)

    def drop(self, name: str) -> None:
        """Delete a row."""
        self.sheet.delete_rows(self.row_of(name))

    def add(self, **cells: Any) -> None:
        """Type a row below the last."""
        row = self.sheet.max_row + 1
        for header, value in cells.items():
            self.sheet.cell(row, self._column(header.replace("_", " ")), value)

    def save(self) -> Path:
        self._book.save(self.path)
        return self.path

    def _column(self, header: str) -> int:
        headers = [cell.value for cell in self.sheet[1]]
        return headers.index(header) + 1


def exported(db: Database, path: Path, ids: Sequence[int] | None = None) -> Edited:
    """Everything, or some, as a workbook."""
    export(db, path, ExportRequest(ids=ids))
    return Edited(path)


def read_back(db: Database, path: Path, read: ReadChoices | None = None) -> Understanding:
    """What a file says."""
    book = read_book(path)
    try:
        return understand_book(db, book, read or ReadChoices())
    finally:
        book.close()


def look(db: Database, path: Path, picks: Picks | None = None) -> Plan:
    """What importing it would do."""
    return make_plan(db, read_back(db, path), ImportChoices(picks=picks or Picks()))


def take_over(db: Database, path: Path, picks: Picks | None = None) -> ImportResult:
    """Import it."""
    file, choices = read_back(db, path), ImportChoices(picks=picks or Picks())
    plan = make_plan(db, file, choices)
    return carry_out(db, file, plan, ReadChoices(), choices)


def row_named(plan: Plan, name: str) -> PlannedRow:
    """The row of the plan with this name."""
    (found,) = [row for row in plan.rows if row.name == name]
    return found


def said(plan: Plan, name: str) -> list[tuple[str, str, Any, Any]]:
    """(kind, which, old, new) of every value the row might change."""
    return [(edit.kind, edit.key, edit.old, edit.new) for edit in row_named(plan, name).all_edits()]
