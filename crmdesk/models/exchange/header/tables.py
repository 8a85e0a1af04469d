"""Several tables in one sheet: one below the other, or side by side."""

from collections.abc import Sequence
from functools import cache

from crmdesk.models.exchange.header.finding import (
    ROWS_LOOKED_AT,
    Header,
    Known,
    NumberedRow,
    looks_like_header,
)
from crmdesk.models.exchange.reading.book import Batch, Sheet
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.exchange.vocabulary.synonyms import customer_headers, own_headers

_LOOKED_AT = 4
_TITLES_ABOVE = 3
_FEWER = 0.7
Samples = Sequence[Sequence[str]]


def next_header(batch: Batch, after: int, header: Header, known: Known) -> int:
    """The row where another header stands below row `after`; 0 where none does in this batch."""
    columns = [batch.text(index) for index in range(len(batch.columns))]
    for index in sorted(_candidates(columns)):
        row = batch.first + index
        if row <= after:
            continue
        cells = [column[index] for column in columns]
        above = [column[index - 1] for column in columns if index and column[index - 1]]
        if looks_like_header(cells, known, apart=len(above) < 2) and not _is_again(cells, header):
            return row
    return 0


def first_of_titles(batch: Batch, row: int) -> int:
    """Where the titles begin that stand directly above a header in `row`, blank rows between."""
    columns = [batch.text(index) for index in range(len(batch.columns))]
    top = row
    for above in range(row - 1, max(batch.first, row - _TITLES_ABOVE) - 1, -1):
        told = [column[above - batch.first] for column in columns if column[above - batch.first]]
        if len(told) > 1:
            break
        if told:
            top = above
    return top


def part_of(batch: Batch, first: int, last: int) -> Batch | None:
    """The rows of a batch from `first` to `last`; None where there are none."""
    start, end = max(0, first - batch.first), min(batch.height, last - batch.first + 1)
    if start >= end:
        return None
    if start == 0 and end == batch.height:
        return batch
    texts = batch.texts and [text and text[start:end] for text in batch.texts]
    digests = batch.digests and batch.digests[start:end]
    columns = [column[start:end] for column in batch.columns]
    return Batch(batch.first + start, columns, texts, digests)


def rows_from(sheet: Sheet, row: int, limit: int = ROWS_LOOKED_AT) -> list[NumberedRow]:
    """(number, cells) of `limit` rows from `row` on."""
    found: list[NumberedRow] = []
    for batch in sheet.batches():
        if part := part_of(batch, row, row + limit - 1):
            found += enumerate(zip(*part.columns, strict=True), start=part.first)
        if batch.first + batch.height > row + limit:
            break
    return found


def side_by_side(titles: Sequence[str], samples: Samples) -> list[list[int]]:
    """The columns of each table; a single one where all belong together."""
    everything = list(range(max(len(titles), len(samples))))
    if blocks := _alike(titles):
        return _with_rest(blocks, everything)
    return _apart(titles, samples, everything) or [everything]


def _alike(titles: Sequence[str]) -> list[list[int]]:
    """The same titles again and again, and nothing else: 姓名 电话 姓名 电话."""
    told = [(at, plain_header(title)) for at, title in enumerate(titles) if title.strip()]
    starts = [at for at, (_, title) in enumerate(told) if title == told[0][1]]
    if len(starts) < 2 or len(told) == len(starts):
        return []
    blocks = [told[a:b] for a, b in zip(starts, [*starts[1:], len(told)], strict=True)]
    first = [title for _, title in blocks[0]]
    if any([title for _, title in block] != first for block in blocks):
        return []
    return [[at for at, _ in block] for block in blocks]


def _with_rest(blocks: list[list[int]], everything: Sequence[int]) -> list[list[int]]:
    """Columns without a title go with the table to their left."""
    starts = [block[0] for block in blocks]
    ends = [*starts[1:], len(everything)]
    starts[0] = 0
    return [list(range(start, end)) for start, end in zip(starts, ends, strict=True)]


def _apart(titles: Sequence[str], samples: Samples, everything: Sequence[int]) -> list[list[int]]:
    """Tables with a blank column between them, each with rows of its own."""
    blocks: list[list[int]] = [[]]
    for at in everything:
        blank = not (at < len(titles) and titles[at].strip())
        if blank and not any(samples[at] if at < len(samples) else ()):
            blocks.append([])
        else:
            blocks[-1].append(at)
    blocks = [block for block in blocks if block]
    if len(blocks) < 2:
        return []
    joined = [blocks[0]]
    for block in blocks[1:]:
        if _is_table(block, joined[-1], titles, samples):
            joined.append(block)
        else:
            joined[-1] += block
    return joined if len(joined) > 1 else []


def _is_table(
    block: Sequence[int], left: Sequence[int], titles: Sequence[str], samples: Samples
) -> bool:
    """Whether these columns hold another table than those to their left."""
    named = [plain_header(titles[at]) for at in block if at < len(titles) and titles[at].strip()]
    if len(named) < 2 or len(named) < len(block):
        return False
    if named[0] in {plain_header(titles[at]) for at in left if at < len(titles)}:
        return True
    mine = _filled_rows(block, samples)
    theirs = _filled_rows(left, samples)
    full = all(len(_filled_rows([at], samples)) == len(mine) for at in block)
    together = bool(mine) and mine == set(range(min(mine), max(mine) + 1))
    return full and together and 1 < len(mine) < _FEWER * len(theirs)


def _filled_rows(columns: Sequence[int], samples: Samples) -> set[int]:
    return {
        row for at in columns if at < len(samples) for row, text in enumerate(samples[at]) if text
    }


def _candidates(columns: Sequence[list[str]]) -> set[int]:
    """Rows with a word that is a header somewhere, and rows below a blank one."""
    front = [column for column in columns if any(column)][:_LOOKED_AT]
    found: set[int] = set()
    for column in front[:2]:
        if words := _words().intersection(column):
            found |= {index for index, text in enumerate(column) if text in words}
    blanks = [{index for index, text in enumerate(column) if not text} for column in front]
    if blanks and (blank := set.intersection(*blanks)):
        found |= {index + 1 for index in blank} - blank
    return {index for index in found if index < (len(columns[0]) if columns else 0)}


def _is_again(cells: Sequence[str], header: Header) -> bool:
    """The header of the same table once more, as on each printed page."""
    for line in header.lines:
        told = [(at, title) for at, title in enumerate(line) if title]
        same = sum(1 for at, title in told if at < len(cells) and cells[at] == title)
        if told and same * 3 >= len(told) * 2:
            return True
    return False


@cache
def _words() -> frozenset[str]:
    """Every header we know, as most write it."""
    own = (own_headers(sheet) for sheet in ("orders", "interactions"))
    return frozenset(customer_headers()).union(*own)
