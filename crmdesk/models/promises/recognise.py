"""A promise in the words of a log entry: “承诺周五前寄样品” is one, due on Friday."""

import re
from datetime import date

from crmdesk.models.calendar.said import EDGES, END, Recognised, find_day
from crmdesk.models.derived.hanzi import simplify

_WORD = re.compile(
    r"(?:承诺|答应|保证|允诺|说好)(?:了|过|客户|对方|她|他|给[她他])*"
    r"|(?<![a-z])(?:i|we)(?: have|'ve)? promised?(?: to)?(?![a-z])|(?<![a-z])promised? to(?![a-z])"
)
_NOT_OURS = re.compile(r"(?:客户|对方|人家|厂家|供应商|[她他总姐哥工])(?:又|也|已经?|口头)?$")
_NOT = re.compile(r"(?:没有?|未|不|别|不敢|不能|无法|没法)(?:再|敢|能|法)?$")
_BEFORE = 20
"""Characters before the word that say whose promise it is."""


def find_promise(text: str, today: date) -> Recognised | None:
    """The first promise of ours that `text` tells; None where it tells none.

    What the customer promised, and what we did not promise, is none.
    """
    plain = simplify(text).lower()
    if len(plain) != len(text):
        text = plain
    for found in _WORD.finditer(plain):
        before = plain[max(0, found.start() - _BEFORE) : found.start()]
        if _NOT.search(before) or _NOT_OURS.search(before):
            continue
        end = END.search(plain, found.end())
        said = text[found.end() : end.start() if end else len(text)].strip(EDGES)
        if said:
            return find_day(said, today)
    return None
