"""A template to begin with: a list of customers, and a sheet that says what may stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.exchange.export.files import checked_kind, written
from crmdesk.models.exchange.export.template.words import load_words, marked, special_name
from crmdesk.models.exchange.vocabulary.fields import Target, header_of

_COLUMNS = (("name", 18), ("company", 30), ("phone", 18), ("address", 44), ("last_contact", 18))
_HEAD, _ROW = 4, 5
_LINE = Side(style="thin", color="FFB8C4D0")
_BOX = Border(_LINE, _LINE, _LINE, _LINE)


def write_sample(db: Database, path: Path) -> None:
    """Write the template in the user's language (.xlsx), all or nothing."""
    checked_kind(path, ("xlsx",))
    with db.read() as session:
        names = load_words(session).names()
    book = Workbook()
    _list(book.worksheets[0])
    _notes(book.create_sheet(), names)
    with written(path) as target:
        book.save(target)


def _list(sheet: Any) -> None:
    sheet.title = _("Customer list")
    width = len(_COLUMNS) + 1
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    sheet["A1"] = _("{company}: our customers").format(company=marked(special_name("office")))
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet["A2"] = _("As of {day}, {n} customers").format(
        day=marked(special_name("today")), n=marked(special_name("count"))
    )
    sheet["A2"].font = Font(color="FF6B7A89")
    names = [special_name("row"), *(header_of(Target(code)) for code, _width in _COLUMNS)]
    for column, name in enumerate(names, start=1):
        head, cell = sheet.cell(_HEAD, column, name), sheet.cell(_ROW, column, marked(name))
        head.font = Font(bold=True, color="FFFFFFFF")
        head.fill = PatternFill("solid", fgColor="FF2F5D8A")
        head.border = cell.border = _BOX
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.cell(_ROW, width).number_format = "yyyy-mm-dd"
    sheet.cell(_ROW + 1, 1, _("Customers in this list"))
    sheet.cell(_ROW + 1, 3, f"=COUNTA(B{_ROW})")
    for column in range(1, width + 1):
        sheet.cell(_ROW + 1, column).font = Font(bold=True)
    _set_up(sheet, (6, *(wide for _code, wide in _COLUMNS)))
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.freeze_panes = sheet.cell(_ROW, 1)


def _set_up(sheet: Any, widths: Sequence[float]) -> None:
    """Widths, and a sheet of A4 lying that takes the whole width."""
    for column, width in zip("ABCDEFGH", widths, strict=False):
        sheet.column_dimensions[column].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _notes(sheet: Worksheet, names: Sequence[str]) -> None:
    sheet.title = special_name("notes")
    lines = (
        marked(special_name("notes")),
        _("A sheet with this mark in it is for you only: it is left out of what is written."),
        _("A name between two braces on each side is replaced by what it stands for."),
        _("The one row that tells of customers is repeated for each of them."),
        _("Totals below it, like =SUM(C5) or =COUNTA(B5), cover all rows afterwards."),
        _("Where several rows tell of a customer, everybody gets a sheet of her own."),
        "",
        _("These names are known:"),
        *names,
    )
    for row, text in enumerate(lines, start=1):
        sheet.cell(row, 1, text)
    sheet.column_dimensions["A"].width = 80
