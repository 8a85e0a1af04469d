"""Words typed after a slash ("/来电", "/wj", "/30分钟") that set a field of the composer."""

import re
from collections.abc import Callable, Iterator

from crmdesk.models.derived.hanzi import initials, normalise
from crmdesk.models.interactions.rules import (
    DIRECTED,
    KINDS,
    OUTCOMES,
    PURPOSES,
    kind_text,
    outcome_text,
    purpose_text,
    title_text,
)

Setting = tuple[tuple[str, str], ...]
"""Fields of the draft with the value each gets, as written."""
_MINUTES = re.compile(r"(\d{1,3})(?:分钟?|min|m)")
_MONEY = re.compile(r"[¥￥$]\d[\d.,]*|\d[\d.,]*[元块]")


_ANSWER_WORDS = frozenset(["答", "问答", "话术", "da", "d", "wd", "faq", "answer"])


def asks_for_answer(word: str) -> bool:
    """Whether a word after a slash asks for a standard answer to be put in."""
    return normalise(word) in _ANSWER_WORDS


def read_word(word: str) -> Setting | None:
    """What a word after a slash sets: a kind (with direction), an outcome, a purpose, minutes or
    the cost.

    The shown word, the code, and the first letters of its pinyin are understood; the first that
    fits wins.
    """
    wanted = normalise(word)
    if not wanted:
        return None
    if found := _MINUTES.fullmatch(wanted):
        return (("minutes", found[1]),)
    if _MONEY.fullmatch(wanted):
        return (("cost", wanted),)
    for told in (_as_shown, _as_code, _as_letters):
        for setting, text, code in _vocabulary():
            if told(text, code) == wanted:
                return setting
    return None


def _vocabulary() -> Iterator[tuple[Setting, str, str]]:
    for kind in KINDS:
        yield (("kind", kind),), kind_text(kind), kind
    for direction in ("in", "out"):
        for kind in sorted(DIRECTED, key=KINDS.index):
            setting = (("kind", kind), ("direction", direction))
            yield setting, title_text(kind, direction), f"{kind}-{direction}"
    for name, codes, text in _LISTS:
        for code in codes:
            yield ((name, code),), text(code), code


_LISTS: tuple[tuple[str, tuple[str, ...], Callable[[str], str]], ...] = (
    ("outcome", OUTCOMES, outcome_text),
    ("purpose", PURPOSES, purpose_text),
)


def _as_shown(text: str, _code: str) -> str:
    return normalise(text)


def _as_code(_text: str, code: str) -> str:
    return code


def _as_letters(text: str, _code: str) -> str:
    return initials(text, person=False)
