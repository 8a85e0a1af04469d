"""How one addresses people whose names say it: 王总, 李姐; 先生 beside 王建国 is 王先生."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crmdesk.models.derived.hanzi import simplify
from crmdesk.models.derived.names import split_person
from crmdesk.models.exchange.cleaning.called_names import called_name
from crmdesk.models.exchange.cleaning.remark_words import honorifics
from crmdesk.models.exchange.records.customers import CustomerRecord

_GENDERS = {
    "先生": "male", "女士": "female", "小姐": "female", "太太": "female", "夫人": "female",
}  # fmt: skip
_BARE = frozenset((*_GENDERS, "老师"))
_ENDS = frozenset("生士姐太人师師")
_FIRST = frozenset("老小阿")
_LONGEST = 6


def take_forms_of_address(people: Iterable[CustomerRecord]) -> None:
    """Say how to address whoever is named so; what the file says itself stands."""
    ends = frozenset(word[-1] for word in honorifics())
    for person in people:
        told = person.__dict__
        if "name" in told or "salutation" in told:
            _take(person, ends)
        for contact in told.get("contacts", ()):
            _take(contact, ends)


def _take(person: Any, ends: frozenset[str]) -> None:
    name, salutation = person.name, person.salutation
    if salutation:
        if salutation[-1] not in _ENDS:
            return
        plain = simplify(salutation)
        if plain in _BARE and (surname := split_person(name)[0]):
            person.salutation = surname + salutation
        _take_gender(person, plain[-2:])
    elif _may_say_it(name, ends) and (called := called_name(name)):
        word = simplify(name[-2:])
        if called.name == name or word in _GENDERS:  # 郑爽女士 is 郑爽
            person.name, person.salutation = called.name, called.salutation
            _take_gender(person, word)


def _may_say_it(name: str, ends: frozenset[str]) -> bool:
    return 1 < len("".join(name.split())) <= _LONGEST and (
        simplify(name[-1]) in ends or name[0] in _FIRST
    )


def _take_gender(person: Any, word: str) -> None:
    if word in _GENDERS and not person.gender:
        person.gender = _GENDERS[word]
