"""A next step in the words of a log entry: “下一步 周五 送样品” is one, to be done on Friday."""

import re
from datetime import date
from itertools import islice

from crmdesk.models.calendar.said import EDGES, END, Recognised, find_day
from crmdesk.models.derived.hanzi import simplify

_STEP = re.compile(r"下一?步|(?<![a-z])next(?: steps?)?(?=\s*[:：])|(?<![a-z])next steps?(?![a-z])")
_PERHAPS = re.compile(r"下次|下回|约好|改约|改到|再联系|再打|再约")
"""One says this of what is past as well: only with a day is it a step."""
_MOST = 20
"""Such words are looked at in one entry: it is asked for while somebody types."""


def find_next_step(text: str, today: date) -> Recognised | None:
    """The first step that `text` names; None where it names none.

    Where it is called a next step it is one without a day, too: then the day is asked for.
    """
    plain = simplify(text).lower()
    if len(plain) != len(text):
        text = plain
    for word, sure in ((_STEP, True), (_PERHAPS, False)):
        for found in islice(word.finditer(plain), _MOST):
            said = _said(text, plain, found, sure=sure)
            step = find_day(said, today) if said else None
            if step is not None and (sure or _to_come(step, today)):
                return step
    return None


def _said(text: str, plain: str, found: re.Match[str], *, sure: bool) -> str:
    """The rest of the sentence; where the word is part of what is to be done, all of it."""
    end = END.search(plain, found.end())
    last = end.start() if end else len(text)
    if sure:
        return text[found.end() : last].strip(EDGES)
    begin = max((stop.end() for stop in re.finditer(r"[。！？!?；;\n,，]", plain[: found.start()])),
                default=0)  # fmt: skip
    return text[begin:last].strip(EDGES)


def _to_come(step: Recognised, today: date) -> bool:
    return step.when is not None and step.when.day > today
