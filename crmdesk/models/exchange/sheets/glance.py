"""The rows of a sheet as they stand in the file, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crmdesk.models.exchange.header.tables import part_of
from crmdesk.models.exchange.reading.book import Book, Sheet
from crmdesk.models.exchange.reading.merges import Merge
from crmdesk.models.exchange.records.understood import SheetUnderstanding

PAGE = 200
HEADER = "header"
_MOST_MERGED = 400
TextRow = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Glance:
    """The first rows of a sheet; `marks` say which rows are no data, and why: header (of its
    table), again (the header once more), title, totals, page, remark, nobody."""

    name: str
    hidden: bool
    height: int
    rows: Sequence[TextRow]
    merged: Sequence[Merge] = ()
    marks: Mapping[int, str] = field(default_factory=dict)


def glance_at(sheet: Sheet, found: Iterable[SheetUnderstanding], count: int = PAGE) -> Glance:
    """What the beginning of a sheet looks like, and how its tables were understood."""
    rows = text_rows(sheet, 1, count)
    merged = [merge for merge in sheet.merged if merge.top <= count][:_MOST_MERGED]
    return Glance(sheet.name, sheet.hidden, sheet.height, rows, merged, marks_of(found))


def text_rows(sheet: Sheet, first: int, count: int = PAGE) -> list[TextRow]:
    """`count` rows from row `first` on, each cell as clean text; fewer at the end of the sheet."""
    found: list[TextRow] = []
    for batch in sheet.batches():
        if part := part_of(batch, first, first + count - 1):
            texts = [part.text(index) for index in range(len(part.columns))]
            found += enumerate(zip(*texts, strict=True), start=part.first)
        if batch.first + batch.height >= first + count:
            break
    return found


def more_rows(book: Book, name: str, first: int, count: int = PAGE) -> list[TextRow]:
    """Further rows of a sheet of this name."""
    sheet = next((sheet for sheet in book.sheets() if sheet.name == name), None)
    return [] if sheet is None else text_rows(sheet, first, count)


def marks_of(found: Iterable[SheetUnderstanding]) -> dict[int, str]:
    """Which rows of the tables of a sheet are no data."""
    marks: dict[int, str] = {}
    for table in found:
        marks |= {row: "again" if why == HEADER else why for row, why in table.skipped}
    for table in found:
        if table.header_row:
            first = table.header_first or table.header_row
            marks |= dict.fromkeys(range(first, table.header_row + 1), HEADER)
    return marks
