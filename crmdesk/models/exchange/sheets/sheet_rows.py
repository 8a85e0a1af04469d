"""The rows of a batch that are data, with their cells as clean text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import cast

from crmdesk.models.exchange.columns.sheet_names import section_tag
from crmdesk.models.exchange.header.finding import Header
from crmdesk.models.exchange.header.noise import BEGINS, LONGEST, is_hint, noise_of, section_of
from crmdesk.models.exchange.header.titles import is_customer_header
from crmdesk.models.exchange.reading.book import Batch
from crmdesk.models.exchange.reading.merges import Merge
from crmdesk.models.exchange.sheets.dittos import Dittos
from crmdesk.models.exchange.sheets.downward import Downward, Filler
from crmdesk.models.exchange.vocabulary.cells import Column
from crmdesk.models.exchange.vocabulary.looks import is_email, is_mobile
from crmdesk.models.exchange.vocabulary.texts import digests_of

_LOOKED_AT = 4
_HINTS_WITHIN = 2
_LIKELY = "title?"
_OF_NOTHING = digests_of([[""]])[0]
Skipped = list[tuple[int, str]]
Texts = Sequence[list[str]]


@dataclass(frozen=True, slots=True)
class DataRows:
    """Column by column; `rows` are numbers from 1, `digests` the fingerprints of the rows.

    `goes_on` says of rows under a merged name which row that begins in, `sections` under which
    heading rows stand; `extra` are columns further to the right than anybody looked.
    """

    rows: Sequence[int]
    cells: list[Column]
    texts: list[list[str]]
    digests: list[str]
    goes_on: Mapping[int, int] = field(default_factory=dict)
    sections: Mapping[int, str] = field(default_factory=dict)
    extra: Sequence[int] = ()


class Sieve:
    """Lets the data of one table through; every row it holds back is noted with the reason.

    `columns` are those of the table, which stands `alone` in the sheet or is the `last` of some
    beside one another; `how` says which cells hold for the rows below them, `dittos` know those
    that say the same as the ones above them.
    """

    def __init__(
        self,
        header: Header,
        columns: Sequence[int],
        merged: Sequence[Merge],
        skipped: Skipped,
        how: Downward,
        dittos: Dittos,
        *,
        alone: bool = True,
        last: bool = True,
    ) -> None:
        self._header, self._columns, self._skipped = header, columns, skipped
        self._alone, self._last = alone, last
        self._filler = Filler(how, merged, header.row)
        self._dittos = dittos
        self._wide = {
            merge.top for merge in merged if merge.right - merge.left >= len(columns) // 2
        }
        self._section = ""

    def sift(self, batch: Batch) -> DataRows:
        """The data of `batch`: no header, no totals, no page numbers, no blank rows."""
        width = max(len(self._header.titles), len(batch.columns), max(self._columns) + 1)
        cells = [batch.column(index) for index in range(width)]
        texts = [batch.text(index) for index in range(width)]
        end = max(self._columns) + 1
        extra = [at for at in range(end, width) if any(texts[at])] if self._last else []
        columns = (*self._columns, *extra)
        own = [texts[index] for index in columns]
        rows = range(batch.first, batch.first + batch.height)
        dropped = self._dropped(own, rows, self._blank(own, batch.digests))
        sections = self._sections(own, rows)
        goes_on, digests = dict[int, int](), batch.digests
        if self._filler.is_needed:
            goes_on = self._filler.fill(batch.first, cells, texts, dropped)
        filled = self._dittos.fill(batch.first, cells, texts, dropped)
        if digests is None or not self._alone or self._filler.is_needed or filled:
            digests = digests_of([texts[index] for index in columns])
        if not dropped:
            return DataRows(rows, cells, texts, digests, goes_on, sections, extra)
        kept = [index not in dropped for index in range(len(rows))]
        told = [list(compress(text, kept)) for text in texts]
        return DataRows(
            list(compress(rows, kept)),
            [
                cast("Column", mine) if column is text else list(compress(column, kept))
                for mine, column, text in zip(told, cells, texts, strict=True)
            ],
            told,
            list(compress(digests, kept)),
            goes_on,
            sections,
            extra,
        )

    def _blank(self, own: Texts, digests: Sequence[str] | None) -> set[int]:
        """The places of blank rows; where the table is all there is, their fingerprints tell."""
        if digests is None or not self._alone:
            return _blank(own)
        return {index for index, digest in enumerate(digests) if digest == _OF_NOTHING}

    def _dropped(self, own: Texts, rows: range, blank: set[int]) -> set[int]:
        """The places of all rows that are no data, the blank ones among them."""
        found: dict[int, str] = {}
        for row in range(rows.start, min(self._header.row + 1, rows.stop)):
            if row >= self._header.first:
                found[row - rows.start] = ""
            elif not _reaches_somebody(own, row - rows.start):
                found[row - rows.start] = "title"
        for index in self._repeated(own):
            found.setdefault(index, "header")
        below = range(self._header.row + 1, self._header.row + 1 + _HINTS_WITHIN)
        first = {row - rows.start for row in below if row in rows}
        for index in (_odd(own) | first) - blank:
            if index not in found and (reason := self._reason(own, index, rows[index])):
                found[index] = reason
        self._settle_titles(found, blank, rows)
        self._skipped += [
            (rows[index], reason)
            for index, reason in sorted(found.items())
            if reason and index not in blank
        ]
        return blank | set(found)

    def _settle_titles(self, found: dict[int, str], blank: set[int], rows: range) -> None:
        """One word between the rows may be a name: titles begin, follow a gap or are several."""
        likely = [index for index, reason in found.items() if reason == _LIKELY]
        for index in likely:
            begins = rows[index] == self._header.row + 1 or index - 1 in blank
            if begins or self._section or len(likely) > 1:
                found[index] = "title"
            else:
                del found[index]

    def _sections(self, own: Texts, rows: range) -> dict[int, str]:
        """The heading over each row, where there are any between the rows."""
        heads = {
            row: next(column[row - rows.start] for column in own if column[row - rows.start])
            for row, reason in self._skipped
            if reason == "title" and row > self._header.row and row in rows
        }
        if not heads and not self._section:
            return {}
        found = {}
        for row in rows:
            self._section = section_tag(heads[row]) if row in heads else self._section
            found[row] = self._section
        return found

    def _reason(self, own: Texts, index: int, row: int) -> str:
        cells = [column[index] for column in own if column[index]]
        if reason := noise_of(cells):
            return reason
        if 0 < row - self._header.row <= _HINTS_WITHIN and is_hint(cells):
            return "remark"
        if len(cells) == 1:
            section = section_of(cells[0], wide=row in self._wide, columns=len(own))
            return {"sure": "title", "likely": _LIKELY}.get(section, "")
        return ""

    def _repeated(self, own: Texts) -> set[int]:
        """Rows that are the header again, as at the top of each printed page."""
        found = set()
        for line in self._header.lines:
            told = [
                (own[at], line[index])
                for at, index in enumerate(self._columns)
                if index < len(line) and line[index]
            ]
            if not told:
                continue
            first, title = told[0]
            for index, text in enumerate(first):
                if text == title:
                    same = sum(1 for column, name in told if column[index] == name)
                    if same * 3 >= len(told) * 2:
                        found.add(index)
        return found


def _reaches_somebody(own: Texts, index: int) -> bool:
    """Whether a row above the header is data all the same, as on the first of several pages."""
    cells = [column[index] for column in own if column[index]]
    reached = any(is_mobile(cell) or is_email(cell) for cell in cells)
    return reached and len(cells) > 1 and not any(map(is_customer_header, cells))


def _odd(own: Texts) -> set[int]:
    """Where a row begins as those do that are no data, or tells next to nothing in front."""
    front = [column for column in own if any(column)][:_LOOKED_AT]
    found: set[int] = set()
    blanks = []
    for column in front:
        found |= {
            index
            for index, text in enumerate(column)
            if text and text[0] in BEGINS and len(text) <= LONGEST
        }
        blanks.append({index for index, text in enumerate(column) if not text})
    found = {
        index
        for index in found
        if next(column[index] for column in front if column[index])[0] in BEGINS
    }
    for skipped in range(len(blanks)):
        others = [blank for at, blank in enumerate(blanks) if at != skipped]
        if others:
            found |= set.intersection(*others)
    return found


def _blank(own: Texts) -> set[int]:
    if own and all(own[0]):
        return set()
    return {index for index, row in enumerate(zip(*own, strict=True)) if not any(row)}
