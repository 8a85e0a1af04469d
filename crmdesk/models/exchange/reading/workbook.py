"""Workbooks of every kind, by calamine."""

from collections.abc import Iterator, Sequence
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from crmdesk.models.exchange.reading.rows import Merged, SheetRows
from crmdesk.models.exchange.reading.slices import merged_cells, slices_of
from crmdesk.models.exchange.reading.unlock import Source


def read_workbook(path: Source, kind: str) -> Iterator[SheetRows]:
    """Every worksheet of `path`."""
    told = _merges_apart(path, kind)
    with path.open("rb") as file:  # by content: calamine would trust the name
        book = CalamineWorkbook.from_filelike(file)
        for index, meta in enumerate(book.sheets_metadata):
            if meta.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.DialogSheet):
                continue
            hidden = meta.visible != SheetVisibleEnum.Visible
            if kind == "xlsx" and (large := slices_of(path, index, meta.name)):
                rows, height = large.rows(), large.height
                yield SheetRows(meta.name, rows, hidden, 1, height, large.merged())
                continue
            sheet = book.get_sheet_by_index(index)
            merged = told[index] if index < len(told) else merged_cells(sheet)
            yield SheetRows(meta.name, _rows(sheet), hidden, 1, sheet.total_height, merged)


def _merges_apart(path: Source, kind: str) -> list[list[Merged]]:
    """Sheet by sheet, of those kinds whose merged cells calamine does not know."""
    if kind == "ods":
        from crmdesk.models.exchange.reading import opendocument

        return opendocument.merged_cells(path)
    if kind == "xlsb":
        from crmdesk.models.exchange.reading import binary_workbook

        return binary_workbook.merged_cells(path)
    return []


def _rows(sheet: CalamineSheet) -> Iterator[Sequence[Any]]:
    if sheet.start is None:
        return iter(())
    left = sheet.start[1]
    rows: Iterator[Sequence[Any]] = iter(sheet.iter_rows())
    if left:
        margin = [""] * left
        rows = (margin + list(row) for row in rows)
    return rows
