"""The word lists of resources/names, and drawing from them."""

import random
from bisect import bisect
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Generic, TypeVar

from crmdesk.paths import resource

T = TypeVar("T")


@cache
def lines(name: str, section: str) -> tuple[str, ...]:
    """The lines of a [section] of a list."""
    found: list[str] = []
    inside = False
    for line in resource("names", f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            inside = line == f"[{section}]"
        elif inside and line and not line.startswith("#"):
            found.append(line)
    return tuple(found)


@cache
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
