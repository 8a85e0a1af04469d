"""Second try at an .xlsx that calamine cannot hold, by openpyxl: only the cells that are there.

A stray cell in the last row makes calamine reserve the whole rectangle and die of it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.reading.rows import SheetRows
from crmdesk.models.exchange.reading.unlock import Source

MAX_COLUMNS = 1000
MAX_GAP = 50_000
"""Cells further down or to the right than this from all others are strays, not data."""


def read_sparse(path: Source) -> Iterator[SheetRows]:
    """Every worksheet of an .xlsx, cell by cell."""
    import openpyxl  # 278 ms, for damaged or odd files only

    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = _rows(path, sheet)
            yield SheetRows(sheet.title, rows, hidden=sheet.sheet_state != "visible")


def _rows(path: Source, sheet: Any) -> Iterator[Sequence[Any]]:
    from openpyxl.worksheet._reader import WorkSheetParser

    with sheet._get_source() as source:  # noqa: SLF001 - the public iterator fills every gap
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,  # noqa: SLF001
            data_only=True,
            epoch=sheet.parent.epoch,
            date_formats=sheet.parent._date_formats,  # noqa: SLF001
            timedelta_formats=sheet.parent._timedelta_formats,  # noqa: SLF001
        )
        last = 0
        for number, cells in parser.parse():
            row = _row(cells)
            if not row:
                continue
            if number - last > MAX_GAP and last:
                return
            if number - last > MAX_GAP:
                raise CrmError("file.damaged", file=path.name)
            yield from ([] for _ in range(number - last - 1))
            yield row
            last = number


def _row(cells: list[dict[str, Any]]) -> list[Any]:
    row: list[Any] = []
    for cell in cells:
        index, value = cell["column"] - 1, cell["value"]
        if value in (None, "") or index >= MAX_COLUMNS:
            continue
        row += [""] * (index - len(row))
        row.append("" if cell["data_type"] == "e" else value)
    return row
