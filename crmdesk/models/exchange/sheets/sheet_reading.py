"""One sheet of a foreign file on its way to records: its tables, one after another."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from crmdesk.models.exchange.columns.sheet_kinds import is_header
from crmdesk.models.exchange.header.borrowed import header_before
from crmdesk.models.exchange.header.finding import (
    ROWS_LOOKED_AT,
    Header,
    HeaderRows,
    find_header,
    header_at,
)
from crmdesk.models.exchange.header.tables import (
    first_of_titles,
    next_header,
    part_of,
    rows_from,
    side_by_side,
)
from crmdesk.models.exchange.reading.book import Batch, Sheet
from crmdesk.models.exchange.records.understood import Problem, SheetUnderstanding
from crmdesk.models.exchange.sheets.customers import CustomerSheet
from crmdesk.models.exchange.sheets.dittos import Dittos
from crmdesk.models.exchange.sheets.logs import OwnSheet
from crmdesk.models.exchange.sheets.record_cards import MOST_ROWS, cards_of, holds_cards
from crmdesk.models.exchange.sheets.record_cards import ROWS_LOOKED_AT as CARD_ROWS
from crmdesk.models.exchange.sheets.sheet_rows import Sieve
from crmdesk.models.exchange.sheets.table_meaning import (
    TableTexts,
    Wishes,
    goes_down,
    reader_of,
    understand_table,
)
from crmdesk.models.exchange.vocabulary.texts import texts_of

_END = 1 << 30
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_MOST_TABLES, _MOST_BESIDE = 50, 20
"""No honest sheet has more tables; what follows belongs to the last one."""
_LEFT_OUT = {
    "statistics": "sheet.statistics",
    "instructions": "sheet.instructions",
    "nobody": "sheet.nobody",
}


@dataclass(slots=True)
class _Table:
    """A table being read; without a reader nothing of it is taken."""

    found: SheetUnderstanding
    sieve: Sieve
    reader: CustomerSheet | OwnSheet | None

    def add(self, batch: Batch) -> None:
        if self.reader is not None and (data := self.sieve.sift(batch)).rows:
            self.reader.add(data)

    def finish(self) -> None:
        if isinstance(self.reader, CustomerSheet):
            self.found.customers = self.reader.finish()
        self.found.skipped.sort()


class SheetReading:
    """Reads one sheet; `before` is the last one before it that held customers."""

    def __init__(self, sheet: Sheet, wishes: Wishes, before: SheetUnderstanding | None) -> None:
        self._sheet, self._wishes, self._before = sheet, wishes, before
        self._tables: list[_Table] = []
        self._open: list[_Table] = []

    def read(self, passed: Callable[[int], None]) -> list[SheetUnderstanding]:
        """All tables of the sheet; `passed` is told how many rows were read."""
        where = self._wishes.header_rows.get(self._sheet.name)
        if where is None and not self._wishes.kind and (layout := self._layout()):
            return [self._cards(layout, passed)]
        header = self._header(1, where)
        if where is None and not header.row:
            header = header_before(self._before, self._samples(header)) or header
        self._tell_year(header)
        self._begin(header)
        for batch in self._sheet.batches():
            header = self._read(batch, header)
            passed(batch.height)
        for table in self._tables:
            table.finish()
        return [table.found for table in self._tables]

    def _tell_year(self, header: Header) -> None:
        """The only year named above the first header, or else in the name of the sheet."""
        above = rows_from(self._sheet, 1, header.first - 1) if header.first > 1 else []
        titles = " ".join(str(cell) for _, cells in above for cell in cells if cell)
        for text in (titles, self._sheet.name):
            if len(years := set(_YEAR.findall(text))) == 1:
                office = replace(self._wishes.office, year=int(years.pop()))
                self._wishes = replace(self._wishes, office=office)
                return

    def _layout(self) -> str:
        if self._sheet.height > MOST_ROWS:
            return ""
        return holds_cards(self._sheet.rows(CARD_ROWS))

    def _cards(self, layout: str, passed: Callable[[int], None]) -> SheetUnderstanding:
        """A sheet of cards as a table: the labels are its titles."""
        rows = self._sheet.rows(MOST_ROWS)
        skipped: list[tuple[int, str]] = []
        titles, data = cards_of(rows, layout, skipped)
        header = Header(0, tuple(titles), 0.8)
        found = self._understood(TableTexts(header, titles, data.texts, titles))
        found.layout, found.skipped = layout, skipped
        if reader := reader_of(found, self._wishes):
            reader.add(data)
            if isinstance(reader, CustomerSheet):
                found.customers = reader.finish()
        passed(len(rows))
        return found

    def _read(self, batch: Batch, header: Header) -> Header:
        """One batch, with all headers in it; returns the one that holds for the next."""
        start = batch.first
        while row := self._next_header(batch, max(start - 1, header.row), header):
            self._add(batch, start, first_of_titles(batch, row) - 1)
            header = self._header(row, self._chosen(), row)
            self._begin(header)
            start = first_of_titles(batch, row)
        self._add(batch, start, _END)
        return header

    def _add(self, batch: Batch, first: int, last: int) -> None:
        if part := part_of(batch, first, last):
            for table in self._open:
                table.add(part)

    def _chosen(self) -> HeaderRows | None:
        """Where the user wants the header of the next table."""
        return self._wishes.header_rows.get(f"{self._sheet.name}#{len(self._tables) + 1}")

    def _next_header(self, batch: Batch, after: int, header: Header) -> int:
        chosen = self._chosen()
        if chosen is not None:
            row = chosen[0] if isinstance(chosen, tuple) else chosen
            return row if max(after + 1, batch.first) <= row < batch.first + batch.height else 0
        if not header.row or len(self._tables) >= _MOST_TABLES:
            return 0
        return next_header(batch, after, header, is_header)

    def _header(self, start: int, where: HeaderRows | None, row: int = 0) -> Header:
        """The header of the rows from `start` on; with `row` known to stand there."""
        merged = self._sheet.merged
        last = where[1] if isinstance(where, tuple) else where or 0
        rows = rows_from(self._sheet, start, max(ROWS_LOOKED_AT, last - start + 1))
        if where is not None:
            return header_at(rows, where, is_header, merged)
        if row:
            found = find_header(rows[:3], is_header, merged)
            return found if found.first == row else header_at(rows, row, is_header, merged)
        return find_header(rows, is_header, merged)

    def _begin(self, header: Header) -> None:
        """Open the tables below a header."""
        samples = self._samples(header)
        blocks = side_by_side(header.titles, samples) if header.row else []
        if not 1 < len(blocks) <= _MOST_BESIDE:
            blocks = [list(range(max(len(header.titles), len(samples), 1)))]
        self._open = []
        for block in blocks:
            table = self._table(header, block, samples, blocks)
            self._tables.append(table)
            self._open.append(table)

    def _table(
        self,
        header: Header,
        block: Sequence[int],
        samples: list[list[str]],
        blocks: Sequence[Sequence[int]],
    ) -> _Table:
        width, inside = max(block) + 1, set(block)
        padded = (*header.titles, *[""] * (width - len(header.titles)))[:width]
        titles = [title if at in inside else "" for at, title in enumerate(padded)]
        own = [column if at in inside else [] for at, column in enumerate(samples[:width])]
        texts = TableTexts(header, titles, own, [titles[at] for at in block], self._sheet.merged)
        found = self._understood(texts)
        found.columns = [guess for guess in found.columns if guess.index in inside]
        sieve = Sieve(
            header,
            block,
            self._sheet.merged,
            found.skipped,
            goes_down(found, texts),
            Dittos(found),
            alone=len(blocks) == 1,
            last=block is blocks[-1],
        )
        return _Table(found, sieve, reader_of(found, self._wishes))

    def _understood(self, texts: TableTexts) -> SheetUnderstanding:
        alone = self._before is None and not any(table.reader for table in self._tables)
        part = len(self._tables) + 1
        name, before = self._sheet.name, self._before
        return understand_table(name, part, texts, self._wishes, before, alone=alone)

    def _samples(self, header: Header) -> list[list[str]]:
        """The texts of the first batch below the header, as far as no other one follows."""
        batch: Batch | None = None
        for batch in self._sheet.batches():
            if batch.first + batch.height - 1 > header.row:
                break
        if batch is None:
            return []
        last = _END
        if header.row and (row := next_header(batch, header.row, header, is_header)):
            last = first_of_titles(batch, row) - 1
        part = part_of(batch, header.row + 1, last)
        return [texts_of(column) for column in part.columns] if part else []


def tell_ignored(sheets: Sequence[SheetUnderstanding]) -> None:
    """List what was left out as a problem of its sheet, where anything else was taken."""
    if not any(sheet.kind for sheet in sheets):
        return
    for sheet in sheets:
        if code := _LEFT_OUT.get(sheet.ignored):
            row = sheet.header_row or 1
            sheet.problems.append(Problem(sheet.name, row, "", "", "", code))
