"""Numbers in several columns: 区号 | 电话 | 分机 are one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crmdesk.models.exchange.columns.recognise import ColumnGuess

PARTS = frozenset({"phone.area", "phone.extension"})
"""Columns that say nothing by themselves."""
_SHORT = range(5, 9)
"""So many digits has a number without its area code."""


class NumberParts:
    """Knows where area codes and extensions stand, and puts them to the first number they fit."""

    def __init__(self, columns: Sequence[ColumnGuess]) -> None:
        self._index = {
            guess.target.field: guess.index
            for guess in columns
            if guess.target and guess.target.field in PARTS
        }
        self._phone = next(
            (
                guess.index
                for guess in columns
                if guess.target and guess.target.field == "phone" and guess.target.label != "mobile"
            ),
            None,
        )

    def join(self, index: int, texts: list[str], columns: Sequence[list[str]]) -> list[str]:
        """The cells of a column with what stands apart from them."""
        if not self._index or index != self._phone:
            return texts
        blank = [""] * len(texts)
        areas, extensions = (
            columns[self._index[part]] if part in self._index else blank
            for part in ("phone.area", "phone.extension")
        )
        return [
            _whole(text, area, extension)
            for text, area, extension in zip(texts, areas, extensions, strict=True)
        ]


def _whole(text: str, area: str, extension: str) -> str:
    digits = sum(map(str.isdigit, text))
    if area.isdecimal() and digits in _SHORT and text[0] != "0":
        text = f"{area if area[0] == '0' else f'0{area}'}-{text}"
    if digits and extension.isdecimal():
        text = f"{text}转{extension}"
    return text
