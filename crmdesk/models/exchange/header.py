"""Where the header of a sheet stands, if it has one, and which rows are no data."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crmdesk.models.exchange.cells import Cell, text_of
from crmdesk.models.exchange.looks import is_data
from crmdesk.models.exchange.normal import bracket_note, plain_header

ROWS_LOOKED_AT = 40
_LONGEST_TITLE = 40
TOTALS = frozenset({"合计", "总计", "小计", "共计", "总共", "汇总", "总数", "total"})
_SUM = re.compile(
    r"(?:客户|客戶)?(?:合计|总计|小计|共计|总共|汇总|总数|共有?|total)(?:客户|人数|户数|数量|金额)?(?:为|是|有)?"
    r"\d+(?:[户人条个家位名项笔行张元](?:客户|联系人|会员|记录|数据)?|(?:customer|record|contact|row)s?)?"
)
"""合计：200 户, 共 n 条: a sum that says in the same cell what it counts."""
NumberedRow = tuple[int, tuple[Cell, ...]]
HeaderRows = int | tuple[int, int]
"""Where somebody says the header stands: its row, or its first and last; 0 for nowhere."""


@dataclass(frozen=True, slots=True)
class Header:
    """`row` is the header's row (from 1), 0 where there is none; one title for each column."""

    row: int
    titles: tuple[str, ...]
    confidence: float


def find_header(rows: Sequence[NumberedRow], known: Callable[[str], bool]) -> Header:
    """The row that looks most like a header; `known` tells the titles we understand."""
    width = max((len(cells) for _, cells in rows), default=0)
    texts = [(number, tuple(map(text_of, cells))) for number, cells in rows[:ROWS_LOOKED_AT]]
    best, best_score = -1, 0.0
    for index, (_, row) in enumerate(texts):
        score = _score([cell for cell in row if cell.strip()], known)
        if score > best_score:
            best, best_score = index, score
    if best < 0:
        best, best_score = _first_with_known(texts, known)
    if best < 0:
        best, best_score = _by_contrast(texts)
    if best < 0:
        return Header(0, ("",) * width, 0.5)
    titles = _joined(texts, best, known)
    titles += ("",) * (width - len(titles))
    return Header(texts[best][0], titles, _confidence(texts[best][1], known))


def _confidence(titles: Sequence[str], known: Callable[[str], bool]) -> float:
    """How many of the titles are known; where none is, the row was found by contrast only."""
    told = [title for title in titles if title.strip()]
    understood = sum(1 for title in told if known(title))
    return round(0.5 + 0.5 * understood / len(told), 2) if understood else 0.4


def is_totals(text: str) -> bool:
    """Whether a row that begins so adds up others."""
    plain = plain_header(text)
    if not plain:  # （共 8 条）: all of it in brackets
        plain = bracket_note(text)
    return plain in TOTALS or _SUM.fullmatch(plain) is not None


def _score(cells: Sequence[str], known: Callable[[str], bool]) -> float:
    """How much like a header: known titles count, data speaks against it."""
    against = sum(1 for cell in cells if len(cell) > _LONGEST_TITLE or is_data(cell))
    if not cells or against * 4 > len(cells):
        return 0.0
    understood = sum(1 for cell in cells if known(cell))
    if understood < 2 and understood * 2 < len(cells):
        return 0.0
    doubled = len(cells) - len(set(cells))
    return understood + 0.1 * (len(cells) - understood) - 0.5 * doubled - 2 * against


def _first_with_known(
    rows: Sequence[tuple[int, tuple[str, ...]]], known: Callable[[str], bool]
) -> tuple[int, float]:
    """A first row of several short words, one of them a known title."""
    for index, (_, row) in enumerate(rows):
        cells = [cell for cell in row if cell.strip()]
        if len(cells) > 1:
            odd = len(set(cells)) < len(cells) or any(
                len(cell) > _LONGEST_TITLE or is_data(cell) for cell in cells
            )
            return (-1, 0.0) if odd or not any(map(known, cells)) else (index, 1.0)
    return -1, 0.0


def _by_contrast(rows: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[int, float]:
    """A first row of several short words above rows with numbers: a header nobody knows."""
    filled = [index for index, (_, cells) in enumerate(rows) if sum(map(bool, cells)) > 1]
    if len(filled) < 2:
        return -1, 0.0
    first, *following = filled
    titles = [cell for cell in rows[first][1] if cell]
    if len(set(titles)) < len(titles) or any(
        len(title) > _LONGEST_TITLE or any(map(str.isdigit, title[:1])) or is_data(title)
        for title in titles
    ):
        return -1, 0.0
    data = sum(1 for index in following if any(map(is_data, rows[index][1])))
    return (first, 1.0) if data * 2 > len(following) else (-1, 0.0)


def _joined(
    rows: Sequence[tuple[int, tuple[str, ...]]], best: int, known: Callable[[str], bool]
) -> tuple[str, ...]:
    """The titles, completed from a row of groups above: 联系人1 over 姓名 and 电话."""
    titles = [cell.strip() for cell in rows[best][1]]
    if best == 0 or rows[best - 1][0] != rows[best][0] - 1:
        return tuple(titles)
    above = rows[best - 1][1]
    if sum(map(bool, above)) < 2:
        return tuple(titles)
    group = ""
    for index, title in enumerate(titles):
        upper = above[index].strip() if index < len(above) else ""
        group = upper or group
        if not title:
            titles[index] = upper
        elif group and known(group) and known(f"{group}{title}"):
            titles[index] = f"{group}{title}"
    return tuple(titles)
