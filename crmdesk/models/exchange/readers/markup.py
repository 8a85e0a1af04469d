"""Web tables and SpreadsheetML 2003, which many programs save under the name .xls."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.parsers import expat

from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.readers.rows import SheetRows
from crmdesk.models.exchange.unlock import Source

_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_MAX_SPAN = 1000


def read_html(path: Source, encoding: str) -> Iterator[SheetRows]:
    """Every table of a web page that has more than one cell."""
    data = path.read_bytes()
    declared = re.search(rb"charset\s*=\s*[\"']?\s*utf-?8", data[:4096], re.IGNORECASE)
    parser = _Tables()
    parser.feed(data.decode("utf-8" if declared else encoding, "replace"))
    parser.close()
    tables = [table for table in parser.tables if sum(map(len, table)) > 1]
    for number, table in enumerate(tables, start=1):
        yield SheetRows("" if len(tables) == 1 else str(number), iter(table))


class _Tables(HTMLParser):
    """Collects tables as rows of cells; a table inside a cell is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append([])
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._finish()
            self._open[-1].append([])
        elif tag in ("td", "th") and self._open:
            self._finish()
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), _MAX_SPAN) if span.isdigit() else 1
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._finish()
        elif tag == "table" and self._open:
            self._finish()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data.replace("\xa0", " "))

    def _finish(self) -> None:
        if self._cell is None or not self._open:
            return
        table = self._open[-1]
        if not table:
            table.append([])
        text = "\n".join(" ".join(line.split()) for line in "".join(self._cell).split("\n"))
        table[-1] += [text.strip(), *[""] * (self._span - 1)]
        self._cell = None


def read_xml2003(path: Source) -> Iterator[SheetRows]:
    """The worksheets of a SpreadsheetML 2003 file."""
    reader = _Worksheets(path.name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.StartDoctypeDeclHandler = reader.refuse
    with path.open("rb") as file:
        parser.ParseFile(file)
    for name, rows in reader.sheets:
        yield SheetRows(name, iter(rows))


class _Worksheets:
    """Collects Row and Cell elements; Index attributes skip rows and cells."""

    def __init__(self, file: str) -> None:
        self.sheets: list[tuple[str, list[list[Any]]]] = []
        self._file, self._text, self._kind = file, "", ""
        self._inside = False

    def refuse(self, *_: object) -> None:
        raise CrmError("file.damaged", file=self._file)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.removeprefix(f"{_SPREADSHEET} ")
        own = {key.removeprefix(f"{_SPREADSHEET} "): value for key, value in attributes.items()}
        if tag == "Worksheet":
            self.sheets.append((own.get("Name", ""), []))
        elif tag == "Row" and self.sheets:
            rows = self.sheets[-1][1]
            rows += [[] for _ in range(_gap(own, len(rows)))]
            rows.append([])
        elif tag == "Cell" and self.sheets and self.sheets[-1][1]:
            row = self.sheets[-1][1][-1]
            row += [""] * _gap(own, len(row))
            row.append("")
        elif tag == "Data":
            self._inside, self._text, self._kind = True, "", own.get("Type", "String")

    def data(self, text: str) -> None:
        if self._inside:
            self._text += text

    def end(self, name: str) -> None:
        if name.removeprefix(f"{_SPREADSHEET} ") != "Data":
            return
        self._inside = False
        rows = self.sheets[-1][1] if self.sheets else []
        if rows and rows[-1]:
            rows[-1][-1] = self._value()

    def _value(self) -> Any:
        if self._kind == "Number":
            try:
                return float(self._text)
            except ValueError:
                return self._text
        if self._kind == "DateTime":
            return self._text.split(".")[0].replace("T00:00:00", "").replace("T", " ")
        return self._text


def _gap(attributes: dict[str, str], here: int) -> int:
    index = attributes.get("Index", "")
    return max(0, min(int(index) - 1 - here, _MAX_SPAN)) if index.isdigit() else 0
