"""A header of several rows: which title stands under which group."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crmdesk.models.exchange.header.groups import grouped_title, read_grouped, says_little
from crmdesk.models.exchange.reading.merges import Merge, shown_at
from crmdesk.models.exchange.vocabulary.fields import Target

TextRow = tuple[int, tuple[str, ...]]
Readings = dict[int, tuple[Target, float] | None]


@dataclass(frozen=True, slots=True)
class Titles:
    """One title for each column; `readings` what those below groups mean, `lowest` the titles
    without their groups."""

    texts: tuple[str, ...]
    readings: Readings
    lowest: tuple[str, ...]

    def known(self, known: Callable[[str], bool]) -> float:
        """How many of the titles are understood; half, where only their groups are not."""
        found = 0.0
        for at, text in enumerate(self.texts):
            if text and (self.readings.get(at) is not None or known(text)):
                found += 1
            elif at in self.readings and known(self.lowest[at]):
                found += 0.5
        return found


def titles_of(rows: Sequence[TextRow], merged: Sequence[Merge]) -> Titles:
    """The titles of a header in these rows."""
    width = max(len(cells) for _, cells in rows)
    inside = [merge for merge in merged if rows[0][0] <= merge.top <= rows[-1][0]]
    levels = [_level(rows, at, inside) for at in range(len(rows))]
    texts, lowest, readings = [], [], Readings()
    for column in range(width):
        told = [level.get(column, "") for level in levels]
        path = [text for at, text in enumerate(told) if text and text not in told[:at]]
        if len(path) > 1:
            *groups, title = path
            readings[column] = read_grouped(tuple(groups), title)
            texts.append(grouped_title(groups, title))
        else:
            texts.append(path[0] if path else "")
        lowest.append(path[-1] if path else "")
    plain = [_told_alone(texts, lowest, at) for at in range(width)]
    return Titles(tuple(plain), readings, tuple(lowest))


def _told_alone(texts: Sequence[str], lowest: Sequence[str], at: int) -> str:
    """房屋信息 面积 as 面积, where nothing else is called so: such a group says nothing."""
    text, title = texts[at], lowest[at]
    group = text.removesuffix(title).strip()
    if not group or not says_little(group) or lowest.count(title) > 1:
        return text
    return title


def is_below(upper: TextRow, lower: TextRow, merged: Sequence[Merge]) -> bool:
    """Whether `lower` goes on with the header in `upper`: titles under its groups only."""
    if lower[0] != upper[0] + 1 or not any(lower[1]):
        return False
    spans = [merge for merge in merged if merge.top <= upper[0] <= merge.bottom]
    if any(merge.bottom >= lower[0] and _text(upper, merge.left) for merge in spans):
        return True
    wide = [merge for merge in spans if merge.right > merge.left]
    if wide:
        return all(_is_filled(lower, merge.left) for merge in wide if _text(upper, merge.left))
    groups = {at for at, text in enumerate(upper[1]) if text and not _text(upper, at + 1)}
    filled = {at for at, text in enumerate(lower[1]) if text}
    starts = groups & filled
    return bool(starts) and all(
        at in starts or (not _text(upper, at) and at - 1 in filled) for at in filled
    )


def _level(rows: Sequence[TextRow], at: int, merged: Sequence[Merge]) -> dict[int, str]:
    """What a row of a header shows over each column."""
    shown = shown_at(rows, merged)[at]
    if at == len(rows) - 1:
        return shown
    row, width = rows[at], max(len(cells) for _, cells in rows)
    covered = {
        column
        for merge in merged
        if merge.top <= row[0] <= merge.bottom
        for column in range(merge.left, min(merge.right + 1, width))
    }
    below = rows[at + 1]
    group = ""
    for column in range(max(len(row[1]), len(below[1]))):
        if column in shown:
            group = "" if column in covered or not _is_filled(below, column) else shown[column]
        elif group and _is_filled(below, column):
            shown[column] = group
        else:
            group = ""
    return shown


def _text(row: TextRow, column: int) -> str:
    return row[1][column] if column < len(row[1]) else ""


def _is_filled(row: TextRow, column: int) -> bool:
    return bool(_text(row, column))
