"""The rows of a batch that are data, with their cells as clean text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from crmdesk.models.exchange.book import Batch
from crmdesk.models.exchange.cells import Column
from crmdesk.models.exchange.header import is_totals
from crmdesk.models.exchange.texts import digests_of

_TOTALS_BEGIN = frozenset("合总總小共汇匯tT客(（")
_LONGEST_SUM = 24
_LOOKED_AT = 3
Skipped = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class DataRows:
    """Column by column; `rows` are numbers from 1, `digests` the fingerprints of the rows."""

    rows: Sequence[int]
    cells: list[Column]
    texts: list[list[str]]
    digests: list[str]


def data_rows(batch: Batch, titles: Sequence[str], header_row: int, skipped: Skipped) -> DataRows:
    """The data of `batch`: no header (repeated ones are noted), no totals, no blank rows."""
    width = max(len(titles), len(batch.columns))
    cells = [batch.column(index) for index in range(width)]
    texts = [batch.text(index) for index in range(width)]
    digests = digests_of(texts) if batch.digests is None else batch.digests
    rows = range(batch.first, batch.first + batch.height)
    dropped = {row - batch.first for row in rows if row <= header_row}
    for reason, found in (("header", _repeated(texts, titles)), ("totals", _totals(texts))):
        skipped += [(rows[index], reason) for index in sorted(found - dropped)]
        dropped |= found
    dropped |= _blank(texts)
    if not dropped:
        return DataRows(rows, cells, texts, digests)
    kept = [index not in dropped for index in range(len(rows))]
    return DataRows(
        list(compress(rows, kept)),
        [list(compress(column, kept)) for column in cells],
        [list(compress(column, kept)) for column in texts],
        list(compress(digests, kept)),
    )


def _repeated(texts: Sequence[list[str]], titles: Sequence[str]) -> set[int]:
    """Rows that are the header again, as at the top of each printed page."""
    told = [(index, title.strip()) for index, title in enumerate(titles) if title.strip()]
    if not told:
        return set()
    first, title = told[0]
    found = set()
    for index, text in enumerate(texts[first]):
        if text == title:
            same = sum(1 for column, name in told if texts[column][index] == name)
            if same * 3 >= len(told) * 2:
                found.add(index)
    return found


def _totals(texts: Sequence[list[str]]) -> set[int]:
    """Rows that begin with 合计 or the like; behind a name it is just an odd cell."""
    return {
        index
        for at, column in enumerate(texts[:_LOOKED_AT])
        for index, text in enumerate(column)
        if text and text[0] in _TOTALS_BEGIN and len(text) < _LONGEST_SUM and is_totals(text)
        if not any(earlier[index] for earlier in texts[:at])
    }


def _blank(texts: Sequence[list[str]]) -> set[int]:
    if texts and all(texts[0]):
        return set()
    return {index for index, row in enumerate(zip(*texts, strict=True)) if not any(row)}
