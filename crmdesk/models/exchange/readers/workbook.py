"""Workbooks of every kind, by calamine."""

from collections.abc import Iterator, Sequence
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from crmdesk.models.exchange.readers.rows import SheetRows
from crmdesk.models.exchange.unlock import Source

Merge = tuple[int, int]


def read_workbook(path: Source) -> Iterator[SheetRows]:
    """Every worksheet of `path`; a merged column of cells holds its value in each of its rows."""
    with path.open("rb") as file:  # by content: calamine would trust the name
        book = CalamineWorkbook.from_filelike(file)
        for index, meta in enumerate(book.sheets_metadata):
            if meta.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.DialogSheet):
                continue
            sheet = book.get_sheet_by_index(index)
            hidden = meta.visible != SheetVisibleEnum.Visible
            yield SheetRows(meta.name, _rows(sheet), hidden, height=sheet.total_height)


def _rows(sheet: CalamineSheet) -> Iterator[Sequence[Any]]:
    if sheet.start is None:
        return iter(())
    left = sheet.start[1]
    rows: Iterator[Sequence[Any]] = iter(sheet.iter_rows())
    if left:
        margin = [""] * left
        rows = (margin + list(row) for row in rows)
    down = _merged_down(sheet)
    return _filled_down(rows, down) if down else rows


def _merged_down(sheet: CalamineSheet) -> dict[int, list[Merge]]:
    """Column → the (top, bottom) of its cells merged downwards."""
    down: dict[int, list[Merge]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left == right and bottom > top:
            down.setdefault(left, []).append((top, bottom))
    return down


def _filled_down(
    rows: Iterator[Sequence[Any]], down: dict[int, list[Merge]]
) -> Iterator[Sequence[Any]]:
    waiting = {column: sorted(merges, reverse=True) for column, merges in down.items()}
    active: dict[int, tuple[int, Any]] = {}
    for number, row in enumerate(rows):
        cells = list(row)
        for column, (bottom, value) in list(active.items()):
            if number > bottom:
                del active[column]
            elif column < len(cells) and cells[column] == "":
                cells[column] = value
        for column, merges in waiting.items():
            if merges and merges[-1][0] == number and column < len(cells):
                active[column] = (merges.pop()[1], cells[column])
        yield cells
