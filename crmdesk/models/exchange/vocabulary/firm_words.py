"""How firms, shops and institutions end: nobody bears such a name."""

import re
from functools import cache

from crmdesk.models.exchange.vocabulary.word_files import sections

_LATIN = re.compile(
    r"\b(?:co\.?,? ?ltd|inc|llc|gmbh|corp|limited|company|co|ltd|s\.a|b\.v|pty)\.?$", re.IGNORECASE
)
_WEAK = re.compile(
    r"(?:行|馆|庄|坊|社|园|院|所|局|处|站|部|会|楼|城|吧|中心|广场|市场|基地|科技|贸易|实业|商贸|建材"
    r"|装饰|家具|服饰|食品|物流|广告|传媒|电子|机械)$"
)
"""Ends persons hardly bear: where the header leaves open who stands below it."""
_LONGEST_PLACE = 12
_SHORTEST = 4


def is_firm(name: str) -> bool:
    """Whether a name in simplified characters ends as those of firms do: 宏达五金店(城西)."""
    if name.endswith(")"):
        before, _, place = name[:-1].rpartition("(")
        if before and len(place) <= _LONGEST_PLACE:
            name = before
    if len(name) < _SHORTEST:
        return len(name) == _SHORTEST - 1 and name[-1] in "店厂"
    name = name.lower()
    if not _ends().isdisjoint((name[-1], name[-2:], name[-3:], name[-4:])):
        return True
    return name[-1].isascii() and _LATIN.search(name) is not None


@cache
def _ends() -> frozenset[str]:
    lists = sections("firms")
    return frozenset(word for name in ("firms", "shops", "institutions") for word in lists[name])


def may_be_firm(name: str) -> bool:
    """Whether it ends as firms do and persons hardly: where a header leaves that open."""
    return len(name) >= _SHORTEST and _WEAK.search(name) is not None
