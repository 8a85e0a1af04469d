"""Workbooks of Excel 5, 95 and before, by xlrd: their texts are in a code page that may lie."""

from collections.abc import Iterator, Sequence
from typing import Any

import xlrd

from crmdesk.models.exchange.encodings import known_encoding, likelier
from crmdesk.models.exchange.readers.rows import SheetRows
from crmdesk.models.exchange.unlock import Source

_ERROR = 5
_CHINESE = {936: "gb18030", 950: "big5hkscs"}


def read_old_workbook(path: Source, encoding: str | None) -> Iterator[SheetRows]:
    """Every sheet of `path`; without `encoding`, Chinese is told from its characters."""
    book = _open(path, encoding or "latin-1")
    if encoding is None and book.biff_version < 80:
        page = _CHINESE.get(book.codepage or 0) or likelier(_texts(book))
        book = _open(path, page)
    for sheet in book.sheets():
        yield SheetRows(sheet.name, _rows(book, sheet), hidden=sheet.visibility != 0)


def _open(path: Source, encoding: str) -> Any:
    override = known_encoding(encoding) or encoding
    with path.open("rb") as file:
        return xlrd.open_workbook(
            file_contents=file.read(), encoding_override=override, logfile=_Silence()
        )


class _Silence:
    """xlrd likes to talk about the files it reads; nobody listens."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        """Nothing is kept."""


def _texts(book: Any) -> bytes:
    """The texts of the first cells as they stand in the file."""
    words: list[str] = [sheet.name for sheet in book.sheets()]
    for sheet in book.sheets():
        for number in range(min(sheet.nrows, 200)):
            words += [cell for cell in sheet.row_values(number) if isinstance(cell, str)]
    return "\n".join(words).encode("latin-1", "replace")


def _rows(book: Any, sheet: Any) -> Iterator[Sequence[Any]]:
    for number in range(sheet.nrows):
        yield [_cell(book, cell) for cell in sheet.row(number)]


def _cell(book: Any, cell: Any) -> Any:
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError):
            return cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return "" if cell.ctype == _ERROR else cell.value
