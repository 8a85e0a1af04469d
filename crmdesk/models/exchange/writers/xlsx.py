"""Workbooks: header styled, frozen and filtered, cells typed, text never a formula."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from rustpy_xlsxwriter import Format, write_worksheets

from crmdesk.models.exchange.writers.sheet import Column, Sheet, clean_rows

_FORMATS = {
    "text": "@",
    "day": "yyyy-mm-dd",
    "instant": "yyyy-mm-dd hh:mm",
    "number": "General",
    "money": "#,##0.00",
}
_FROZEN_COLUMNS = 3
"""Number, kind and name stay in sight."""


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write the sheets; whatever a sheet's rows raise comes out again.

    Raises OSError where the file cannot be written.
    """
    try:
        _write(path, sheets, clean=False)
    except (
        RuntimeError,
        ValueError,
    ):  # a text too long, a day before 1900: rare, so looked for late
        try:
            _write(path, sheets, clean=True)
        except RuntimeError as error:
            raise OSError(str(error)) from error


def _write(path: Path, sheets: Sequence[Sheet], *, clean: bool) -> None:
    write_worksheets(
        [(sheet.name, _records(sheet, clean=clean)) for sheet in sheets],
        str(path),
        freeze_panes={
            sheet.name: {"row": 1, "col": min(_FROZEN_COLUMNS, len(sheet.columns) - 1)}
            for sheet in sheets
        },
        autofilter={"general": True},
        header_format={sheet.name: _header_format() for sheet in sheets},
        column_formats={sheet.name: list(map(_format, sheet.columns)) for sheet in sheets},
        column_widths={sheet.name: [column.width for column in sheet.columns] for sheet in sheets},
        row_heights={sheet.name: {0: 24.0} for sheet in sheets},
    )


def _records(sheet: Sheet, *, clean: bool) -> Iterator[dict[str, Any]]:
    """Records with the same keys in the same order; an empty sheet still gets its header."""
    keys = _different([column.header for column in sheet.columns])
    rows = clean_rows(sheet.rows()) if clean else iter(sheet.rows())
    yield dict(zip_longest(keys, next(rows, ())))  # the first says what columns there are
    for row in rows:
        yield dict(zip(keys, row, strict=False))


def _different(headers: Sequence[str]) -> list[str]:
    """Equal headers are told apart by blanks nobody sees: the writer knows columns by header."""
    taken: dict[str, None] = {}
    for header in headers:
        shown = header
        while shown in taken:
            shown += " "
        taken[shown] = None
    return list(taken)


def _header_format() -> Any:
    made = Format().set_bold().set_font_color("#FFFFFF").set_background_color("#2F5D8A")
    return made.set_align("left").set_align("vertical_center").set_border_bottom("thin")


def _format(column: Column) -> Any:
    return Format().set_num_format(_FORMATS[column.style])
