"""Which cells of an .ods are merged: calamine reads its values, but not this."""

import re
import zipfile
from xml.parsers import expat

from crmdesk.models.exchange.reading.rows import Merged
from crmdesk.models.exchange.reading.unlock import Source

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_SPANS = re.compile(rb"number-(?:rows|columns)-spanned=[\"'](?!1[\"'])")


def merged_cells(path: Source) -> list[list[Merged]]:
    """For each table of the document its merged cells; empty where there are none."""
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        content = archive.read("content.xml")
    if not _SPANS.search(content):
        return []
    reader = _Tables()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.Parse(content, True)  # noqa: FBT003 - the last piece
    return reader.found


class _Tables:
    """Counts rows and cells, each of which may stand for several."""

    def __init__(self) -> None:
        self.found: list[list[Merged]] = []
        self._row = self._column = self._inside = self._height = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.removeprefix(f"{_TABLE} ")
        if tag == "table":
            self._inside += 1
            if self._inside == 1:
                self.found.append([])
                self._row = 1
        elif self._inside != 1:  # a table inside a cell is none of ours
            return
        elif tag == "table-row":
            self._column, self._height = 0, _number(attributes, "number-rows-repeated")
        elif tag in ("table-cell", "covered-table-cell"):
            down = _number(attributes, "number-rows-spanned")
            across = _number(attributes, "number-columns-spanned")
            if down > 1 or across > 1:
                here, left = self._row, self._column
                self.found[-1].append((here, left, here + down - 1, left + across - 1))
            self._column += _number(attributes, "number-columns-repeated")

    def end(self, name: str) -> None:
        tag = name.removeprefix(f"{_TABLE} ")
        if tag == "table":
            self._inside -= 1
        elif tag == "table-row" and self._inside == 1:
            self._row += self._height


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(f"{_TABLE} {name}", "1")
    return int(text) if text.isdecimal() and len(text) < 10 else 1
