"""The lines of a card made ready: alternatives chosen, preferred ones first, URIs unwrapped."""

import re
from collections.abc import Sequence
from urllib.parse import unquote

from crmdesk.models.exchange.reading.vcard import Property, unescaped
from crmdesk.models.exchange.vocabulary.texts import tidy

_SCHEME = re.compile(r"(?:tel|mailto|sms):", re.IGNORECASE)
_GROUPS = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
_MEMBERS = ("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")
_LAST = 101


def prepared(lines: Sequence[Property]) -> list[Property]:
    """One of each set of alternatives (ALTID), the Chinese one if there is one; preferred first."""
    chosen: dict[object, Property] = {}
    for number, line in enumerate(lines):
        altid = line.params.get("ALTID")
        key = (line.name, altid) if altid else number
        if key not in chosen or (_is_chinese(line) and not _is_chinese(chosen[key])):
            chosen[key] = line
    same: dict[str, list[Property]] = {}
    for line in chosen.values():
        same.setdefault(line.name, []).append(line)
    ordered = {name: iter(sorted(found, key=_preference)) for name, found in same.items()}
    return [next(ordered[line.name]) for line in chosen.values()]


def kind_of(lines: Sequence[Property]) -> str:
    """individual, group, org, location; "" where the card does not say."""
    return next((line.value.strip().lower() for line in lines if line.name in _GROUPS), "")


def tags_of_members(cards: Sequence[Sequence[Property]]) -> dict[str, list[str]]:
    """UID → the names of the groups that count the card among their members."""
    tags: dict[str, list[str]] = {}
    for lines in cards:
        if kind_of(lines) != "group":
            continue
        name = next((tidy(unescaped(line.value)) for line in lines if line.name == "FN"), "")
        for line in lines:
            if name and line.name in _MEMBERS:
                tags.setdefault(_plain_uid(line.value), []).append(name)
    return tags


def uid_of(lines: Sequence[Property]) -> str:
    return next((_plain_uid(line.value) for line in lines if line.name == "UID"), "")


def number_in(text: str) -> str:
    """What to dial in tel:+86-571-88888888;ext=802."""
    if not _SCHEME.match(text):
        return text
    number, *params = unquote(_SCHEME.sub("", text, count=1)).split(";")
    told = dict(param.lower().partition("=")[::2] for param in params)
    context = told.get("phone-context", "")
    if context.startswith("+") and not number.startswith(("+", "0")):
        number = f"{context}{number}"
    return f"{number} ext {told['ext']}" if told.get("ext") else number


def address_in(text: str) -> str:
    """What to write to in mailto:a@b.cn?subject=x."""
    if not _SCHEME.match(text):
        return text
    return unquote(_SCHEME.sub("", text, count=1).partition("?")[0])


def _plain_uid(text: str) -> str:
    return text.strip().lower().removeprefix("urn:uuid:")


def _is_chinese(line: Property) -> bool:
    return line.params.get("LANGUAGE", "").lower().startswith("zh")


def _preference(line: Property) -> int:
    told = line.params.get("PREF", "")
    if told.isdecimal():
        return min(int(told[:4]), _LAST)
    return 1 if "PREF" in line.types else _LAST
