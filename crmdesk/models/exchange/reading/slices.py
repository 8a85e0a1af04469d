"""A large sheet of an .xlsx some thousand rows at a time.

calamine hands out the first row when it has read the last one. Given the same workbook with a part
of the rows, again and again, it keeps nobody waiting and needs half the memory; what cells,
styles and merges mean is its word alone.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from python_calamine import CalamineSheet, CalamineWorkbook

from crmdesk.models.exchange.reading.rows import Merged
from crmdesk.models.exchange.reading.unlock import Source

LARGE = 16 << 20
"""Inflated bytes from which a sheet is worth cutting."""
_SLICE = 6 << 20
_SHARED_TIMES = 4
"""Shared strings are read with each slice: one is at least so many times as long as they are."""
_END = b"</row>"
_NEXT = re.compile(rb'\s*<row r="(\d+)"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NEEDED = re.compile(
    r"(?:\[Content_Types\]\.xml|_rels/.*|xl/(?:_rels/.*|workbook\.xml|styles\.xml|sharedStrings\.xml))"
)
_SHARED = "xl/sharedStrings.xml"


class Slices:
    """One sheet cut into slices; `height` is the number of its last row."""

    def __init__(self, parts: dict[str, bytes], member: str, index: int, sheet: bytes) -> None:
        self._parts, self._member, self._index, self._sheet = parts, member, index, sheet
        last = _NEXT.match(sheet, sheet.rfind(b"<row "))
        self.height = int(last[1]) if last else 0

    def merged(self) -> list[Merged]:
        """The merged cells of the whole sheet, which are told behind its rows."""
        return merged_cells(self._read(0, 0))

    def rows(self) -> Iterator[Sequence[Any]]:
        """Every row from the first on, blank ones too."""
        number = 0
        for start, end in self._cuts():
            sheet = self._read(start, end)
            if sheet.start is None:
                continue
            top, left = sheet.start
            yield from ([] for _ in range(top - number))
            margin = [""] * left
            rows = sheet.to_python()
            yield from ([*margin, *row] for row in rows) if left else rows
            number = top + len(rows)

    def _cuts(self) -> Iterator[tuple[int, int]]:
        """Where slices begin and end: behind a row that a numbered one follows."""
        size = max(_SLICE, _SHARED_TIMES * len(self._parts.get(_SHARED, b"")))
        start, end = _first_row(self._sheet), _last_end(self._sheet)
        while start < end:
            cut = self._sheet.find(_END, start + size) + len(_END)
            while cut >= len(_END) and cut < end and not _NEXT.match(self._sheet, cut):
                cut = self._sheet.find(_END, cut) + len(_END)
            if cut < len(_END) or cut > end:
                cut = end
            yield start, cut
            start = cut

    def _read(self, start: int, end: int) -> CalamineSheet:
        """The workbook with these bytes of rows only."""
        whole = self._sheet
        first, last = _first_row(whole), _last_end(whole)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, data in self._parts.items():
                archive.writestr(name, data)
            sheet = b"".join((whole[:first], whole[start:end], whole[last:]))
            archive.writestr(self._member, sheet)
        packed.seek(0)
        return CalamineWorkbook.from_filelike(packed).get_sheet_by_index(self._index)


def merged_cells(sheet: CalamineSheet) -> list[Merged]:
    """The ranges of merged cells as SheetRows has them."""
    ranges = sheet.merged_cell_ranges or ()
    return [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges]


def slices_of(path: Source, index: int, name: str) -> Slices | None:
    """The sheet `name`, the one with this index; None where it is small or cannot be cut."""
    try:
        return _sliced(path, index, name)
    except (zipfile.BadZipFile, zlib.error, ET.ParseError, NotImplementedError, ValueError):
        return None  # what is wrong with it is for calamine to say


def _sliced(path: Source, index: int, name: str) -> Slices | None:
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        members = {info.filename: info for info in archive.infolist()}
        member = _member(archive, members, index, name)
        if member is None or members[member].file_size < LARGE:
            return None
        parts = {part: archive.read(part) for part in members if _NEEDED.fullmatch(part)}
        sheet = archive.read(member)
    quoted = b"!" in sheet and b"<!" in sheet  # what looks like the end of a row might be a text
    if quoted or not _NEXT.match(sheet, _first_row(sheet)):
        return None
    return Slices(parts, member, index, sheet)


def _member(
    archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], index: int, name: str
) -> str | None:
    """Where a sheet stands in the archive; None where the book is built in another way."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= members.keys():
        return None
    book = ET.fromstring(archive.read("xl/workbook.xml"))
    sheets = [one for one in book.iter() if one.tag.endswith("}sheet")]
    if index >= len(sheets) or sheets[index].get("name") != name:
        return None
    wanted = sheets[index].get(_RELATION)
    for relation in ET.fromstring(archive.read("xl/_rels/workbook.xml.rels")):
        if relation.get("Id") == wanted:
            target = relation.get("Target", "")
            member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return member if member in members else None
    return None


def _first_row(sheet: bytes) -> int:
    """Where the first row begins; at the very end where there is none."""
    found = sheet.find(b"<row ")
    return found if found >= 0 else len(sheet)


def _last_end(sheet: bytes) -> int:
    return sheet.rfind(_END) + len(_END)
