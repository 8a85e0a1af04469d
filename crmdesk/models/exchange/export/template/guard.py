"""A look at a workbook before openpyxl unfolds it: what would take all memory is refused."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from openpyxl.utils import range_boundaries

LARGEST = 20 * 1024 * 1024
_INFLATED = 200 * 1024 * 1024
_MEMBERS = 5000
_MERGED = 200_000
"""Cells covered by merged ones: openpyxl makes each of them."""
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})")


def is_bearable(path: Path) -> bool:
    """Whether it may be opened here; raises OSError where it cannot be read."""
    if path.stat().st_size > LARGEST:
        return False
    try:
        with ZipFile(path) as book:
            members = book.infolist()
            if len(members) > _MEMBERS or sum(one.file_size for one in members) > _INFLATED:
                return False
            sheets = (book.read(one) for one in members if _SHEET.fullmatch(one.filename))
            return sum(map(_merged, sheets)) <= _MERGED
    except (BadZipFile, RuntimeError, ValueError, EOFError, NotImplementedError):
        return False


def _merged(sheet: bytes) -> int:
    return sum(_cells(found[1].decode()) for found in _MERGE.finditer(sheet))


def _cells(area: str) -> int:
    left, top, right, bottom = (number or 0 for number in range_boundaries(area))
    return (right - left + 1) * (bottom - top + 1)
