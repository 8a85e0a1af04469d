"""A pasted text on which readers mark what they understood; what nobody marked is the rest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from crmdesk.models.derived.hanzi import simplify

_FREE, _PIECE, _LABEL = 0, 1, 2
_HALF = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN = str.maketrans(
    {chr(code): half for code, half in _HALF.items()}
    | dict.fromkeys("\u3000\xa0\u2002\u2003\u2009\t", " ")
    | dict.fromkeys("‐‑‒–—―−﹣ー─﹘", "-")
    | dict.fromkeys("【〔「『〈《", "(")
    | dict.fromkeys("】〕」』〉》", ")")
    | dict.fromkeys("\r\x0b\x0c\u2028\u2029\x85", "\n")
    | dict.fromkeys("\u200b\u200e\u200f\u202a\u202c\ufeff\u2060", " ")
)
_EDGES = " \n\t｜,，、;；:：|/\\-_.。·*•●>＞→"
_OPEN, _CLOSE = "(（【「[", ")）】」]"


@dataclass(frozen=True, slots=True)
class Piece:
    """Something understood: `value` is what stands in the text from `start` to `end`.

    `label` is the word that said so, where there was one.
    """

    field: str
    start: int
    end: int
    value: str
    label: str = ""

    def moved(self, by: int) -> Piece:
        return replace(self, start=self.start + by, end=self.end + by)


def flat(text: str) -> str:
    """`text` character by character in one form: half width, simplified, one kind of dash."""
    return simplify(text.translate(_PLAIN)).replace("臺", "台")


class Board:
    """`plain` is the text as readers compare it, of the same length."""

    def __init__(self, text: str) -> None:
        self.text, self.plain = text, flat(text)
        self.pieces: list[Piece] = []
        self.same_wechat = False  # her account is the number of her mobile
        self._marks = bytearray(len(text))

    def take(self, field: str, start: int, end: int) -> bool:
        """Say what stands there; blanks and separators at its edges are left out.

        False where nothing is left or somebody took a part of it before.
        """
        start, end = self._trimmed(start, end)
        if start >= end or not self.is_free(start, end):
            return False
        self.pieces.append(Piece(field, start, end, " ".join(self.text[start:end].split())))
        self._marks[start:end] = bytes([_PIECE]) * (end - start)
        return True

    def name_last(self, label: str) -> None:
        """The word that stood before the piece taken last."""
        if label:
            self.pieces[-1] = replace(self.pieces[-1], label=label)

    def label(self, start: int, end: int) -> None:
        """A word that says what stands beside it and nothing else."""
        for at in range(start, end):
            if self._marks[at] == _FREE:
                self._marks[at] = _LABEL

    def give_back(self, piece: Piece) -> None:
        """It was none after all."""
        self.pieces.remove(piece)
        self._marks[piece.start : piece.end] = bytes(piece.end - piece.start)

    def is_free(self, start: int, end: int) -> bool:
        return not any(self._marks[start:end])

    def free_end(self, start: int, end: int) -> int:
        """How far from `start` nothing is taken."""
        found = re.compile(rb"[\x01\x02]").search(self._marks, start, end)
        return found.start() if found else end

    def runs(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """The free stretches, from the left."""
        stop = len(self.text) if end is None else end
        for found in re.compile(rb"\x00+").finditer(self._marks, start, stop):
            yield found.start(), found.end()

    def first(self, *fields: str) -> Piece | None:
        """The first of these fields in the text."""
        found = [piece for piece in self.pieces if piece.field in fields]
        return min(found, key=lambda piece: piece.start) if found else None

    def values(self, field: str) -> list[str]:
        """What was found of a field, each once, in the order of the text."""
        found = sorted((p for p in self.pieces if p.field == field), key=lambda p: p.start)
        return list(dict.fromkeys(piece.value for piece in found))

    def rest(self) -> str:
        """What nobody understood, line by line; only separators are dropped."""
        lines: list[str] = []
        place = 0
        for line in re.split(r"(?<=\n)", self.text):
            words = [
                tidy_edges(self.text[start:end])
                for start, end in self.runs(place, place + len(line))
            ]
            place += len(line)
            if told := " ".join(filter(None, words)):
                lines.append(told)
        return "\n".join(lines)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.plain[start] in " \n,、;:|/-。":
            start += 1
        while start < end and self.plain[end - 1] in " \n,、;:|/-。(.":
            end -= 1
        return start, end


def tidy_edges(text: str) -> str:
    """Without separators around it, "" where nothing but punctuation is left."""
    text = text.strip(_EDGES)
    while text and (text[0] in _CLOSE or (text[0] in _OPEN and _wraps(text))):
        text = text[1:].strip(_EDGES)
    while text and (text[-1] in _OPEN or (text[-1] in _CLOSE and not _opened(text))):
        text = text[:-1].strip(_EDGES)
    if all(_is_mark(character) for character in text):
        return ""
    return " ".join(text.split())


def _wraps(text: str) -> bool:
    """Whether the bracket at the beginning closes nowhere or at the very end."""
    closing = text.find(_CLOSE[_OPEN.index(text[0])])
    return closing < 0 or closing == len(text) - 1


def _opened(text: str) -> bool:
    return _OPEN[_CLOSE.index(text[-1])] in text


def _is_mark(character: str) -> bool:
    return character.isspace() or unicodedata.category(character)[0] in "PZC"
