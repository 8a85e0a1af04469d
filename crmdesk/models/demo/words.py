"""The word lists of resources/names, and drawing from them.

Each country has lists of its own: those of Taiwan stand in resources/names/tw, written there and
not converted.
"""

import random
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import accumulate
from typing import Generic, ParamSpec, TypeVar

from crmdesk.models.core.i18n import language
from crmdesk.paths import resource

T = TypeVar("T")
P = ParamSpec("P")
_FOLDERS = {"CN": (), "TW": ("tw",)}
_country: ContextVar[str] = ContextVar("country of the lists", default="CN")


@contextmanager
def lists_of(wanted: str) -> Iterator[None]:
    """Draw from the lists of this country (CN or TW) within the block."""
    token = _country.set(wanted)
    try:
        yield
    finally:
        _country.reset(token)


def country() -> str:
    """Whose lists are drawn from now."""
    return _country.get()


def currency() -> str:
    """What one pays with there."""
    return {"CN": "CNY", "TW": "TWD"}[country()]


def home(spoken: str | None = None) -> str:
    """The country whose office is made up for who reads this language, by default ours."""
    return "TW" if (spoken or language()) == "zh_TW" else "CN"


def by_country(make: Callable[P, T]) -> Callable[P, T]:
    """Kept once made, for each country apart."""
    kept: dict[object, T] = {}

    def asked(*args: P.args, **more: P.kwargs) -> T:
        key = (_country.get(), args)
        if key not in kept:
            kept[key] = make(*args, **more)
        return kept[key]

    return asked


def said(what: str) -> str:
    """A word the office says in passing, or several with blanks between."""
    return _said()[what]


@by_country
def _said() -> dict[str, str]:
    return dict(line.split("|", 1) for line in lines("office", "said"))


@by_country
def lines(name: str, section: str) -> tuple[str, ...]:
    """The lines of a [section] of a list."""
    found: list[str] = []
    inside = False
    for line in (
        resource("names", *_FOLDERS[country()], f"{name}.txt")
        .read_text(encoding="utf-8")
        .splitlines()
    ):
        if line.startswith("["):
            inside = line == f"[{section}]"
        elif inside and line and not line.startswith("#"):
            found.append(line)
    return tuple(found)


@by_country
def words(name: str, section: str) -> tuple[str, ...]:
    """The words of a [section], written several to a line."""
    return tuple(word for line in lines(name, section) for word in line.split())


class Weighted(Generic[T]):
    """Things to draw at random, each as often as its weight says."""

    def __init__(self, things: Sequence[T], weights: Sequence[float]) -> None:
        self._things = things
        self._sums = list(accumulate(weights))

    def draw(self, rng: random.Random) -> T:
        """One of them."""
        return self._things[bisect(self._sums, rng.random() * self._sums[-1])]


def pick(rng: random.Random, things: Sequence[T]) -> T:
    """One of the things, all alike; quicker than random.choice."""
    return things[int(rng.random() * len(things))]
