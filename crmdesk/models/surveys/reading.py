"""An answer as people and web forms write it, made the value that is kept."""

import re
from collections.abc import Sequence

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import spoken
from crmdesk.models.customers.custom_values import canonical
from crmdesk.models.derived.hanzi import normalise
from crmdesk.models.surveys.rules import NPS, SATISFIED, SCALE

_NUMBER = re.compile(r"(\d{1,2})(?:\.0+)?\s*(?:分|点|點|星|/\s*(?:5|10))?")
_LETTER = re.compile(r"\(?([a-z])\s*[.、:)．]\s*(?=\S)")
_ALONE = re.compile(r"\(?([a-z])\s*[.、:)．]?")
_OWN_WORDS = re.compile(r"(?<!\s)\s*+(?:[〖\[【(（](.*)[〗\]】)）]\s*$|[:：]\s*(.+)$)", re.DOTALL)
_AFTER_COLON = re.compile(r"(?<!\s)\s*+[:：]()\s*(.+)$", re.DOTALL)
_BETWEEN = re.compile(r"┋|[;；|｜\n]|、|，|,")
_SURE = re.compile(r"┋|[;；|｜\n]")
_MORE_WORDS = {
    "非常满意": 5, "很满意": 5, "十分满意": 5, "比较满意": 4, "较满意": 4, "满意": 4,
    "一般": 3, "普通": 3, "尚可": 3, "还行": 3, "不太满意": 2, "不满意": 2, "较不满意": 2,
    "比较不满意": 2, "非常不满意": 1, "很不满意": 1, "极不满意": 1,
    "very satisfied": 5, "satisfied": 4, "neutral": 3, "dissatisfied": 2, "unsatisfied": 2,
    "very dissatisfied": 1, "very unsatisfied": 1,
}  # fmt: skip


def read_answer(kind: str, text: str, choices: Sequence[str] = ()) -> str:
    """The value to keep; "" for no answer.

    Raises CrmError "answer.scale", "answer.nps", "answer.choice", "fact.number", "fact.date".
    """
    text = text.strip()
    if not text:
        return ""
    if kind == "scale":
        return _scored(_unlettered(text), SCALE, "answer.scale")
    if kind == "nps":
        return _scored(_unlettered(text), NPS, "answer.nps")
    if kind == "single":
        return _chosen(text, choices)
    if kind == "multiple":
        return _several(text, choices)
    if kind == "number":
        return canonical("number", text)
    if kind == "date":
        return canonical("date", text.split(" ")[0])
    return text


def _scored(text: str, allowed: range, code: str) -> str:
    plain = normalise(text)
    if found := _NUMBER.fullmatch(plain):
        score = int(found[1])
        if score in allowed:
            return str(score)
    elif allowed == SCALE and (worded := _worded(plain)):
        return str(worded)
    raise CrmError(code, value=text)


def _worded(plain: str) -> int:
    for score, text in SATISFIED.items():
        if plain in map(normalise, spoken("satisfaction", text)):
            return score
    return _MORE_WORDS.get(plain, 0)


def _unlettered(text: str) -> str:
    """非常满意 of 'A.非常满意'."""
    found = _LETTER.match(normalise(text))
    return normalise(text)[found.end() :] if found else text


def _several(text: str, choices: Sequence[str]) -> str:
    """The choices in their own order; a whole cell that is one choice is not taken apart."""
    parts = [text]
    if _place(text, choices) is None:
        sure = [part for part in _SURE.split(text) if part.strip()]
        parts = sure if len(sure) > 1 else [part for part in _BETWEEN.split(text) if part.strip()]
    found = {_place(part, choices): _chosen(part, choices) for part in parts}
    return "\n".join(found[place] for place in sorted(found, key=lambda place: place or 0))


def _chosen(text: str, choices: Sequence[str]) -> str:
    place = _place(text, choices)
    if place is None:
        raise CrmError("answer.choice", value=text.strip())
    return _with_own_words(text, choices[place])


def _place(text: str, choices: Sequence[str]) -> int | None:
    """Which choice is meant: its words, with a letter before them, the letter or number alone."""
    plain = normalise(text).strip(" .。")
    known = [normalise(choice) for choice in choices]
    bare = _unlettered(plain)
    own = _own_words(bare)
    head = bare[: own.start()] if own else bare
    for told in (plain, bare, head):
        if told in known:
            return known.index(told)
    alone = _ALONE.fullmatch(plain)
    at = ord(alone[1]) - ord("a") if alone else -1
    if at < 0 and (number := _NUMBER.fullmatch(plain)):
        at = int(number[1]) - 1
    return at if 0 <= at < len(choices) else None


def _own_words(text: str) -> re.Match[str] | None:
    """What stands in brackets or behind a colon at the end."""
    closed = text.rstrip().endswith(("〗", "]", "】", ")", "）"))
    return (_OWN_WORDS if closed else _AFTER_COLON).search(text)


def _with_own_words(text: str, choice: str) -> str:
    """其他：别人介绍 of “其他〖别人介绍〗”; the choice itself has no such words."""
    found = _own_words(text.strip())
    if found is None or _own_words(choice):
        return choice
    own = (found[1] or found[2] or "").strip()
    return f"{choice}：{own}" if own and normalise(own) not in normalise(choice) else choice
