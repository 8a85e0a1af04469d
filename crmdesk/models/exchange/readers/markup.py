"""Web tables, which many programs save under the name .xls."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from crmdesk.models.exchange.readers.rows import SheetRows
from crmdesk.models.exchange.unlock import Source

_MAX_SPAN = 1000
_PIECE = 64 * 1024
_SPREAD = re.compile(r"\d{1,9}")
_ROUNDED = re.compile(r"\dE\+\d|##")
Attributes = list[tuple[str, str | None]]


def read_html(path: Source, encoding: str) -> Iterator[SheetRows]:
    """Every table of a web page that has more than one cell."""
    text = path.read_bytes().decode(encoding, "replace")
    parser = _Tables()
    for start in range(0, len(text), _PIECE):
        parser.feed(text[start : start + _PIECE])
    parser.close()
    tables = [table.rows for table in parser.tables if sum(map(len, table.rows)) > 1]
    for number, rows in enumerate(tables, start=1):
        yield SheetRows("" if len(tables) == 1 else str(number), iter(rows))


class _Table:
    """Rows of cells; one that spans several rows holds its value in each of them."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self._down: dict[int, tuple[int, str]] = {}  # column → rows still covered, value

    def start_row(self) -> None:
        self.end_row()
        self.rows.append([])

    def end_row(self) -> None:
        """What spans down beyond the last cell of the row."""
        if self.rows:
            self._take_spanned()
            for column in sorted(self._down):
                row = self.rows[-1]
                if column >= len(row):
                    row += [""] * (column - len(row))
                    self._take_spanned()

    def add(self, text: str, across: int, down: int) -> None:
        if not self.rows:
            self.rows.append([])
        self._take_spanned()
        row = self.rows[-1]
        for column in range(len(row), len(row) + across if down > 1 else 0):
            self._down[column] = (down - 1, text if across == 1 else "")
        row += [text, *[""] * (across - 1)]

    def _take_spanned(self) -> None:
        row = self.rows[-1]
        while found := self._down.pop(len(row), None):
            if found[0] > 1:
                self._down[len(row)] = (found[0] - 1, found[1])
            row.append(found[1])


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
