"""Headers and short words in the one form in which they are compared."""

import re
from functools import lru_cache

from crmdesk.models.derived.hanzi import normalise

_BRACKETS = re.compile(r"[(\[【〔{<《「][^()\[\]【】〔〕{}<>《》「」]*[)\]】〕}>》」]")
_MARKS = re.compile(r"必填项?|选填项?|\*")
_DROPPED = str.maketrans("", "", " \t\r\n\u3000:：*_'\"“”.。，,;；、/\\-—–·?？!！#")
_HANZI_NUMBERS = str.maketrans("一二三四五六七八九", "123456789")


@lru_cache(maxsize=4096)
def plain_header(text: str) -> str:
    """NFKC, simplified, lower case, without blanks, punctuation, 必填 and bracketed notes."""
    return _squeezed(_BRACKETS.sub("", normalise(text)))


@lru_cache(maxsize=4096)
def bracket_note(text: str) -> str:
    """What stands in brackets in a header, in the same form; "" where nothing does."""
    found = _BRACKETS.search(normalise(text))
    return _squeezed(found[0][1:-1]) if found else ""


def hanzi_numbered(text: str) -> str:
    """'电话二' as '电话2'."""
    return text[:-1] + text[-1:].translate(_HANZI_NUMBERS)


def _squeezed(text: str) -> str:
    return _MARKS.sub("", text).translate(_DROPPED)
