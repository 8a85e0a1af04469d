"""Chinese characters as search and sorting need them: one form of each, and how they are read."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import islice

from crmdesk.models.derived.readings import COMPOUND_SURNAMES, HETERONYMS, SURNAMES, WORDS
from crmdesk.paths import resource

_MOST_VARIANTS = 4
_SORTED = 60  # characters that decide the order


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    lines = resource("names", "traditional_to_simplified.txt").read_text(encoding="utf-8")
    traditional, simple = (line for line in lines.splitlines() if not line.startswith("#"))
    return {ord(old): new for old, new in zip(traditional, simple, strict=True)}


@lru_cache(maxsize=1)
def _any_traditional() -> Callable[[str], object]:
    """Whether there is anything to simplify; seeing it takes a third of doing it."""
    return re.compile(f"[{''.join(map(chr, _simplified()))}]").search


def simplify(text: str) -> str:
    """`text` with every 繁 character in its 简 form, one for one."""
    if text.isascii() or not _any_traditional()(text):
        return text
    return text.translate(_simplified())


def normalise(text: str) -> str:
    """What search compares: NFKC, simplified, lower case, runs of blanks made one."""
    if not text.isascii():
        text = simplify(unicodedata.normalize("NFKC", text))
    text = text.lower()
    return text if text.isalnum() else " ".join(text.split())


def is_hanzi(character: str) -> bool:
    """Whether this is a Chinese character, rare ones included."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\U00020000" <= character <= "\U0003ffff"
        or character == "〇"
    )


@lru_cache(maxsize=20_000)
def readings(character: str) -> tuple[str, ...]:
    """How a hanzi is read in names, likeliest first, with tone digits: 长 chang2 zhang3."""
    return _told(character, HETERONYMS.get(character, ())) or _dictionary(character)[:1]


def syllables(name: str, *, person: bool = True) -> list[tuple[str, ...]]:
    """The readings of each hanzi of `name`, the likeliest first, tone digits kept.

    A person's name begins with a surname (单 is shan there); in others 重庆 has its own reading.
    """
    text = "".join(filter(is_hanzi, simplify(name)))
    told = _surname(text) if person else _words(text)
    return [told.get(at) or readings(character) for at, character in enumerate(text)]


def _surname(text: str) -> dict[int, tuple[str, ...]]:
    if len(text) > 2 and (double := COMPOUND_SURNAMES.get(text[:2])):
        return {at: _told(text[at], (double[at],)) for at in (0, 1)}
    if 2 <= len(text) <= 4 and (single := SURNAMES.get(text[0])):
        return {0: _told(text[0], single)}
    return {}


def _words(text: str) -> dict[int, tuple[str, ...]]:
    told: dict[int, tuple[str, ...]] = {}
    for at in range(len(text) - 1):
        if word := WORDS.get(text[at : at + 2]):
            told |= {at + n: _told(text[at + n], (word[n],)) for n in (0, 1)}
    return told


@lru_cache(maxsize=1)
def _pinyin() -> tuple[str, str]:
    """Who is read how first, and then: in each line a reading and the characters that have it."""
    told = resource("names", "pinyin.txt").read_text(encoding="utf-8")
    first, more = told.split("--\n")
    return first[first.rindex("#") :], more


@lru_cache(maxsize=20_000)
def _dictionary(character: str) -> tuple[str, ...]:
    """Every reading the resource tells, the first one first.

    It is looked through as it is, some microseconds for each character met: spread out in a
    dictionary it took 3 MB.
    """
    found = []
    for lines in () if character.isascii() else _pinyin():
        at = lines.find(character)
        while at >= 0:
            line = lines.rfind("\n", 0, at) + 1
            found.append(lines[line : lines.index(" ", line)])
            at = lines.find(character, at + 1)
    return tuple(found)


def _told(character: str, plain: tuple[str, ...]) -> tuple[str, ...]:
    """The given readings with the dictionary's tone for each."""
    tones = {reading[:-1]: reading for reading in reversed(_dictionary(character))}
    return tuple(tones.get(reading, f"{reading}1") for reading in plain)


def spellings(name: str, *, person: bool = True) -> list[tuple[str, ...]]:
    """The name in pinyin without tones: the likeliest first, then with one second reading each."""
    options = [_toneless(told) for told in syllables(name, person=person)]
    options = [told for told in options if told]
    first = tuple(told[0] for told in options)
    if not first:
        return []
    others = (
        (*first[:at], told[1], *first[at + 1 :]) for at, told in enumerate(options) if len(told) > 1
    )
    return [first, *islice(others, _MOST_VARIANTS)]


def initials(text: str, *, person: bool = True) -> str:
    """The first letters of the pinyin: 张三丰 zsf; "" without hanzi."""
    found = spellings(text, person=person)
    return "".join(syllable[0] for syllable in found[0]) if found else ""


def sort_key(name: str, *, person: bool = True) -> str:
    """Orders names by plain comparison: by pinyin, then tone, then character; latin in between."""
    plain = normalise(name).replace(" ", "")[:_SORTED]
    if person and _begins_plainly(plain):
        return "".join(map(_sort_part, plain))
    told = iter(syllables(plain, person=person))
    parts: list[str] = []
    for character in plain:
        if is_hanzi(character):
            parts.append((next(told) or ("~",))[0] + character)
        elif character.isalnum() or parts:
            parts.append(character)
    return "".join(parts)


def _begins_plainly(plain: str) -> bool:
    """Whether a name begins with a hanzi that is read in surnames as elsewhere."""
    return is_hanzi(plain[:1]) and plain[0] not in SURNAMES and plain[:2] not in COMPOUND_SURNAMES


@lru_cache(maxsize=20_000)
def _sort_part(character: str) -> str:
    return (readings(character) or ("~",))[0] + character if is_hanzi(character) else character


@lru_cache(maxsize=20_000)
def _toneless(told: tuple[str, ...]) -> tuple[str, ...]:
    """At most two different readings without tones; ü is v as people type it, then u."""
    plain = dict.fromkeys(reading[:-1] for reading in told)
    with_u = [reading.replace("v", "u") for reading in plain if "v" in reading]
    return tuple(islice(dict.fromkeys([*plain, *with_u]), 2))
