"""Workbooks: header styled, frozen and filtered, cells typed, text never a formula.

Written by ourselves: the quickest of the libraries takes longer for the cells alone than all of
an export may take, and compresses while nothing else can run.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from pathlib import Path

from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.writers.beside import write_beside
from crmdesk.models.exchange.writers.book_file import Part, write_book
from crmdesk.models.exchange.writers.packed import pack
from crmdesk.models.exchange.writers.sheet import MOST_ROWS, Sheet


def write_workbook(
    path: Path,
    sheets: Iterable[Sheet],
    properties: Mapping[str, str] | None = None,
    *,
    large: bool = False,
) -> None:
    """Write the sheets; whatever a sheet's rows raise comes out again. `properties` are what the
    book says about itself, beside its cells. A `large` one a process of its own writes, which is
    started before the sheets are asked for.

    Raises OSError where the file cannot be written, CrmError "export.rows" for more rows than a
    sheet of Excel has.
    """
    parts = _parts(sheets, properties or {})
    if large:
        write_beside(path, parts)
    else:
        with closing(parts):
            write_book(path, parts)


def _parts(sheets: Iterable[Sheet], properties: Mapping[str, str]) -> Generator[Part, None, None]:
    every = list(sheets)
    yield "book", len(every), dict(properties)
    for sheet in every:
        columns = [
            (column.header, column.style, column.width, tuple(column.choices))
            for column in sheet.columns
        ]
        yield "sheet", sheet.name, columns, sheet.frozen
        yield from _rows(sheet)
    yield ("end",)


def _rows(sheet: Sheet) -> Generator[Part, None, None]:
    count = 1
    with closing(sheet.batches()) as batches:
        for batch in batches:
            count += batch.count
            if count > MOST_ROWS:
                raise CrmError("export.rows", sheet=sheet.name, n=f"{MOST_ROWS - 1:,}")
            yield "rows", *pack(batch)
