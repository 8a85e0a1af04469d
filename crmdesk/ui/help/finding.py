"""Where words stand in the manual: as written, in either script, or by the initials of pinyin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crmdesk.models.derived.hanzi import is_hanzi, readings, simplify
from crmdesk.ui.help.pages import HelpPage


@dataclass(frozen=True, slots=True)
class Searched:
    """A text as it is searched: letter for letter as long as what is shown."""

    plain: str
    initials: str

    def places(self, query: str) -> list[tuple[int, int]]:
        """(start, length) of every word of the query; empty where one of them is missing."""
        found: list[tuple[int, int]] = []
        for word in _plain(query).split():
            here = _all(self.plain, word) or self._by_initials(word)
            if not here:
                return []
            found += here
        return sorted(found)

    def _by_initials(self, word: str) -> list[tuple[int, int]]:
        return _all(self.initials, word) if len(word) > 1 and word.isalpha() else []


@dataclass(frozen=True, slots=True)
class Found:
    """A page that holds all words, and how often."""

    name: str
    times: int


class HelpIndex:
    """Made once a language, not on the GUI thread: looking up the pinyin takes a moment."""

    def __init__(self, pages: Sequence[HelpPage]) -> None:
        self._pages = [(page.name, searched(page.headings), searched(page.words)) for page in pages]

    def find(self, query: str) -> list[Found]:
        """The pages, first those that say it in a heading, then those that say it most."""
        ranked = []
        for name, headings, words in self._pages:
            if times := len(words.places(query)):
                ranked.append((not headings.places(query), -times, Found(name, times)))
        return [found for _in_text, _times, found in sorted(ranked, key=lambda rank: rank[:2])]


def searched(text: str) -> Searched:
    """`text` made ready for the search."""
    plain = _plain(text)
    return Searched(plain, "".join(map(_initial, plain)))


def _plain(text: str) -> str:
    """In one script and lower case, no letter more or less than before."""
    small = (letter.lower() for letter in simplify(text))
    return "".join(low if len(low) == 1 else " " for low in small)


def _initial(letter: str) -> str:
    """Of a hanzi the first letter of its sound; other letters are found as they stand."""
    if not is_hanzi(letter):
        return " "
    return (readings(letter) or (" ",))[0][:1] or " "


def _all(text: str, word: str) -> list[tuple[int, int]]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append((at, len(word)))
        at = text.find(word, at + len(word))
    return found
