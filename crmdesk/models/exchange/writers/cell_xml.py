"""Cells as the XML of a workbook: many at once, for a sheet has millions."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any

from crmdesk.models.exchange.writers.sheet import FIRST_DAY, LONGEST, Batch, clean_text

_DAY_NOUGHT = date(1899, 12, 30).toordinal()
_LEAP_BUG = 61
"""Excel takes 1900 for a leap year: days before its 1 March count one less."""
_DAY = timedelta(days=1)
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_BETWEEN = "|"
_HARMFUL = ("&", "<", "]]>", "_x", *(f"{_BETWEEN}{blank}" for blank in " \n"),
            *(f"{blank}{_BETWEEN}" for blank in " \n"))  # fmt: skip
"""Marks of XML, what looks like one of Excel's escapes, blanks at an edge."""
_SURE = re.compile(r"[^\s&<\]_](?:[^&<\]_]{0,32765}[^\s&<\]_])?")
"""A printable text that may stand in XML as it is."""
_TEXTS = {str, type(None)}
_DAYS = {date, type(None)}


def letters(place: int) -> str:
    """What a sheet calls the column at `place`, the first being 0."""
    name = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        name = chr(ord("A") + letter) + name
        place -= 1
    return name


def rows_xml(batch: Batch, first: int, columns: Sequence[ColumnXml]) -> str:
    """The rows of a batch, of which the first is the sheet's row `first`."""
    numbers = [str(number) for number in range(first, first + batch.count)]
    begins = [f'<row r="{number}">' for number in numbers]
    cells = (columns[place].cells(batch.columns[place], numbers) for place in sorted(batch.columns))
    rows: Iterator[tuple[str, ...]] = zip(
        begins, *cells, ["</row>"] * batch.count, strict=True
    )  # fmt: skip
    return "".join(chain.from_iterable(rows))


def text_xml(text: str) -> str:
    """The element of a text, whatever stands in it; nothing for one nothing is left of."""
    text = _LOOKS_ESCAPED.sub("_x005F_", clean_text(text))
    if not text:
        return ""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")
    kept = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return f"<t{kept}>{escaped}</t>"


class ColumnXml:
    """The cells of one column; `style` is the number of its format."""

    def __init__(self, place: int, style: int) -> None:
        self._begin = f'<c r="{letters(place)}'
        self._value = f'" s="{style}"><v>'
        self._text = f'" s="{style}" t="inlineStr"><is>'

    def cells(
        self, column: Sequence[Any] | Mapping[int, Any], numbers: Sequence[str]
    ) -> Sequence[str]:
        """The XML of each row's cell, "" where it is blank; `numbers` are those of the rows."""
        if not isinstance(column, Mapping):
            return self._dense(column, numbers)
        found = [""] * len(numbers)
        few = self._dense(list(column.values()), [numbers[row] for row in column])
        for row, cell in zip(column, few, strict=True):
            found[row] = cell
        return found

    def _dense(self, column: Sequence[Any], numbers: Sequence[str]) -> Sequence[str]:
        kinds = set(map(type, column))
        if kinds <= _TEXTS:
            texts = column if kinds == {str} else [cell or "" for cell in column]
            return self._plain(texts, numbers) if _harmless(texts) else self._texts(texts, numbers)
        if kinds <= _DAYS and min(filter(None, column)) >= FIRST_DAY:
            return self._days(column, numbers)
        return [
            self._cell(cell, number) for cell, number in zip(column, numbers, strict=True)
        ]  # fmt: skip

    def _plain(self, texts: Sequence[str], numbers: Sequence[str]) -> Sequence[str]:
        begin, middle = self._begin, f"{self._text}<t>"
        return [
            f"{begin}{number}{middle}{text}</t></is></c>" if text else ""
            for text, number in zip(texts, numbers, strict=True)
        ]

    def _texts(self, texts: Sequence[str], numbers: Sequence[str]) -> Sequence[str]:
        begin, middle = self._begin, f"{self._text}<t>"
        return [
            ""
            if not text
            else f"{begin}{number}{middle}{text}</t></is></c>"
            if text.isprintable() and _SURE.fullmatch(text)
            else self._in_text(text_xml(text), number)
            for text, number in zip(texts, numbers, strict=True)
        ]

    def _days(self, days: Sequence[date | None], numbers: Sequence[str]) -> Sequence[str]:
        begin, middle = self._begin, self._value
        return [
            f"{begin}{number}{middle}{_serial(day)}</v></c>" if day else ""
            for day, number in zip(days, numbers, strict=True)
        ]

    def _cell(self, cell: Any, number: str) -> str:
        if cell is None:
            return ""
        if isinstance(cell, date):
            if cell.year < FIRST_DAY.year:
                return self._in_text(text_xml(cell.isoformat()), number)
            return self._in_value(_serial(cell), number)
        if isinstance(cell, str) or not math.isfinite(cell):
            return self._in_text(text_xml(str(cell)), number)
        return self._in_value(cell, number)

    def _in_text(self, text: str, number: str) -> str:
        return f"{self._begin}{number}{self._text}{text}</is></c>" if text else ""

    def _in_value(self, value: float, number: str) -> str:
        return f"{self._begin}{number}{self._value}{value!r}</v></c>"


def _harmless(texts: Sequence[str]) -> bool:
    """Whether all of them may stand in XML as they are: nearly always, and quickly told.

    It looks at all of them as one, and now and then takes a harmless text for a harmful one.
    """
    whole = _BETWEEN.join(["", *texts, ""])
    if any(sign in whole for sign in _HARMFUL):
        return False
    if not whole.isprintable() and not whole.replace("\n", "").isprintable():
        return False
    return max(map(len, texts), default=0) <= LONGEST


def _serial(day: date) -> float:
    """A day or a local time as Excel counts."""
    number: float = day.toordinal() - _DAY_NOUGHT
    if number < _LEAP_BUG:
        number -= 1
    if isinstance(day, datetime):
        number += (day - datetime.combine(day, time())) / _DAY
    return number
