"""Several people in one text: where each begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from crmdesk.models.exchange.paste.board import flat
from crmdesk.models.exchange.paste.person import read_person

_NUMBERED = re.compile(r"^[ ]*\(?(\d{1,2})[.、):][ ]*(?=\D)", re.MULTILINE)
_NAME_LABEL = re.compile(
    r"(?:^|[\n ;])(?=(?:收货人|收件人|姓名|联系人|客户姓名|联络人|收货人姓名|收件人姓名)\s*:)"
)
_BLANK_LINE = re.compile(r"\n[ ]*\n\s*")
_CONTACT = re.compile(r"\d[\d\- ]{5,}\d|@|微信|wechat|qq", re.IGNORECASE)
Span = tuple[int, int]
MOST = 500
"""So many lines are looked at one by one; longer lists are for the import."""


def split_people(text: str, country: str) -> list[Span]:
    """The stretches of the text about one person each; together they are the whole."""
    plain = flat(text)
    if len(_CONTACT.findall(plain)) < 2:
        return [(0, len(text))]
    for starts in (
        _numbered(plain),
        [found.end() for found in _NAME_LABEL.finditer(plain)],
        _blocks(plain),
    ):
        spans = _spans(starts, len(text))
        if len(spans) > 1 and all(_is_somebody(text[a:b], country) for a, b in spans):
            return [span for a, b in spans for span in _within(text, a, b, country)]
    return _by_names(text, plain, country)


def _within(text: str, start: int, end: int, country: str) -> list[Span]:
    """Several people in one of the stretches."""
    found = split_people(text[start:end], country)
    return [(start + a, start + b) for a, b in found]


def _numbered(plain: str) -> list[int]:
    """The items of a list counted from 1."""
    found = list(_NUMBERED.finditer(plain))
    if [int(item[1]) for item in found] != list(range(1, len(found) + 1)):
        return []
    return [item.start() for item in found]


def _blocks(plain: str) -> list[int]:
    begin = len(plain) - len(plain.lstrip())
    found = [item.end() for item in _BLANK_LINE.finditer(plain) if item.end() < len(plain)]
    return [begin, *(at for at in found if at > begin)]


def _spans(starts: Sequence[int], end: int) -> list[Span]:
    """What stands before the first belongs to it."""
    if not starts:
        return []
    return list(pairwise([0, *starts[1:], end]))


def _is_somebody(text: str, country: str) -> bool:
    board = read_person(text, country)
    return board.first("name") is not None and (
        board.first("phone", "email", "wechat", "qq", "line") is not None
    )


def _by_names(text: str, plain: str, country: str) -> list[Span]:
    """One a line, or on one line between ; and , each with a number of her own."""
    lines = [found.span() for found in re.compile(r"[^\n]+").finditer(plain)]
    if not 1 <= len(lines) <= MOST:
        return [(0, len(text))]
    starts = [start for start, end in lines if _begins_somebody(text[start:end], country)]
    spans = _spans(starts, len(text))
    if len(spans) > 1 and all(_is_somebody(text[a:b], country) for a, b in spans):
        return spans
    if len(lines) == 1:
        for mark in ("[;]", "[、]", "[,]"):
            cuts = [found.end() for found in re.finditer(mark, plain)]
            parts = _spans([0, *cuts], len(text))
            parts = [part for part in parts if plain[slice(*part)].strip(" ;、,。")]
            if len(parts) > 1 and all(_is_somebody(text[a:b], country) for a, b in parts):
                return list(pairwise([0, *(start for start, _end in parts[1:]), len(text)]))
    return [(0, len(text))]


def _begins_somebody(line: str, country: str) -> bool:
    """Whether a line names a person, first of all or with her number."""
    board = read_person(line, country)
    name = board.first("name")
    if name is None:
        return False
    contact = board.first("phone", "email", "wechat", "qq", "line")
    return contact is not None or len(line.strip(" :：,，")) <= len(name.value) + 2
