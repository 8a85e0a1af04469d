"""What is left of a number when strangers may look on: 138****5678, w***@example.com.

Of a telephone number never more than its first three and last four digits, and at least as many
are hidden as a short one needs not to be guessed; how many are hidden is not told.
"""

import re
import unicodedata
from functools import lru_cache

from crmdesk.models.core.later import pattern

HIDDEN = "****"
_SHOWN = {10: (3, 3), 9: (3, 2), 8: (2, 2), 7: (2, 2), 6: (1, 1), 5: (1, 1), 4: (0, 1), 3: (0, 1)}
"""Digits of a number -> how many of its beginning and of its end are shown."""
_MANY_DIGITS = pattern(r"\d{5,}")
_ADDRESS = pattern(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_IN_TEXT = pattern(
    r"""(?<![\d.])(?:
        \+\d(?:[ -]?\d){7,14}                        # from abroad
      | (?:86[ -]?)?1[3-9]\d(?:[ -]?\d){8}           # a mobile of the mainland
      | \(?0\d{1,3}\)?[ -]?\d{3,4}[ -]?\d{3,4}       # with an area code; a mobile of Taiwan
      | [48]00[ -]?\d{3,4}[ -]?\d{3,4}               # free of charge
    )(?!\d)""",
    re.VERBOSE,
)


@lru_cache(maxsize=4096)
def mask_phone(text: str, extension: str = "") -> str:
    """A telephone number in any writing; words around it go too."""
    plain = unicodedata.normalize("NFKC", text).strip()
    digits = "".join(sign for sign in plain if sign.isdecimal())
    head, tail = (3, 4) if len(digits) > max(_SHOWN) else _SHOWN.get(len(digits), (0, 0))
    sign = "+" if plain.startswith("+") else ""
    shown = f"{sign}{digits[:head]}{HIDDEN}{digits[len(digits) - tail :]}"
    return f"{shown}#**" if extension else shown


def mask_email(text: str) -> str:
    """The first letter and where the mailbox is."""
    name, at, place = text.strip().rpartition("@")
    if not at or not name or not place:
        return mask_account(text)
    hidden = _MANY_DIGITS.sub(HIDDEN, unicodedata.normalize("NFKC", place))
    return f"{name[0] if len(name) > 1 else ''}***@{hidden}"


def mask_account(text: str) -> str:
    """The id of a messenger; one of digits alone as a telephone number."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if "@" in plain.strip("@"):
        return mask_email(plain)
    if plain and sum(sign.isdecimal() for sign in plain) * 2 > len(plain):
        return mask_phone(plain)
    ends = 2 if len(plain) >= 8 else 1 if len(plain) >= 4 else 0
    return f"{plain[:ends]}{HIDDEN}{plain[len(plain) - ends :]}"


def mask_text(text: str) -> str:
    """Words somebody wrote, with what looks like a telephone number or an e-mail in them masked."""
    found = _ADDRESS.sub(lambda one: mask_email(one[0]), text) if "@" in text else text
    return _IN_TEXT.sub(lambda one: mask_phone(one[0]), found)
