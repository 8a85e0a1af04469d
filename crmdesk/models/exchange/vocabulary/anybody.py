"""Words that stand for whoever walks in: 散客, 零售, 现金客户. That is no customer."""

from functools import cache

from crmdesk.models.derived.hanzi import simplify
from crmdesk.models.exchange.vocabulary.word_files import sections


def is_anybody(name: str) -> bool:
    """Whether a name is that of nobody in particular; 散客 2 is one too."""
    if name.lstrip("(（【[ ")[:1] not in _first():
        return False
    plain = simplify(name.strip()).strip("()（）【】[] ").rstrip("0123456789 号#")
    return plain.lower().replace(" ", "-") in _words()


@cache
def _words() -> frozenset[str]:
    return frozenset(sections("firms")["anybody"])


@cache
def _first() -> frozenset[str]:
    """What such a word begins with, in either script: most names are told by that."""
    begins = frozenset(word[0] for word in _words())
    return begins | {word.upper() for word in begins} | frozenset("現臨門過無網")
