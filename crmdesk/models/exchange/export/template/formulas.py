"""Formulas that still say the same after one row has become many."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeGuard

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

_CELLS = re.compile(r"(\$?[A-Za-z]{1,3})(\$?)(\d+)(?::(\$?[A-Za-z]{1,3})(\$?)(\d+))?")
_ROWS = re.compile(r"(\$?)(\d+):(\$?)(\d+)")
_OF_MANY = frozenset(
    {
        *("SUM(", "SUBTOTAL(", "AVERAGE(", "COUNT(", "COUNTA(", "COUNTIF(", "COUNTIFS("),
        *("COUNTBLANK(", "MAX(", "MIN(", "PRODUCT(", "SUMIF(", "SUMIFS(", "SUMPRODUCT("),
        *("AVERAGEIF(", "AVERAGEIFS(", "MEDIAN(", "STDEV(", "AGGREGATE(", "LARGE(", "SMALL("),
    }
)
"""In these a single cell of the repeating row stands for its whole column."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """In `sheet`, the row `row` becomes `extra` rows more; what stood below moves down."""

    sheet: str
    row: int
    extra: int

    def moved(self, row: int) -> int:
        """Where a row stands afterwards."""
        return row + self.extra if row > self.row else row

    def rows(self, first: int, last: int) -> tuple[int, int]:
        """What a stretch of rows has become: it grows where it holds the row."""
        grows = first <= self.row <= last
        return self.moved(first), last + self.extra if grows else self.moved(last)

    def area(self, areas: str) -> str:
        """Areas like A1:B2 C3, without a sheet's name."""
        return " ".join(self._area(one, widen=True, inside=False) for one in areas.split())

    def formula(self, text: str, sheet: str, *, inside: bool = False, widen: bool = False) -> str:
        """A formula in `sheet`; `inside` one of the repeating row, where its own row stays; with
        `widen` each cell of that row stands for its whole column, as it does in totals."""
        tokens = Tokenizer(text)
        stack: list[str] = []
        for token in tokens.items:
            if token.type == Token.FUNC and token.subtype == Token.OPEN:
                stack.append(token.value.upper())
            elif token.type == Token.FUNC:
                stack.pop()
            elif token.type == Token.OPERAND and token.subtype == Token.RANGE:
                many = widen or (not inside and any(name in _OF_MANY for name in stack))
                token.value = self._reference(token.value, sheet, widen=many, inside=inside)
        return "=" + "".join(token.value for token in tokens.items)

    def _reference(self, text: str, sheet: str, *, widen: bool, inside: bool) -> str:
        before, mark, area = text.rpartition("!")
        named = before.strip("'").replace("''", "'") if mark else sheet
        if named.casefold() != self.sheet.casefold():
            return text
        return f"{before}{mark}{self._area(area, widen=widen, inside=inside)}"

    def _area(self, text: str, *, widen: bool, inside: bool) -> str:
        if found := _ROWS.fullmatch(text):
            first, last = self._span(int(found[2]), int(found[4]), inside=inside)
            return f"{found[1]}{first}:{found[3]}{last}"
        found = _CELLS.fullmatch(text)
        if found is None:
            return text
        column, fixed, row, to_column, to_fixed, to_row = found.groups()
        if to_row is None:
            if widen and int(row) == self.row and self.extra:
                return f"{column}{fixed}{row}:{column}{fixed}{self.row + self.extra}"
            return f"{column}{fixed}{self.moved(int(row))}"
        first, last = self._span(int(row), int(to_row), inside=inside)
        return f"{column}{fixed}{first}:{to_column}{to_fixed}{last}"

    def _span(self, first: int, last: int, *, inside: bool) -> tuple[int, int]:
        if inside and last == self.row:
            return first, last
        return self.rows(first, last)


def is_formula(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) > 1 and value.startswith("=")
