"""Numbers of identity papers: told by their form and check digit, and masked."""

import re
from collections.abc import Sequence
from datetime import date

_MAINLAND = re.compile(r"[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dXx]")
_OLD = re.compile(r"[1-9]\d{5}(\d{2})([01]\d)([0-3]\d)\d{3}")
_TAIWAN = re.compile(r"[A-Z][12ABCD89]\d{8}")
_HONG_KONG = re.compile(r"([A-Z]{1,2})(\d{6})\(?([\dA])\)?")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_COUNTIES = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
"""In the order of their numbers, from 10."""
_WITHIN = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_SHOWN = 4
_ENOUGH = 0.7
_LOOKED_AT = 50


def is_identity(text: str) -> bool:
    """Whether this is the number of an identity card of the mainland (18 or 15), of Taiwan or of
    Hong Kong, its check digit right."""
    plain = text.strip().upper()
    return is_mainland(plain) or _is_old(plain) or _is_taiwanese(plain) or _is_hong_kong(plain)


def is_mainland(text: str) -> bool:
    """Whether it has the form of the mainland's and its check digit."""
    if not _MAINLAND.fullmatch(text):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == text[17].upper()


def holds_identities(texts: Sequence[str]) -> bool:
    """Whether a column holds such numbers, whatever it is called."""
    told = [text for text in texts[: _LOOKED_AT * 4] if text][:_LOOKED_AT]
    found = sum(map(is_identity, told))
    return bool(found) and found >= len(told) * _ENOUGH


def stands_within(text: str) -> bool:
    """Whether such a number stands among other words."""
    return any(is_mainland(found) for found in _WITHIN.findall(text))


def masked(text: str) -> str:
    """Enough to compare with a paper somebody shows, and no more: ••••1234."""
    plain = text.strip()
    return "*" * (len(plain) - _SHOWN) + plain[-_SHOWN:] if len(plain) > _SHOWN else plain


def _is_old(text: str) -> bool:
    """Of fifteen digits, without a check digit: the day of birth must be one."""
    found = _OLD.fullmatch(text)
    if found is None:
        return False
    try:
        date(1900 + int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True


def _is_taiwanese(text: str) -> bool:
    if not _TAIWAN.fullmatch(text):
        return False
    county = _COUNTIES.index(text[0]) + 10
    second = _COUNTIES.index(text[1]) % 10 if text[1].isalpha() else int(text[1])
    digits = (county // 10, county % 10, second, *map(int, text[2:]))
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
    return sum(d * w for d, w in zip(digits, weights, strict=True)) % 10 == 0


def _is_hong_kong(text: str) -> bool:
    found = _HONG_KONG.fullmatch(text)
    if found is None:
        return False
    values = [36, *(ord(letter) - 55 for letter in found[1])][-2:]
    digits = (*values, *map(int, found[2]), 10 if found[3] == "A" else int(found[3]))
    weights = range(9, 0, -1)
    return sum(d * w for d, w in zip(digits, weights, strict=True)) % 11 == 0
