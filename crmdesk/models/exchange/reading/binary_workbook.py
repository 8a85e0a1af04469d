"""Which cells of an .xlsb are merged: calamine reads its values, but not this."""

import struct
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from crmdesk.models.exchange.reading.rows import Merged
from crmdesk.models.exchange.reading.unlock import Source

_BUNDLE_SHEET, _MERGE = 156, 176
_END_OF_CELLS = b"\x92\x01\x00"


def merged_cells(path: Source) -> list[list[Merged]]:
    """For each sheet of the workbook, in its order, its merged cells."""
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        targets = {
            relation.get("Id", ""): relation.get("Target", "")
            for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.bin.rels"))
        }
        parts = [
            f"xl/{targets.get(_first_text(data[8:]), '')}".replace("xl//xl/", "xl/")
            for kind, data in _records(archive.read("xl/workbook.bin"))
            if kind == _BUNDLE_SHEET
        ]
        known = set(archive.namelist())
        return [_merges(archive.read(part)) if part in known else [] for part in parts]


def _merges(sheet: bytes) -> list[Merged]:
    """They stand behind the cells; those need not be walked again."""
    behind = sheet[max(0, sheet.rfind(_END_OF_CELLS)) :]
    found = (
        struct.unpack_from("<IIII", data)
        for kind, data in _records(behind)
        if kind == _MERGE and len(data) >= 16
    )
    return [(top + 1, left, bottom + 1, right) for top, bottom, left, right in found]


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(data):
        kind = data[place]
        place += 1
        if kind & 128 and place < len(data):
            kind = kind & 127 | (data[place] & 127) << 7
            place += 1
        length = 0
        for shift in (0, 7, 14, 21):
            if place >= len(data):
                return
            byte = data[place]
            place += 1
            length |= (byte & 127) << shift
            if byte < 128:
                break
        yield kind, data[place : place + length]
        place += length


def _first_text(data: bytes) -> str:
    (length,) = struct.unpack_from("<I", data)
    return data[4 : 4 + 2 * length].decode("utf-16-le", "replace")
