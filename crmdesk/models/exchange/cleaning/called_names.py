"""People as one calls them: 王总, 王建国经理, 李姐, 老陈; with what stands before (建材王总)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from crmdesk.models.customers.places import province_of, province_of_city
from crmdesk.models.derived.hanzi import simplify
from crmdesk.models.derived.names import split_person
from crmdesk.models.exchange.cleaning.remark_words import TOP_SURNAMES, honorifics, words

_NO_NAMES = frozenset(
    ("施工", "车工", "古董", "全工", "高科", "同学", "经理", "小米", "大米", "小麦", "阿里")
)
_NICKNAME = re.compile(r"[老小阿大]")


@dataclass(frozen=True, slots=True)
class CalledName:
    """A person as one calls her: 王总, 王建国经理, 李姐; `before` stood in front (建材王总)."""

    name: str
    salutation: str
    title: str = ""
    before: str = ""


@lru_cache(maxsize=4096)
def called_name(part: str) -> CalledName | None:
    """A name that ends in how one calls her, or begins with 老, 小, 阿."""
    plain = simplify(part)
    if plain in _NO_NAMES:
        return None
    for word in honorifics():
        if plain.endswith(word) and len(plain) > len(word):
            stem = part[: len(part) - len(word)].rstrip()
            if found := _with_honorific(stem, part[len(part) - len(word) :]):
                return found
    if len(plain) == 2 and _NICKNAME.match(plain):
        return CalledName(part, part) if _is_surname(part[1]) or plain[0] == "阿" else None
    return None


def is_nickname(called: CalledName) -> bool:
    """大华 behind a whole name is hardly somebody."""
    return len(called.name) == 2 and _NICKNAME.match(called.name) is not None


def is_known(part: str) -> bool:
    """A trade or a place; 石材 and 金华 begin like names."""
    plain = simplify(part)
    return plain in words("trades") or plain in words("jobs") or is_place(plain)


def is_place(plain: str) -> bool:
    return bool(province_of_city(plain)) or (len(plain) < 4 and province_of(plain) == plain)


def _with_honorific(stem: str, word: str) -> CalledName | None:
    """王总, 王建国总, 建材王总; None where no surname stands before the word."""
    title = word if simplify(word) in words("jobs") else ""
    if _NICKNAME.match(stem) and len(stem) == 2 and _is_surname(stem[1]):
        return CalledName(stem + word, stem + word, title)
    if len(stem) == 1:
        return CalledName(stem + word, stem + word, title) if _is_surname(stem) else None
    if len(stem) == 2 and split_person(stem + "某")[0] == stem:  # 欧阳总
        return CalledName(stem + word, stem + word, title)
    surname, _given = split_person(stem)
    before, last = stem[:-1], stem[-1]
    if len(before) >= 2 and _is_surname(last) and (not surname or _is_prefix(before, last)):
        return CalledName(last + word, last + word, title, before)
    if surname and not is_known(stem):
        return CalledName(stem, surname + word, title)
    return None


def _is_prefix(before: str, surname: str) -> bool:
    """Whether 石材, 金华 or 华为 before a surname is no name itself."""
    return is_known(before) or (surname in TOP_SURNAMES and before[0] not in TOP_SURNAMES)


def _is_surname(character: str) -> bool:
    return bool(split_person(f"{character}某")[0])
