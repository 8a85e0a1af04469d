"""The recovery code: the key of one file as a person can write it down and type it again.

Fourteen groups of five characters, no two of which look alike. The fifth of each group checks the
other four and the group's place, so a slip of the pen is told by its group: any one character that
is wrong, any two of a group that changed places, any two groups that did. The last two bytes check
the whole. The code opens the file until its password is changed: then there is another key.
"""

import hashlib
import unicodedata
from dataclasses import dataclass

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import pgettext

ALPHABET = "23456789ACDEFGHJKLMNPQRTUVWXY"  # 29, a prime: each check finds what it should
GROUPS, DATA = 14, 4
SURE = 4  # right groups that no password has by chance
_AS_READ = str.maketrans({"Z": "2", "S": "5", "B": "8", "1": "L", "I": "L"})
_PRIME = len(ALPHABET)
_KEY, _CHECK = 32, 2  # bytes


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed so far, group by group; `wrong` counts from 1."""

    groups: tuple[str, ...]
    wrong: tuple[int, ...]

    @property
    def is_code(self) -> bool:
        """Whether this is a code at all, and no password."""
        whole = sum(len(group) == DATA + 1 for group in self.groups)
        return whole - len(self.wrong) >= SURE

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return len("".join(self.groups)) == GROUPS * (DATA + 1)


def write_code(key: str) -> tuple[str, ...]:
    """The groups of a raw key as SQLCipher takes it: x'<64 hex digits of key><32 of salt>'."""
    raw = bytes.fromhex(key[2 : 2 + 2 * _KEY])
    number = int.from_bytes(raw + _digest(raw))
    values: list[int] = []
    for _place in range(GROUPS * DATA):
        number, value = divmod(number, _PRIME)
        values.append(value)
    values.reverse()
    groups = (values[at : at + DATA] for at in range(0, len(values), DATA))
    return tuple(
        "".join(ALPHABET[value] for value in (*group, _check(group, place)))
        for place, group in enumerate(groups, start=1)
    )


def read_typed(text: str) -> Typed:
    """Take what was typed apart, as far as it goes; blanks and dashes need not be right."""
    clean = unicodedata.normalize("NFKC", text).upper().translate(_AS_READ)
    parts = "".join(c if c.isalnum() else " " for c in clean).split()
    whole = "".join(parts)
    if len(parts) == 1 or len(whole) == GROUPS * (DATA + 1):  # typed in one, or otherwise parted
        parts = [whole[at : at + DATA + 1] for at in range(0, len(whole), DATA + 1)]
    wrong = [
        place
        for place, group in enumerate(parts, start=1)
        if not _fits(group, place, last=place == len(parts))
    ]
    return Typed(tuple(parts), tuple(wrong))


def key_of_code(text: str, salt: bytes) -> str | None:
    """The key of the file with this salt; None where a password was typed.

    Raises CrmError "recovery.groups" naming those that are wrong, "recovery.short" where some are
    missing and "recovery.wrong" where each is right by itself and the whole is not.
    """
    typed = read_typed(text)
    if not typed.is_code:
        return None
    if typed.wrong:
        wrong = pgettext("list", ", ").join(map(str, typed.wrong))
        raise CrmError("recovery.groups", groups=wrong)
    if not typed.complete:
        raise CrmError("recovery.short", count=GROUPS)
    number = 0
    for character in "".join(group[:DATA] for group in typed.groups):
        number = number * _PRIME + ALPHABET.index(character)
    if number.bit_length() > 8 * (_KEY + _CHECK):
        raise CrmError("recovery.wrong")
    told = number.to_bytes(_KEY + _CHECK)
    raw, check = told[:_KEY], told[_KEY:]
    if check != _digest(raw):
        raise CrmError("recovery.wrong")
    return f"x'{raw.hex()}{salt.hex()}'"


def _fits(group: str, place: int, *, last: bool) -> bool:
    """Whether the group is right; the last one as far as it is typed."""
    if any(character not in ALPHABET for character in group) or place > GROUPS:
        return False
    if len(group) < DATA + 1:
        return last
    if len(group) > DATA + 1:
        return False
    values = [ALPHABET.index(character) for character in group]
    return values[-1] == _check(values[:-1], place)


def _check(values: list[int], place: int) -> int:
    """Other weights for each place: so two characters or groups that changed places are found."""
    return (sum(weight * value for weight, value in enumerate(values, start=1)) + place) % _PRIME


def _digest(raw: bytes) -> bytes:
    return hashlib.sha256(b"crmdesk recovery" + raw).digest()[:_CHECK]
