"""同上, 〃 and other signs that a cell says the same as the one above it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from crmdesk.models.exchange.columns.recognise import OUR_OWN, ColumnGuess
from crmdesk.models.exchange.records.understood import Problem, SheetUnderstanding
from crmdesk.models.exchange.vocabulary.cells import Cell, Column
from crmdesk.models.exchange.vocabulary.fields import BY_CODE, Kind

MARKS = frozenset([
    "同上", "同上。", "同前", "如上", "同上行", "（同上）", "(同上)", "-同上-",
    "〃", "〃〃", "〞", "″", "′′", "''", '"', "“", "”", "々",
    "ditto", "Ditto", "do.", "same as above", "Same as above",
])  # fmt: skip
_FREE = frozenset({Kind.NOTE})


class Dittos:
    """Writes out what stands above into every such cell of a table, batch by batch.

    What was taken so is told once for each column, at the first cell.
    """

    def __init__(self, sheet: SheetUnderstanding) -> None:
        self._sheet = sheet
        fields = {guess.target.field for guess in sheet.columns if guess.target}
        own = sheet.kind == "customers" and fields >= OUR_OWN
        self._columns = {} if own else {g.index: g for g in sheet.columns if self._may_hold(g)}
        self._above: dict[int, tuple[Cell, str]] = {}
        self._told = set[int]()

    def fill(
        self, first: int, cells: list[Column], texts: list[list[str]], dropped: Collection[int]
    ) -> bool:
        """Fill the columns of a batch that begins in row `first`; whether anything was."""
        marked = [at for at in self._columns if not MARKS.isdisjoint(texts[at])]
        for at in self._columns.keys() - set(marked):
            self._remember(at, cells[at], texts[at], dropped)
        for at in marked:
            cells[at], texts[at] = list(cells[at]), list(texts[at])
            self._fill(at, first, cells[at], texts[at], dropped)
        return bool(marked)

    def _may_hold(self, guess: ColumnGuess) -> bool:
        """In a log of ours somebody may have noted just 同上."""
        field = guess.target and BY_CODE.get(self._sheet.kind, {}).get(guess.target.field)
        return self._sheet.kind in ("", "customers") or not field or field.kind not in _FREE

    def _fill(
        self,
        at: int,
        first: int,
        cells: Column,
        texts: list[str],
        dropped: Collection[int],
    ) -> None:
        above = self._above.get(at)
        for index, text in enumerate(texts):
            if index in dropped or not text:
                continue
            if text not in MARKS:
                above = cells[index], text
            elif above is not None:
                self._tell(at, first + index, text)
                cells[index], texts[index] = above
        if above is not None:
            self._above[at] = above

    def _remember(
        self, at: int, cells: Sequence[Cell], texts: Sequence[str], dropped: Collection[int]
    ) -> None:
        for index in range(len(texts) - 1, -1, -1):
            if texts[index] and index not in dropped:
                self._above[at] = cells[index], texts[index]
                return

    def _tell(self, at: int, row: int, mark: str) -> None:
        if at not in self._told:
            self._told.add(at)
            guess = self._columns[at]
            self._sheet.problems.append(
                Problem(self._sheet.name, row, guess.letter, guess.header, mark, "cell.ditto")
            )
