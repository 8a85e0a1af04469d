"""Words that stand for whoever walks in: 散客, 零售, 现金客户. That is no customer."""

from functools import cache

from crmdesk.models.derived.hanzi import simplify
from crmdesk.models.exchange.vocabulary.word_files import sections


def is_anybody(name: str) -> bool:
    """Whether a name is that of nobody in particular; 散客 2 is one too."""
    plain = simplify(name.strip()).strip("()（）【】[] ").rstrip("0123456789 号#")
    return plain.lower().replace(" ", "-") in _words()


@cache
def _words() -> frozenset[str]:
    return frozenset(sections("firms")["anybody"])
