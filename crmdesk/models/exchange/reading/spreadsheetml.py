"""SpreadsheetML 2003: the XML of Excel 2003, which many programs write under the name .xls."""

import re
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.reading.rows import Merged, SheetRows
from crmdesk.models.exchange.reading.unlock import Source

_MAX_GAP = 1000
_BARE_AND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#[xX][0-9a-fA-F]+);)")
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
    r"|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));"
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


def read_spreadsheetml(path: Source, encoding: str) -> Iterator[SheetRows]:
    """The worksheets of a SpreadsheetML 2003 file."""
    reader = _Worksheets(path.name)
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.StartDoctypeDeclHandler = reader.refuse
    # Decoded here: the parser knows no Chinese encoding, and no mercy with control characters.
    text = path.read_bytes().decode(encoding, "replace").lstrip("\ufeff")
    plain = _FORBIDDEN.sub("", _DECLARATION.sub("", text, count=1)).replace("&nbsp;", "\xa0")
    parser.Parse(_BARE_AND.sub("&amp;", plain).encode(), True)  # noqa: FBT003 - the last piece
    for sheet in reader.sheets:
        yield SheetRows(sheet.name, iter(sheet.rows), sheet.hidden, merged=sheet.merged)


class _Worksheet:
    def __init__(self, name: str) -> None:
        self.name, self.hidden = name, False
        self.rows: list[list[Any]] = []
        self.merged: list[Merged] = []


class _Worksheets:
    """Collects Row and Cell elements; Index, Span and Merge attributes skip rows and cells."""

    def __init__(self, file: str) -> None:
        self.sheets: list[_Worksheet] = []
        self._file, self._text, self._kind = file, "", ""
        self._where: list[str] = []
        self._inside = False
        self._across = self._span = 0

    def refuse(self, *_: object) -> None:
        raise CrmError("file.damaged", file=self._file)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _own(name)
        own = {_own(key): value for key, value in attributes.items()}
        self._where.append(tag)
        if tag == "Worksheet":
            self.sheets.append(_Worksheet(own.get("Name", "")))
        elif tag == "Row" and self.sheets:
            self._start_row(own)
        elif tag == "Cell" and self.sheets and self.sheets[-1].rows:
            self._start_cell(own)
        elif tag == "Data" and self._where[-2:-1] == ["Cell"]:  # not that of a comment
            self._inside, self._text, self._kind = True, "", own.get("Type", "String")

    def data(self, text: str) -> None:
        if self._inside or self._where[-1:] == ["Visible"]:
            self._text += text

    def end(self, name: str) -> None:
        self._where.pop()
        tag = _own(name)
        if tag == "Data" and self._inside:
            self._inside = False
            rows = self.sheets[-1].rows if self.sheets else []
            if rows and rows[-1]:
                rows[-1][-1] = self._value()
        elif tag == "Visible" and self.sheets:
            self.sheets[-1].hidden = self._text.strip() in ("SheetHidden", "SheetVeryHidden")
        if not self._inside:
            self._text = ""

    def _start_row(self, own: dict[str, str]) -> None:
        rows = self.sheets[-1].rows
        rows += [[] for _ in range(min(self._span, _MAX_GAP) if rows else 0)]
        rows += [[] for _ in range(_gap(own, len(rows)))]
        rows.append([])
        self._across, self._span = 0, _number(own, "Span")

    def _start_cell(self, own: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        row = sheet.rows[-1]
        row += [""] * min(self._across, _MAX_GAP)
        row += [""] * _gap(own, len(row))
        self._across, down = _number(own, "MergeAcross"), _number(own, "MergeDown")
        if down or self._across:
            here, left = len(sheet.rows), len(row)
            sheet.merged.append((here, left, here + down, left + self._across))
        row.append("")

    def _value(self) -> Any:
        if self._kind == "Number":
            try:
                return float(self._text)
            except ValueError:
                return self._text
        if self._kind == "DateTime":
            return self._text.split(".")[0].replace("T00:00:00", "").replace("T", " ")
        return "" if self._kind == "Error" else self._text


def _own(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def _gap(attributes: dict[str, str], here: int) -> int:
    return max(0, min(_number(attributes, "Index") - 1 - here, _MAX_GAP))


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
