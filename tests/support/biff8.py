"""Workbooks as Excel 97 to 2003 wrote them, made record by record: texts, numbers, days, merges."""

import struct
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Protocol

from openpyxl.utils import range_boundaries


class OldSheet(Protocol):
    """What a sheet has to say for itself."""

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> Sequence[Sequence[Any]]: ...
    @property
    def merged(self) -> Sequence[str]: ...
    @property
    def hidden(self) -> bool: ...


def biff8_workbook(sheets: Sequence[OldSheet]) -> bytes:
    """A whole .xls file."""
    return _compound(_biff8(sheets))


_DAY_FORMAT = 1
"""Of the two cell formats our old workbooks know, the one of days."""


def _biff8(sheets: Sequence[OldSheet]) -> bytes:
    bodies = [_biff8_sheet(sheet) for sheet in sheets]
    names = [sheet.name.encode("utf-16-le") for sheet in sheets]
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0x0DBB, 1997, 0, 6))
    head += _record(0x0042, struct.pack("<H", 1200))
    for format_id in (0, 14):
        head += _record(0x00E0, struct.pack("<HHH", 0, format_id, 1) + bytes(14))
    length = sum(4 + 8 + len(name) for name in names)
    start = len(head) + length + 4
    for sheet, name, body in zip(sheets, names, bodies, strict=True):
        told = struct.pack("<IBBBB", start, int(sheet.hidden), 0, len(name) // 2, 1) + name
        head += _record(0x0085, told)
        start += len(body)
    return head + _record(0x000A, b"") + b"".join(bodies)


def _biff8_sheet(sheet: OldSheet) -> bytes:
    width = max(map(len, sheet.rows))
    data = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0x0DBB, 1997, 0, 6))
    data += _record(0x0200, struct.pack("<IIHHH", 0, len(sheet.rows), 0, width, 0))
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if cell not in (None, ""):
                data += _biff8_cell(row, column, cell)
    if sheet.merged:
        ranges = b""
        for text in sheet.merged:
            left, top, right, bottom = range_boundaries(text)
            ranges += struct.pack("<HHHH", top - 1, bottom - 1, left - 1, right - 1)
        data += _record(0x00E5, struct.pack("<H", len(sheet.merged)) + ranges)
    return data + _record(0x000A, b"")


def _biff8_cell(row: int, column: int, cell: Any) -> bytes:
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        serial = (day - date(1899, 12, 30)).days
        return _record(0x0203, struct.pack("<HHHd", row, column, _DAY_FORMAT, serial))
    if isinstance(cell, int | float):
        return _record(0x0203, struct.pack("<HHHd", row, column, 0, cell))
    text = str(cell)
    told = struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le")
    return _record(0x0204, told)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _compound(stream: bytes) -> bytes:
    """A compound file with nothing in it but the stream Workbook."""
    stream += bytes(-len(stream) % 512 or 0)
    stream += bytes(max(0, 4096 - len(stream)))
    count = len(stream) // 512
    assert count < 125, "one sector of the allocation table is all we write"
    chain = [*range(1, count), -2, -2, -3]
    table = struct.pack("<128i", *chain, *[-1] * (128 - len(chain)))
    entries = _entry("Root Entry", 5, 1, -2, 0) + _entry("Workbook", 2, -1, 0, len(stream))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIiIIiIiI", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, count, 0, 4096, -2, 0, -2, 0
    )
    header += struct.pack("<109i", count + 1, *[-1] * 108)
    return header + stream + entries + bytes(256) + table


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    told = name.encode("utf-16-le")
    return (
        told.ljust(64, b"\0")
        + struct.pack("<HBBiii", len(told) + 2, kind, 1, -1, -1, child)
        + bytes(16 + 4 + 16)
        + struct.pack("<iQ", start, size)
    )
