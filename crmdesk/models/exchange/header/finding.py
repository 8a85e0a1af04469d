"""Where the header of a sheet stands, if it has one: one row, or several with groups."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from crmdesk.models.exchange.header.levels import Readings, TextRow, Titles, is_below, titles_of
from crmdesk.models.exchange.reading.merges import Merge
from crmdesk.models.exchange.vocabulary.cells import Cell
from crmdesk.models.exchange.vocabulary.looks import is_data
from crmdesk.models.exchange.vocabulary.texts import texts_of

ROWS_LOOKED_AT = 40
_LONGEST_TITLE = 40
_MOST_ROWS = 3
_MOST_MERGES = 2000
_TOLD = re.compile(r"[^()（）]{1,8}[:：]\s*[^\s(（]\S")
"""业务员：陈丽: no title but what one says."""
NumberedRow = tuple[int, tuple[Cell, ...]]
HeaderRows = int | tuple[int, int]
"""Where somebody says the header stands: its row, or its first and last; 0 for nowhere."""
Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Header:
    """The rows `first` to `row` (from 1), 0 where there is none; one title for each column.

    `readings` are what titles below groups mean, `lines` the rows as they stand.
    """

    row: int
    titles: tuple[str, ...]
    confidence: float
    first: int = 0
    readings: Readings = field(default_factory=dict)
    lines: tuple[tuple[str, ...], ...] = ()


def find_header(rows: Sequence[NumberedRow], known: Known, merged: Sequence[Merge] = ()) -> Header:
    """The rows that look most like a header; `known` tells the titles we understand."""
    width = max((len(cells) for _, cells in rows), default=0)
    texts = [(number, tuple(texts_of(cells))) for number, cells in rows[:ROWS_LOOKED_AT]]
    merged = _near(merged, texts)
    best, height, best_score = -1, 1, 0.0
    for index in range(len(texts)):
        if _stands_by_itself(texts, best, index, known):
            break  # what follows is another table
        if _is_inside(texts, index, merged):
            continue
        for tall in range(1, _height(texts, index, merged) + 1):
            if _is_cut(texts[index : index + tall], merged):
                continue
            score = _score(texts[index : index + tall], known, merged)
            alone = tall == 1 and height > 1 and index == best + height - 1
            if score > best_score or (alone and score == best_score):
                best, height, best_score = index, tall, score
    if best < 0:
        best = _first_with_known(texts, known)
    if best < 0:
        best = _by_contrast(texts)
    if best < 0:
        return Header(0, ("",) * width, 0.5)
    return _header(texts[best : best + height], known, merged, width)


def header_at(
    rows: Sequence[NumberedRow], where: HeaderRows, known: Known, merged: Sequence[Merge] = ()
) -> Header:
    """The header in the rows somebody named."""
    first, last = where if isinstance(where, tuple) else (where, where)
    width = max((len(cells) for _, cells in rows), default=0)
    chosen = [(number, tuple(texts_of(cells))) for number, cells in rows if first <= number <= last]
    merged = _near(merged, chosen)
    if not chosen or not last:
        return Header(last if last else 0, ("",) * width, 1.0, first)
    found = _header(chosen, known, merged, width)
    return Header(last, found.titles, 1.0, first, found.readings, found.lines)


def looks_like_header(cells: Sequence[str], known: Known, *, apart: bool = False) -> bool:
    """Whether a row in the middle of a sheet begins another table: hardly anything but titles.

    Two titles are enough where it stands `apart` from what is above.
    """
    told = [cell for cell in cells if cell]
    if len(told) < 2 or not known(told[0]) or len(set(told)) * 2 < len(told):
        return False
    if any(len(cell) > _LONGEST_TITLE or is_data(cell) for cell in told):
        return False
    understood = sum(1 for cell in told if known(cell))
    return understood * 3 >= len(told) * 2 and understood >= (2 if apart else 3)


def _near(merged: Sequence[Merge], rows: Sequence[TextRow]) -> list[Merge]:
    """The merged cells that reach into these rows; no honest header has so many."""
    if not rows:
        return []
    found = (merge for merge in merged if merge.top <= rows[-1][0] and merge.bottom >= rows[0][0])
    return list(islice(found, _MOST_MERGES))


def _header(texts: Sequence[TextRow], known: Known, merged: Sequence[Merge], width: int) -> Header:
    found = titles_of(texts, merged)
    titles = found.texts + ("",) * (width - len(found.texts))
    lines = tuple(cells for _, cells in texts)
    sure = _confidence(found, known)
    return Header(texts[-1][0], titles, sure, texts[0][0], found.readings, lines)


def _confidence(titles: Titles, known: Known) -> float:
    """How many of the titles are known; where none is, the row was found by contrast only."""
    told = sum(map(bool, titles.texts))
    understood = titles.known(known)
    return round(0.5 + 0.5 * understood / told, 2) if understood else 0.4


def _height(rows: Sequence[TextRow], index: int, merged: Sequence[Merge]) -> int:
    """As many rows as may be one header beginning here."""
    height = 1
    if sum(map(bool, rows[index][1])) < 2:
        return height
    while height < _MOST_ROWS and index + height < len(rows):
        lower = rows[index + height]
        both = {cell for cell in lower[1] if cell} & set(rows[index][1])
        if any(map(_is_no_title, filter(None, lower[1]))):
            break
        if not both and not is_below(rows[index + height - 1], lower, merged):
            break
        height += 1
    return height


def _stands_by_itself(rows: Sequence[TextRow], best: int, index: int, known: Known) -> bool:
    """Whether the best row so far is a header with data of its own above row `index`."""
    if best < 0 or index < best + 2 or not looks_like_header(rows[best][1], known, apart=True):
        return False
    return any(sum(map(bool, cells)) > 1 for _, cells in rows[best + 1 : index])


def _is_inside(rows: Sequence[TextRow], index: int, merged: Sequence[Merge]) -> bool:
    """Whether what begins above goes on in this row: cells are merged down into it, or groups over
    some of its columns stand right above."""
    row = rows[index][0]
    if any(merge.top < row <= merge.bottom for merge in merged):
        return True
    if not index or sum(map(bool, rows[index - 1][1])) < 2:
        return False
    return any(
        merge.top == merge.bottom == row - 1 and merge.right > merge.left for merge in merged
    ) and is_below(rows[index - 1], rows[index], merged)


def _is_cut(rows: Sequence[TextRow], merged: Sequence[Merge]) -> bool:
    """Whether cells merged downwards begin in these rows and go on below them."""
    first, last = rows[0][0], rows[-1][0]
    return any(
        first <= merge.top <= last < merge.bottom < first + _MOST_ROWS
        and rows[merge.top - first][1][merge.left : merge.left + 1] not in ((), ("",))
        for merge in merged
    )


def _score(rows: Sequence[TextRow], known: Known, merged: Sequence[Merge]) -> float:
    """How much like a header: known titles count, data speaks against it."""
    titles = titles_of(rows, merged)
    cells = [text for text in titles.texts if text]
    against = sum(map(_is_no_title, cells))
    if not cells or against * 4 > len(cells):
        return 0.0
    understood = titles.known(known)
    if understood < 2 and understood * 2 < len(cells):
        return 0.0
    doubled = len(cells) - len(set(cells))
    return understood + 0.1 * (len(cells) - understood) - doubled - 2 * against


def _is_no_title(cell: str) -> bool:
    return len(cell) > _LONGEST_TITLE or is_data(cell) or bool(_TOLD.match(cell))


def _first_with_known(rows: Sequence[TextRow], known: Known) -> int:
    """A first row of several short words, one of them a known title."""
    for index, (_, row) in enumerate(rows):
        cells = [cell for cell in row if cell.strip()]
        if len(cells) > 1:
            odd = len(set(cells)) < len(cells) or any(map(_is_no_title, cells))
            return -1 if odd or not any(map(known, cells)) else index
    return -1


def _by_contrast(rows: Sequence[TextRow]) -> int:
    """A first row of several short words above rows with numbers: a header nobody knows."""
    filled = [index for index, (_, cells) in enumerate(rows) if sum(map(bool, cells)) > 1]
    if len(filled) < 2:
        return -1
    first, *following = filled
    titles = [cell for cell in rows[first][1] if cell]
    if len(set(titles)) < len(titles) or any(
        any(map(str.isdigit, title[:1])) or _is_no_title(title) for title in titles
    ):
        return -1
    data = sum(1 for index in following if any(map(is_data, rows[index][1])))
    return first if data * 2 > len(following) else -1
