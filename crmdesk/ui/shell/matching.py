"""How well a few typed letters fit a title: its beginning, its words, its pinyin, its letters."""

from __future__ import annotations

from dataclasses import dataclass

from crmdesk.models.derived.hanzi import normalise, syllables


@dataclass(frozen=True, slots=True)
class Keys:
    """A title as it may be typed: plain, joined pinyin, initials."""

    plain: str
    pinyin: str = ""
    initials: str = ""


def keys_of(title: str) -> Keys:
    """The keys of a title; looks up pinyin, so not on the GUI thread."""
    spoken = [readings[0].rstrip("012345") for readings in syllables(title, person=False)]
    initials = "".join(part[:1] for part in spoken)
    return Keys(normalise(title), "".join(spoken), initials)


def plain_keys(title: str) -> Keys:
    """The keys while the pinyin is still being looked up."""
    return Keys(normalise(title))


def fit(query: str, keys: Keys) -> int | None:
    """0 is best, None no fit; an empty query fits all alike."""
    typed = normalise(query)
    squeezed = typed.replace(" ", "")
    if keys.plain.startswith(typed):
        return 0
    if any(word.startswith(typed) for word in keys.plain.split()):
        return 1
    if typed in keys.plain and (len(typed) > 1 or not typed.isascii()):
        return 2
    if keys.initials.startswith(squeezed):
        return 3
    if keys.pinyin.startswith(squeezed):
        return 4
    if len(squeezed) > 1 and squeezed in keys.initials:
        return 5
    return 6 if len(squeezed) > 1 and _in_order(squeezed, keys.plain) else None


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
