"""Words in braces that are filled in for one customer: 称呼, who speaks, the office."""

import re
from collections.abc import Mapping
from functools import cache

from crmdesk.models.core.i18n import P_, pgettext, spoken

_WORDS = {
    "salutation": P_("fill in", "salutation"),
    "me": P_("fill in", "me"),
    "office": P_("fill in", "office"),
}
_BRACES = re.compile(r"[{｛]\s*([^{}｛｝]{1,20}?)\s*[}｝]")
_HOLE = "\x00"
_LEADING = re.compile(rf"(^|[。.！!？?；;“「\n])(\s*){_HOLE}\s*[,，、]\s*")
_BEFORE_STOP = re.compile(r"[ \t]*[,，、][ \t]*(?=[.。!！?？,，])")
_BEFORE_MARK = re.compile(r"[ \t]+(?=[,，.。!！?？])")
_BLANKS = re.compile(r"[ \t]{2,}")


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """`text` with what is known in place of the braces, in whatever language they are written.

    What is not known leaves no hole: “Thank you, {salutation}.” becomes “Thank you.”
    """
    if not _BRACES.search(text):
        return text
    codes = _codes()

    def value(found: re.Match[str]) -> str:
        code = codes.get(found[1].casefold())
        return found[0] if code is None else values.get(code) or _HOLE

    filled = _LEADING.sub(r"\1\2", _BRACES.sub(value, text)).replace(_HOLE, "")
    filled = _BEFORE_STOP.sub("", filled)
    return _BLANKS.sub(" ", _BEFORE_MARK.sub("", filled)).strip()


def brace(code: str) -> str:
    """A brace as one writes it in the language spoken: {称呼}."""
    return "{" + pgettext("fill in", _WORDS[code]) + "}"


def in_own_words(text: str) -> str:
    """`text` with its braces written in the language spoken."""
    return _BRACES.sub(lambda found: brace(found[1]) if found[1] in _WORDS else found[0], text)


@cache
def _codes() -> dict[str, str]:
    return {
        word.casefold(): code for code, text in _WORDS.items() for word in spoken("fill in", text)
    }
