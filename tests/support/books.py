"""Address books made in memory, for tests of what is understood and not of how files are read."""

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from crmdesk.models.exchange.reading.book import Batch, Book, Sheet
from crmdesk.models.exchange.reading.merges import Merge
from crmdesk.models.exchange.records.understood import OfficeHints, SheetUnderstanding
from crmdesk.models.exchange.sheets.understand import understand
from crmdesk.models.exchange.vocabulary.cells import column_index

Row = Sequence[Any]
OFFICE = OfficeHints(country="CN", area_code="0571", today=date(2026, 3, 20))


def make_book(*sheets: Sequence[Row], names: Sequence[str] = (), batch: int = 1000) -> Book:
    """A book that needs no child; rows count from 1."""
    book = Book(Path("book.xlsx"), kind="xlsx")
    for number, rows in enumerate(sheets):
        name = names[number] if number < len(names) else f"Sheet{number + 1}"
        sheet = Sheet(book, name, hidden=False)
        for start in range(0, len(rows), batch):
            columns = zip_longest(*rows[start : start + batch], fillvalue="")
            sheet.add(Batch(start + 1, [list(column) for column in columns]))
        sheet.complete = True
        book.put(sheet)
    return book


def merged_book(rows: Sequence[Row], *ranges: str, name: str = "Sheet1", batch: int = 1000) -> Book:
    """A book of one sheet, these ranges of it merged: A1:C1."""
    book = make_book(rows, names=[name], batch=batch)
    for sheet in book.sheets():
        sheet.merged = [_merge(each) for each in ranges]
    return book


def _merge(text: str) -> Merge:
    (left, top), (right, bottom) = (
        (column_index(corner.rstrip("0123456789")) or 0, int(corner.lstrip(ascii_uppercase)))
        for corner in text.split(":")
    )
    return Merge(top, left, bottom, right)


def understood(*rows: Row, office: OfficeHints = OFFICE, **options: Any) -> SheetUnderstanding:
    """One sheet with these rows, understood."""
    return understand(make_book(rows), office=office, **options).sheets[0]


def targets(sheet: SheetUnderstanding) -> list[str]:
    """What each column was taken for."""
    return [str(guess.target or "") for guess in sheet.columns]
