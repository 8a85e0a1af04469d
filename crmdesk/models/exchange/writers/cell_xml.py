"""Cells as the XML of a workbook: many at once, for a sheet has millions."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import chain
from typing import Any

from crmdesk.models.exchange.writers.packed import BETWEEN, Packed, unpacked
from crmdesk.models.exchange.writers.sheet import LONGEST, clean_text

_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_BORDER = "|"
_HARMFUL = ("&", "<", "]]>", "_x", *(f"{_BORDER}{blank}" for blank in " \n"),
            *(f"{blank}{_BORDER}" for blank in " \n"))  # fmt: skip
"""Marks of XML, what looks like one of Excel's escapes, blanks at an edge."""
_SURE = re.compile(r"[^\s&<\]_](?:[^&<\]_]{0,32765}[^\s&<\]_])?")
"""A printable text that may stand in XML as it is."""
_NUMBERS = {int, float, type(None)}


def letters(place: int) -> str:
    """What a sheet calls the column at `place`, the first being 0."""
    name = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        name = chr(ord("A") + letter) + name
        place -= 1
    return name


def rows_xml(packed: Packed, first: int, columns: Sequence[ColumnXml]) -> str:
    """The rows of a batch, of which the first is the sheet's row `first`."""
    count, told = packed
    if not count:
        return ""
    numbers = [str(number) for number in range(first, first + count)]
    beside = [[f'</row><row r="{number}">' for number in numbers]]
    beside[0][0] = beside[0][0].removeprefix("</row>")
    for place, rows, cells in told:
        if rows is None:
            beside.append(columns[place].cells(cells, numbers))
            continue
        # Few rows have it: there it stands behind what is before it, for most columns are such.
        before = beside[-1]
        few = columns[place].cells(cells, [numbers[row] for row in rows])
        for row, cell in zip(rows, few, strict=True):
            before[row] += cell
    return "".join(chain.from_iterable(zip(*beside, strict=True))) + "</row>"


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

    def cells(self, packed: str | list[Any], numbers: Sequence[str]) -> list[str]:
        """The XML of each cell, "" where it is blank; `numbers` are those of their rows."""
        cells = unpacked(packed)
        if isinstance(packed, str):
            harmless = _harmless(packed, cells)
            return self._plain(cells, numbers) if harmless else self._texts(cells, numbers)
        if set(map(type, cells)) <= _NUMBERS and all(map(math.isfinite, filter(None, cells))):
            return self._numbers(cells, numbers)
        return [self._cell(cell, number) for cell, number in zip(cells, numbers, strict=True)]

    def _plain(self, texts: Sequence[str], numbers: Sequence[str]) -> list[str]:
        begin, middle = self._begin, f"{self._text}<t>"
        return [
            f"{begin}{number}{middle}{text}</t></is></c>" if text else ""
            for text, number in zip(texts, numbers, strict=True)
        ]

    def _texts(self, texts: Sequence[str], numbers: Sequence[str]) -> list[str]:
        begin, middle = self._begin, f"{self._text}<t>"
        return [
            ""
            if not text
            else f"{begin}{number}{middle}{text}</t></is></c>"
            if text.isprintable() and _SURE.fullmatch(text)
            else self._in_text(text_xml(text), number)
            for text, number in zip(texts, numbers, strict=True)
        ]

    def _numbers(self, values: Sequence[float | None], numbers: Sequence[str]) -> list[str]:
        begin, middle = self._begin, self._value
        return [
            "" if value is None else f"{begin}{number}{middle}{value!r}</v></c>"
            for value, number in zip(values, numbers, strict=True)
        ]

    def _cell(self, cell: Any, number: str) -> str:
        if cell is None:
            return ""
        if isinstance(cell, str) or not math.isfinite(cell):
            return self._in_text(text_xml(str(cell)), number)
        return f"{self._begin}{number}{self._value}{cell!r}</v></c>"

    def _in_text(self, text: str, number: str) -> str:
        return f"{self._begin}{number}{self._text}{text}</is></c>" if text else ""


def _harmless(joined: str, texts: Sequence[str]) -> bool:
    """Whether all of them may stand in XML as they are: nearly always, and quickly told.

    It looks at all of them as one, and now and then takes a harmless text for a harmful one.
    """
    whole = f"{_BORDER}{joined.replace(BETWEEN, _BORDER)}{_BORDER}"
    if any(sign in whole for sign in _HARMFUL):
        return False
    if not whole.isprintable() and not whole.replace("\n", "").isprintable():
        return False
    return max(map(len, texts), default=0) <= LONGEST
