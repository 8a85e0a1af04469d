"""Long texts in pieces of a width, broken where one would break them by hand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_BEFORE = frozenset("，。；：、！？）」』》%,.;:!?)")
"""No line begins with these."""
_HANZI = frozenset("WF")


def in_widths(text: str, most: int) -> Iterator[str]:
    """The text in parts of at most this width, a hanzi counted as two letters."""
    start = used = 0
    blank = -1
    for at, character in enumerate(text):
        wide = unicodedata.east_asian_width(character) in _HANZI
        used += 2 if wide else 1
        if character == " " or (wide and character not in _BEFORE):
            blank = at
        if used > most and character not in _BEFORE:
            cut = blank if blank > start else at
            yield text[start:cut].strip()
            start = cut
            used = sum(map(_width, text[start : at + 1]))
    if start < len(text) or not text:
        yield text[start:].strip() if start else text


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in _HANZI else 1
