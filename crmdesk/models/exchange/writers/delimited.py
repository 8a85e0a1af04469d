"""CSV as Excel opens it: UTF-8 with a byte order mark, nothing that it would run."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from crmdesk.models.exchange.writers.sheet import LONGEST, Sheet, clean_text

_RUNS = tuple("=+-@\t\r＝＋－＠")
_PHONE = re.compile(r"\+?[\d][\d ()\-]{4,24}|-?\d+(\.\d+)?")


def write_csv(path: Path, sheet: Sheet) -> None:
    """Write one sheet; days and times in ISO 8601."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([guarded(column.header) for column in sheet.columns])
        writer.writerows(_rows(sheet))


def _rows(sheet: Sheet) -> Iterator[list[Any]]:
    width = len(sheet.columns)
    with closing(sheet.batches()) as batches:
        for batch in batches:
            for row in batch.rows(width):
                yield [
                    _text(cell) if type(cell) is str else "" if cell is None else _plain(cell)
                    for cell in row
                ]


def _text(text: str) -> str:
    return guarded(text if text.isprintable() and len(text) <= LONGEST else clean_text(text))


def guarded(text: str) -> str:
    """`text` with ' before it where a spreadsheet would take it for a formula; import drops it."""
    if text.startswith(_RUNS) and not _PHONE.fullmatch(text):
        return f"'{text}"
    return text


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes" if not cell.second else "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell
