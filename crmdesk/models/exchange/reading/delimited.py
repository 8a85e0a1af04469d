"""Text files with one record a line: comma, semicolon, tab, bar."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from crmdesk.models.exchange.reading.rows import SheetRows
from crmdesk.models.exchange.reading.unlock import Source

_DELIMITERS = (",", "\t", ";", "|", "，")
_SAMPLE_LINES = 60
_LONGEST_CELL = 4 * 1024 * 1024


def read_delimited(path: Source, encoding: str) -> Iterator[SheetRows]:
    """The records of `path`; what cannot be decoded shows as the replacement character."""
    csv.field_size_limit(_LONGEST_CELL)
    with _opened(path, encoding) as file:
        sample = "".join(line for line, _ in zip(file, range(_SAMPLE_LINES), strict=False))
    delimiter, declared = _delimiter(sample.lstrip("\ufeff"))
    rows = _rows(path, encoding, delimiter)
    if declared:
        next(rows, None)
    yield SheetRows("", rows, first=2 if declared else 1)


def _opened(path: Source, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(path.open("rb"), encoding, errors="replace", newline="")


def _delimiter(sample: str) -> tuple[str, bool]:
    """The delimiter, and whether Excel's own line 'sep=;' declares it."""
    first = sample.splitlines()[0] if sample else ""
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], True
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter)), False


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """How alike in number of cells the lines would be, then how many cells there would be."""
    counts = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)]
    counts = [count for count in counts if count] or [1]
    usual = max(set(counts), key=lambda count: (counts.count(count), count))
    if usual == 1:
        return 0.0, 1
    return round(counts.count(usual) / len(counts), 1), usual


def _rows(path: Source, encoding: str, delimiter: str) -> Iterator[Sequence[Any]]:
    with _opened(path, encoding) as file:
        if file.read(1) != "\ufeff":
            file.seek(0)
        for row in csv.reader(file, delimiter=delimiter):
            # Without quotes of its own a cell begins with ' only where a program guards Excel.
            yield [cell[1:] if cell[:1] == "'" and _guarded(cell) else cell for cell in row]


def _guarded(cell: str) -> bool:
    """Whether the leading apostrophe stands before what a spreadsheet would run or recalculate."""
    return cell[1:2] in "=+-@\t\r＝＋－＠" or cell[1:].replace("-", "").isdigit()
