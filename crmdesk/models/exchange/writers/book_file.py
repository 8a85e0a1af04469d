"""A workbook on its way to the disk: what it consists of comes part by part, in plain values."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from crmdesk.models.exchange.writers import workbook_xml as xml
from crmdesk.models.exchange.writers.cell_xml import ColumnXml, rows_xml
from crmdesk.models.exchange.writers.sheet import Column

_QUICK = 1  # of zlib: twice as fast as its default, and a fifth larger

Part = tuple[Any, ...]
"""("book", how many sheets, its properties), then for each sheet ("sheet", name, columns, frozen)
and its ("rows", count, packed columns) …, at last ("end",). A column is what its class holds."""


def write_book(path: Path, parts: Iterator[Part]) -> None:
    """Write the file these parts make up; whatever `parts` raises comes out again.

    Raises OSError where the file cannot be written.
    """
    _word, sheets, properties = next(parts)
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=_QUICK) as book:
        described = bool(properties)
        book.writestr("[Content_Types].xml", xml.content_types(sheets, described=described))
        book.writestr("_rels/.rels", xml.relations(described=described))
        if properties:
            book.writestr("docProps/custom.xml", xml.properties(properties))
        book.writestr("xl/_rels/workbook.xml.rels", xml.book_relations(sheets))
        book.writestr("xl/styles.xml", xml.STYLES)
        written: list[xml.Written] = []
        coming = next(parts)
        while coming[0] == "sheet":
            rows = _Rows(coming, parts, first=not written)
            _write_sheet(book, f"xl/worksheets/sheet{len(written) + 1}.xml", rows)
            written.append(xml.Written(coming[1], len(rows.columns), rows.count))
            coming = rows.after
        book.writestr("xl/workbook.xml", xml.workbook(written))


def _write_sheet(book: ZipFile, member: str, rows: _Rows) -> None:
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


@dataclass(slots=True)
class _Rows:
    """The XML of a sheet in pieces; afterwards `count` says how many rows there were, and `after`
    is the part behind them."""

    sheet: Part
    parts: Iterator[Part]
    first: bool
    count: int = 1
    after: Part = ()
    columns: list[Column] = field(default_factory=list)

    def xml(self) -> Generator[str, None, None]:
        _word, _name, columns, frozen = self.sheet
        self.columns = [Column(*column) for column in columns]
        yield xml.sheet_begin(self.columns, frozen, selected=self.first)
        writers = [
            ColumnXml(place, xml.style_number(column)) for place, column in enumerate(self.columns)
        ]
        for word, *told in self.parts:
            if word != "rows":
                self.after = (word, *told)
                break
            count, packed = told
            yield rows_xml((count, packed), self.count + 1, writers)
            self.count += count
        yield xml.sheet_end(self.columns, self.count)
