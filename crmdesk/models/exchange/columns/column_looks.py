"""What stands in a column against what its header says, and where no header is understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crmdesk.models.exchange.columns.offices import FAMILY
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.exchange.vocabulary.looks import guess_by_content, is_company, is_person, share
from crmdesk.models.exchange.vocabulary.texts import is_placeholder

if TYPE_CHECKING:
    from crmdesk.models.exchange.columns.recognise import ColumnGuess

_NAMES = frozenset({"name", "name.family", "name.given", "company"})
_REACH = frozenset({"phone", "email", "wechat", "qq", "line"})
_OTHERS = re.compile(
    r"配偶|家长|父|母|紧急|介绍|推荐|经手|经办|业务|负责|审核|制表|老师|教练|顾问|跟进|录入|操作|推广|司机|保险|产品|品牌"
    r"|城市|地区|区域|部门"
)
"""Names below such a header are not the customers'."""
_UNFIT = 0.3
_CALLED, _LONGEST_NAME = 0.8, 24
Samples = Sequence[Sequence[str]]


def weighed(guesses: Sequence[ColumnGuess], samples: Samples) -> list[ColumnGuess]:
    """The guesses, those marked whose contents do not fit their headers."""
    return [_weighed(guess, _values(guess, samples)) for guess in guesses]


def named_by_content(guesses: list[ColumnGuess], samples: Samples) -> list[ColumnGuess]:
    """Where no header promises a name, the first column of names is it, whatever it is called."""
    targets = [guess.target for guess in guesses if guess.target]
    if any(target.field in _NAMES and not target.contact for target in targets):
        return guesses
    if not any(guess.header.strip() for guess in guesses):
        return _first_words_as_name(guesses, samples)
    unknown = [g for g in guesses if g.target and g.target.field == "custom"]
    found = _first(unknown, samples, is_company, "company")
    if not any(target.contact and target.label not in FAMILY for target in targets):
        found = _first(unknown, samples, is_person, "name") or found
    if found is None:
        return guesses
    guesses = [found if guess.index == found.index else guess for guess in guesses]
    if any(target.field in _REACH for target in targets):
        return guesses
    return [_reached(guess, _values(guess, samples)) for guess in guesses]


def _first_words_as_name(guesses: list[ColumnGuess], samples: Samples) -> list[ColumnGuess]:
    """Without any header, the first column of short words beside one of numbers names people,
    however they are called: A建材王总-杭州, 莉莉美甲."""
    if not any(guess.target and guess.target.field in _REACH for guess in guesses):
        return guesses
    for guess in guesses:
        told = [value for value in _values(guess, samples) if value]
        if guess.target is None or guess.target.field != "note.line":
            continue
        filled = len(told) > len(_values(guess, samples)) // 2
        if filled and len(set(told)) * 2 > len(told) and share(told, _may_be_called) > _CALLED:
            named = replace(guess, target=Target("name"), confidence=0.6)
            return [named if other is guess else other for other in guesses]
    return guesses


def _may_be_called(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and sum(map(str.isalpha, text)) > 1


def _first(
    guesses: Sequence[ColumnGuess], samples: Samples, test: Callable[[str], object], field: str
) -> ColumnGuess | None:
    for guess in guesses:
        values = _values(guess, samples)
        if any(values) and not _OTHERS.search(guess.header) and share(values, test) > 0.6:
            return replace(guess, target=Target(field), confidence=0.6)
    return None


def _reached(guess: ColumnGuess, values: Sequence[str]) -> ColumnGuess:
    """Nobody can be reached by a column we know: then by what looks like numbers."""
    if guess.target is None or guess.target.field != "custom":
        return guess
    found = guess_by_content([value for value in values if value])
    if found is None or found[0].field not in _REACH:
        return guess
    return replace(guess, target=found[0], confidence=min(found[1], 0.6))


def _weighed(guess: ColumnGuess, values: Sequence[str]) -> ColumnGuess:
    fits = _FITS.get(guess.target.field) if guess.target else None
    told = [value for value in values if value and not is_placeholder(value)]
    if fits is None or not told or share(told, fits) >= _UNFIT:
        return guess
    return replace(guess, against=True, confidence=min(guess.confidence, 0.4))


def _values(guess: ColumnGuess, samples: Samples) -> Sequence[str]:
    return samples[guess.index] if guess.index < len(samples) else ()


def _has_digits(least: int) -> Callable[[str], bool]:
    return lambda text: sum(map(str.isdigit, text)) >= least


_FITS: dict[str, Callable[[str], object]] = {
    "phone": _has_digits(5),
    "email": lambda text: "@" in text or text[:3].lower() == "/o=",
    "birthday": lambda text: any(map(str.isdigit, text)) or any(word in text for word in "年月初"),
    "name": lambda text: any(map(str.isalpha, text)) and "@" not in text,
    "company": lambda text: any(map(str.isalpha, text)) and "@" not in text,
    "address": lambda text: not text.replace("-", "").isdigit(),
}
