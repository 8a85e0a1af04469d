"""Web tables, which many programs save under the name .xls."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from crmdesk.models.exchange.reading.rows import MOST_COLUMNS, Merged, SheetRows
from crmdesk.models.exchange.reading.unlock import Source

_MAX_SPAN = 1000
_SPREAD = re.compile(r"\d{1,9}")
_ROUNDED = re.compile(r"\dE\+\d|##")
Attributes = list[tuple[str, str | None]]


def read_html(path: Source, encoding: str) -> Iterator[SheetRows]:
    """Every table of a web page that has more than one cell."""
    text = path.read_bytes().decode(encoding, "replace")
    parser = _Tables()
    parser.feed(text)
    parser.close()
    tables = [table for table in parser.tables if sum(map(len, table.rows)) > 1]
    for number, table in enumerate(tables, start=1):
        name = "" if len(tables) == 1 else str(number)
        yield SheetRows(name, iter(table.rows), merged=table.merged)


class _Table:
    """Rows of cells, each in its place whatever spans into its row from above."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.merged: list[Merged] = []
        self._down: dict[int, int] = {}  # column → rows still covered

    def start_row(self) -> None:
        self.end_row()
        self.rows.append([])

    def end_row(self) -> None:
        if self.rows:
            row = self.rows[-1]
            row += [""] * (max(self._down, default=-1) + 1 - len(row))
            self._down = {column: left - 1 for column, left in self._down.items() if left > 1}

    def add(self, text: str, across: int, down: int) -> None:
        if not self.rows:
            self.rows.append([])
        row, here = self.rows[-1], len(self.rows)
        while len(row) in self._down:
            row.append("")
        left = len(row)
        if left + across > MOST_COLUMNS:
            return
        if down > 1 or across > 1:
            self.merged.append((here, left, here + down - 1, left + across - 1))
            self._down |= dict.fromkeys(range(left, left + across), down)
        row += [text, *[""] * (across - 1)]


class _Tables(HTMLParser):
    """Collects tables; a table inside a cell is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._cell: list[str] | None = None
        self._across = self._down = 1
        self._number = ""  # what Excel says a cell holds, beside what it shows
        self._hidden = ""  # the tag whose content nobody sees

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in ("script", "style"):
            self._hidden = tag
        elif tag == "table":
            self._finish()  # the text around it stands in the table outside
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._finish()
            self._open[-1].start_row()
        elif tag in ("td", "th") and self._open:
            self._finish()
            self._start_cell(dict(attrs))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""
        elif tag in ("td", "th", "tr"):
            self._finish()
        elif tag == "table" and self._open:
            self._finish()
            self._open.pop().end_row()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._hidden:
            self._cell.append(data.replace("\xa0", " "))

    def close(self) -> None:
        super().close()
        while self._open:
            self.handle_endtag("table")

    def _start_cell(self, attributes: dict[str, str | None]) -> None:
        self._across = _span(attributes.get("colspan"))
        self._down = _span(attributes.get("rowspan"))
        self._number = attributes.get("x:num") or ""
        self._cell = []

    def _finish(self) -> None:
        if self._cell is None or not self._open:
            return
        text = "\n".join(" ".join(line.split()) for line in "".join(self._cell).split("\n"))
        if self._number and _ROUNDED.search(text):
            text = self._number
        self._open[-1].add(text.strip(), self._across, self._down)
        self._cell = None


def _span(text: str | None) -> int:
    found = _SPREAD.match(text or "")
    return max(1, min(int(found[0]), _MAX_SPAN)) if found else 1
