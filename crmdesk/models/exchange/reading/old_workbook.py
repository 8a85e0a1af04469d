"""Workbooks of Excel 5, 95 and before, by xlrd: their texts are in a code page that may lie."""

import codecs
from collections.abc import Iterator, Sequence
from typing import Any

import xlrd

from crmdesk.models.exchange.reading.encodings import CERTAIN, known_encoding, likelier, score
from crmdesk.models.exchange.reading.rows import SheetRows
from crmdesk.models.exchange.reading.unlock import Source

_LENIENT = "lenient_"
_ERROR = 5
_CHINESE = {936: "gb18030", 950: "big5hkscs"}


def read_old_workbook(path: Source, encoding: str | None) -> Iterator[SheetRows]:
    """Every sheet of `path`; without `encoding`, Chinese is told from its characters."""
    book = _open(path, encoding or "latin-1")
    if encoding is None and book.biff_version < 80:
        book = _open(path, _page(_texts(book), book.codepage or 0))
    for sheet in book.sheets():
        yield SheetRows(sheet.name, _rows(book, sheet), hidden=sheet.visibility != 0)


def _open(path: Source, encoding: str) -> Any:
    page = _LENIENT + (known_encoding(encoding) or encoding).replace("-", "_")
    with path.open("rb") as file:
        return xlrd.open_workbook(
            file_contents=file.read(),
            encoding_override=page,
            logfile=_Silence(),
            ragged_rows=True,  # a stray cell in the last corner would cost a rectangle
        )


def _lenient(name: str) -> codecs.CodecInfo | None:
    """A codec that never gives up: a cell cut within a character must not cost the workbook."""
    if not name.startswith(_LENIENT):
        return None
    codec = codecs.lookup(name.removeprefix(_LENIENT))
    return codecs.CodecInfo(
        codec.encode, lambda data, _errors="strict": codec.decode(data, "replace"), name=name
    )


codecs.register(_lenient)


def _page(texts: bytes, told: int) -> str:
    """What the texts would say counts for more than the CODEPAGE record, which often lies."""
    best = likelier(texts)
    if score(texts, best) >= CERTAIN:
        return best
    return _CHINESE.get(told) or known_encoding(f"cp{told}") or best


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
