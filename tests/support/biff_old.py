"""Workbooks as Excel 2 to 95 wrote them, record by record: texts are bytes of some code page."""

import struct
from collections.abc import Sequence
from typing import Any

from tests.support.ole import compound

_BOF = {2: (0x0009, "<HH", 2), 3: (0x0209, "<HHH", 3), 4: (0x0409, "<HHH", 4)}
_SHEET = 0x0010


def old_worksheet(
    version: int, rows: Sequence[Sequence[Any]], encoding: str, codepage: int | None = None
) -> bytes:
    """A file of Excel 2, 3 or 4: one sheet and nothing around it."""
    kind, shape, number = _BOF[version]
    told = (number, _SHEET, 0)[: len(shape) - 1]
    cells = _cells(rows, encoding, short=version == 2)
    return record(kind, struct.pack(shape, *told)) + _page(codepage) + cells + record(0x000A)


def excel_95(
    sheets: dict[str, Sequence[Sequence[Any]]], encoding: str, codepage: int | None = None
) -> bytes:
    """A workbook of Excel 5 or 95: several sheets in one stream of a compound file."""
    names = [name.encode(encoding) for name in sheets]
    globals_ = _bof(0x0005) + _page(codepage)
    start = len(globals_) + sum(4 + 7 + len(name) for name in names) + 4
    bodies = []
    for name, rows in zip(names, sheets.values(), strict=True):
        bodies.append(_bof(_SHEET) + _cells(rows, encoding, short=False) + record(0x000A))
        globals_ += record(0x0085, struct.pack("<IBBB", start, 0, 0, len(name)) + name)
        start += len(bodies[-1])
    return compound({"Book": globals_ + record(0x000A) + b"".join(bodies)})


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _bof(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHH", 0x0500, kind, 0x096C, 1993))


def _page(codepage: int | None) -> bytes:
    return b"" if codepage is None else record(0x0042, struct.pack("<H", codepage))


def _cells(rows: Sequence[Sequence[Any]], encoding: str, *, short: bool) -> bytes:
    data = b""
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            place = struct.pack("<HH3s" if short else "<HHH", row, column, bytes(3) if short else 0)
            if isinstance(cell, int | float):
                data += record(0x0003 if short else 0x0203, place + struct.pack("<d", cell))
            elif cell:
                text = cell if isinstance(cell, bytes) else str(cell).encode(encoding)
                length = struct.pack("<B" if short else "<H", len(text))
                data += record(0x0004 if short else 0x0204, place + length + text)
    return data
