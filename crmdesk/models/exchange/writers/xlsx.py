"""Workbooks: header styled, frozen and filtered, cells typed, text never a formula.

Written by ourselves: the quickest of the libraries takes longer for the cells alone than all of
an export may take, and compresses while nothing else can run.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.writers import workbook_xml as xml
from crmdesk.models.exchange.writers.cell_xml import ColumnXml, rows_xml
from crmdesk.models.exchange.writers.sheet import MOST_ROWS, Sheet

_QUICK = 1  # of zlib: twice as fast as its default, and a fifth larger


def write_workbook(
    path: Path, sheets: Sequence[Sheet], properties: Mapping[str, str] | None = None
) -> None:
    """Write the sheets; whatever a sheet's rows raise comes out again. `properties` are what the
    book says about itself, beside its cells.

    Raises OSError where the file cannot be written, CrmError "export.rows" for more rows than a
    sheet of Excel has.
    """
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=_QUICK) as book:
        described = bool(properties)
        book.writestr("[Content_Types].xml", xml.content_types(len(sheets), described=described))
        book.writestr("_rels/.rels", xml.relations(described=described))
        if properties:
            book.writestr("docProps/custom.xml", xml.properties(properties))
        book.writestr("xl/_rels/workbook.xml.rels", xml.book_relations(len(sheets)))
        book.writestr("xl/styles.xml", xml.STYLES)
        written = [_write_sheet(book, number, sheet) for number, sheet in enumerate(sheets, 1)]
        book.writestr("xl/workbook.xml", xml.workbook(written))


def _write_sheet(book: ZipFile, number: int, sheet: Sheet) -> xml.Written:
    rows = _Rows(sheet, first=number == 1)
    member = f"xl/worksheets/sheet{number}.xml"
    # Compressing runs beside the making of the next rows: it needs the interpreter for nothing.
    with (
        book.open(member, "w") as file,
        ThreadPoolExecutor(1) as beside,
        closing(rows.xml()) as pieces,
    ):
        before: Future[int] | None = None
        for piece in pieces:
            data = piece.encode()
            if before is not None:
                before.result()
            before = beside.submit(file.write, data)
        if before is not None:
            before.result()
    return xml.Written(sheet.name, len(sheet.columns), rows.count)


@dataclass(slots=True)
class _Rows:
    """The XML of a sheet in pieces; `count` says afterwards how many rows there were."""

    sheet: Sheet
    first: bool
    count: int = 1

    def xml(self) -> Generator[str, None, None]:
        columns = self.sheet.columns
        yield xml.sheet_begin(columns, self.sheet.frozen, selected=self.first)
        writers = [
            ColumnXml(place, xml.style_number(column)) for place, column in enumerate(columns)
        ]
        yield from self._body(writers)
        yield xml.sheet_end(columns, self.count)

    def _body(self, writers: Sequence[ColumnXml]) -> Iterator[str]:
        with closing(self.sheet.batches()) as batches:
            for batch in batches:
                if self.count + batch.count > MOST_ROWS:
                    raise CrmError("export.rows", sheet=self.sheet.name, n=f"{MOST_ROWS - 1:,}")
                yield rows_xml(batch, self.count + 1, writers)
                self.count += batch.count
