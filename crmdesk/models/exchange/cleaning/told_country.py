"""Which country a sheet is from: a list from Taiwan in an office on the mainland says so itself."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from crmdesk.models.exchange.columns.recognise import ColumnGuess
from crmdesk.models.exchange.records.understood import OfficeHints

_MOBILE_TW = re.compile(r"(?:\(?\+?886\)?[- ]?0?|0)9\d{2}[- ]?\d{3}[- ]?\d{3}")
_MAINLAND = re.compile(
    r"(?<!\d)(?:86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"
    r"|(?<!\d)0(?:10|2\d)[- )]*\d{4}[- ]?\d{4}(?!\d)"
    r"|(?<!\d)0[3-9]\d{2}[- )]*\d{3,4}[- ]?\d{4}(?!\d)"
)
"""Mobiles, and landlines longer than any of Taiwan."""
_LANDLINE_TW = re.compile(
    r"(?:\(0[2-8]\)[- ]?|0[2-8][- ])\d{3,4}[- ]?\d{4}(?:\s*(?:#|ext\.?|轉|转|分機|分机)\s*\d{1,5})?"
    r"|(?:\(0(?:37|49|82|89)\)[- ]?|0(?:37|49|82|89)[- ])\d{3}[- ]?\d{3,4}(?:\s*#\s*\d{1,5})?"
)
_REPUBLIC = re.compile(r"民[国國]\s?\d")
_DAYS = frozenset({"birthday", "stage_since", "anniversary"})
_ENOUGH = 2


def is_landline_of_taiwan(text: str) -> bool:
    """Whether a number has an area code of Taiwan set apart, as no number of the mainland has."""
    return _LANDLINE_TW.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def office_of(
    office: OfficeHints, columns: Iterable[ColumnGuess], texts: Sequence[Sequence[str]]
) -> OfficeHints:
    """The office as this sheet wants it: with mobiles of Taiwan or days of the Republic, and no
    number of the mainland, numbers and years are those of Taiwan, and what lacks its area code is
    of nobody knows where."""
    if office.country != "CN":
        return office
    found = 0
    for guess in columns:
        if guess.target is None:
            continue
        if guess.target.field in _DAYS and any(map(_REPUBLIC.match, texts[guess.index])):
            found += _ENOUGH
        if guess.target.field != "phone":
            continue
        for text in texts[guess.index]:
            if _MAINLAND.search(text):
                return office
            found += _MOBILE_TW.fullmatch(text) is not None
    return replace(office, country="TW", area_code="") if found >= _ENOUGH else office
