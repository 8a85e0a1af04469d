"""A binary workbook (.xlsb) made record by record, with shared and inline texts."""

import io
import struct
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_GENERAL, _DAY, _CHINESE_DAY = range(3)
_FORMATS = (0, 14, 31)
"""Of our three cell formats the number format: none, a day, 2026年3月5日."""


class Inline(str):
    """A text that stands in its cell and not in the table all sheets share."""

    __slots__ = ()


class ChineseDay(date):
    """A day shown as 2026年3月5日."""


def binary_workbook(
    *, merged: Sequence[tuple[int, int, int, int]] = (), **sheets: Sequence[Sequence[Any]]
) -> bytes:
    """An .xlsb of these sheets; `merged` are ranges (top, left, bottom, right) of the last one."""
    shared: dict[str, int] = {}
    pages = [_sheet(rows, shared) for rows in sheets.values()]
    pages[-1] += _merges(merged)
    pages = [page + record(130) for page in pages]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types(len(pages)))
        archive.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.bin")]))
        archive.writestr("xl/workbook.bin", _workbook(list(sheets)))
        targets = [("worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(pages) + 1)]
        targets += [("sharedStrings", "sharedStrings.bin"), ("styles", "styles.bin")]
        archive.writestr("xl/_rels/workbook.bin.rels", _relations(targets))
        for number, page in enumerate(pages, start=1):
            archive.writestr(f"xl/worksheets/sheet{number}.bin", page)
        archive.writestr("xl/sharedStrings.bin", _shared(list(shared)))
        archive.writestr("xl/styles.bin", _styles())
    return stream.getvalue()


def record(kind: int, data: bytes = b"") -> bytes:
    """One record: kind and length in groups of seven bits."""
    told = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    length = len(data)
    while length > 127:
        told, length = told + bytes([length & 127 | 128]), length >> 7
    return told + bytes([length]) + data


def _text(text: str) -> bytes:
    data = text.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data


def _workbook(names: Sequence[str]) -> bytes:
    sheets = b"".join(
        record(156, struct.pack("<II", 0, number) + _text(f"rId{number}") + _text(name))
        for number, name in enumerate(names, start=1)
    )
    properties = record(153, struct.pack("<III", 0, 0, 0))
    return record(131) + properties + record(143) + sheets + record(144) + record(132)


def _sheet(rows: Sequence[Sequence[Any]], shared: dict[str, int]) -> bytes:
    width = max(map(len, rows))
    body = b""
    for number, row in enumerate(rows):
        body += record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))
        body += b"".join(_cell(column, value, shared) for column, value in enumerate(row))
    size = record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1))
    return record(129) + size + record(145) + body + record(146)


def _merges(ranges: Sequence[tuple[int, int, int, int]]) -> bytes:
    if not ranges:
        return b""
    told = b"".join(
        record(176, struct.pack("<IIII", top, bottom, left, right))
        for top, left, bottom, right in ranges
    )
    return record(177, struct.pack("<I", len(ranges))) + told + record(178)


def _cell(column: int, value: Any, shared: dict[str, int]) -> bytes:
    style = _CHINESE_DAY if isinstance(value, ChineseDay) else _DAY
    if isinstance(value, datetime | date):
        moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001
        if isinstance(value, datetime):
            moment = value
        serial = (moment - datetime(1899, 12, 30)).total_seconds() / 86400  # noqa: DTZ001
        return record(5, struct.pack("<IId", column, style, serial))
    place = struct.pack("<II", column, _GENERAL)
    if isinstance(value, bool):
        return record(4, place + bytes([value]))
    if isinstance(value, int) and abs(value) < 1 << 29:
        return record(2, place + struct.pack("<i", value << 2 | 2))
    if isinstance(value, int | float):
        return record(5, place + struct.pack("<d", value))
    if isinstance(value, Inline):
        return record(6, place + _text(value))
    if not value:
        return record(1, place)
    return record(7, place + struct.pack("<I", shared.setdefault(value, len(shared))))


def _shared(texts: Sequence[str]) -> bytes:
    items = b"".join(record(19, b"\0" + _text(text)) for text in texts)
    return record(159, struct.pack("<II", len(texts), len(texts))) + items + record(160)


def _styles() -> bytes:
    formats = b"".join(record(47, struct.pack("<HH12x", 0, form)) for form in _FORMATS)
    cells = record(617, struct.pack("<I", len(_FORMATS))) + formats + record(618)
    return record(278) + cells + record(279)


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'


def _content_types(sheets: int) -> str:
    office = "application/vnd.ms-excel"
    parts = {"workbook.bin": f"{office}.sheet.binary.macroEnabled.main"}
    parts |= {f"worksheets/sheet{n}.bin": f"{office}.worksheet" for n in range(1, sheets + 1)}
    parts |= {"sharedStrings.bin": f"{office}.sharedStrings", "styles.bin": f"{office}.styles"}
    lines = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{kind}"/>' for part, kind in parts.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Default Extension="rels" ContentType="{rels}"/>{lines}</Types>'
    )
