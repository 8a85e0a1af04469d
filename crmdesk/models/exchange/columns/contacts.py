"""Whose a column is: the customer's own, or that of one of several people in the row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.exchange.vocabulary.looks import is_mobile, share
from crmdesk.models.exchange.vocabulary.normal import plain_header

if TYPE_CHECKING:
    from crmdesk.models.exchange.columns.recognise import ColumnGuess

_ANYWHERE = frozenset(
    {"title", "department", "gender", "salutation", "role", "birthday", "phone", "wechat"}
)
"""Beside the only contact these are hers wherever they stand, the rest only behind her name."""
_PERSONAL = _ANYWHERE | {"email", "wecom", "qq", "line"}
"""Between two names such columns are those of the first."""
_NAMES = ("name", "name.family", "name.given")
_OF_THE_FIRM = frozenset({"country", "region", "industry"})
"""Two people for whom these differ are not of one company."""
_IN_CHARGE = frozenset({"负责人", "法人", "法人代表", "法定代表人"})
"""Beside a contact, numbers and addresses are not theirs."""
Samples = Sequence[Sequence[str]]


def contacts_told_apart(
    guesses: list[ColumnGuess], samples: Samples, merged: Collection[int] = ()
) -> list[ColumnGuess]:
    """The guesses with each person's columns under her number.

    联系人 without a company is the customer; with one, the personal columns beside it are hers.
    `merged` are columns with cells merged over several rows.
    """
    guesses = _names_as_contacts(guesses)
    heads = [guess for guess in guesses if _is_head(guess)]
    heads = [head for head in heads if plain_header(head.header) not in _IN_CHARGE] or heads
    if not any(guess.target and guess.target.contact for guess in guesses):
        return guesses
    own = [guess for guess in guesses if guess.target and _is_plain_name(guess.target)]
    if len(heads) > 1 or (own and heads and own[0].index < heads[0].index):
        guesses = _in_blocks(guesses, [*own[:1], *heads] if own else heads)
    fields = {guess.target.field for guess in guesses if guess.target and not guess.target.contact}
    has_name = not fields.isdisjoint(_NAMES)
    if "company" not in fields:
        return guesses if has_name else [_own(guess) for guess in guesses]
    if has_name or len(heads) != 1 or not _is_first(heads[0]):
        return guesses
    return [_hers(guess, heads[0], samples) for guess in _notes(guesses, heads[0], samples, merged)]


def _names_as_contacts(guesses: list[ColumnGuess]) -> list[ColumnGuess]:
    """Several names in a row: people of the company, or beside the first whom she brings."""
    names = [guess for guess in guesses if guess.target and _is_plain_name(guess.target)]
    if len(names) < 2:
        return guesses
    fields = {guess.target.field for guess in guesses if guess.target and not guess.target.contact}
    taken = max((guess.target.contact for guess in guesses if guess.target), default=0)
    others = names if "company" in fields else names[1:]
    numbers = {guess.index: taken + at for at, guess in enumerate(others, start=1)}
    return [
        replace(guess, target=Target("name", contact=numbers[guess.index]), confidence=0.8)
        if guess.index in numbers
        else guess
        for guess in guesses
    ]


def _is_plain_name(target: Target) -> bool:
    return target.field == "name" and not target.contact


def _is_head(guess: ColumnGuess) -> bool:
    return guess.target is not None and guess.target.field == "name" and guess.target.contact > 0


def _is_first(head: ColumnGuess) -> bool:
    return head.target is not None and head.target.contact == 1


def _in_blocks(guesses: list[ColumnGuess], heads: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """联系人1 电话1 联系人2 电话2, numbered or not; else 联系人1 联系人2 电话1 电话2."""
    numbers = _numbers(heads)
    inner = Counter[tuple[str, str]]()
    owner: dict[int, int] = {}
    places = {guess.index: place for place, guess in enumerate(guesses)}
    for head, following in pairwise(heads):
        between = guesses[places[head.index] + 1 : places[following.index]]
        block = [guess for guess in between if _is_hers(guess, head)]
        owner |= {guess.index: numbers[head.index] for guess in block}
        inner |= Counter(map(_key, block))
    last, left = heads[-1], Counter(inner)
    for guess in guesses:
        if guess.index > last.index and _is_hers(guess, last) and left[_key(guess)]:
            left[_key(guess)] -= 1
            owner[guess.index] = numbers[last.index]
    if not inner:
        owner = _by_order(guesses, heads, numbers)
    return _renumbered(guesses, owner | numbers)


def _numbers(heads: Sequence[ColumnGuess]) -> dict[int, int]:
    """A number of her own for each head."""
    taken = set[int]()
    following: dict[int, int] = {}
    numbers = {}
    for head in heads:
        assert head.target is not None
        asked = head.target.contact
        number = following.get(asked, asked)
        while number in taken:
            number += 1
        taken.add(number)
        following[asked] = number + 1
        numbers[head.index] = number
    return numbers


def _by_order(
    guesses: Sequence[ColumnGuess], heads: Sequence[ColumnGuess], numbers: dict[int, int]
) -> dict[int, int]:
    """As many telephones behind the names as there are names: one for each."""
    behind = [guess for guess in guesses if guess.index > heads[-1].index]
    owner: dict[int, int] = {}
    for key, count in Counter(_key(g) for g in behind if _is_hers(g, heads[0])).items():
        if count == len(heads):
            theirs = [g for g in behind if _key(g) == key]
            owner |= {
                guess.index: numbers[head.index] for guess, head in zip(theirs, heads, strict=True)
            }
    return owner


def _is_hers(guess: ColumnGuess, head: ColumnGuess) -> bool:
    target = guess.target
    if target is None or target.field.split(".")[0] not in _PERSONAL:
        return False
    return not target.contact or bool(head.target and target.contact == head.target.contact)


def _key(guess: ColumnGuess) -> tuple[str, str]:
    assert guess.target is not None
    return guess.target.field, guess.target.label


def _renumbered(guesses: Sequence[ColumnGuess], owner: dict[int, int]) -> list[ColumnGuess]:
    """The columns under their people; the second telephone of somebody is hers from 1 on."""
    counts = Counter[tuple[int, str]]()
    found = []
    for guess in guesses:
        number, target = owner.get(guess.index), guess.target
        if number is not None and target is not None:
            counts[number, target.field] += 1
            n = counts[number, target.field]
            guess = replace(guess, target=replace(target, contact=number, n=n))
        found.append(guess)
    return found


def _own(guess: ColumnGuess) -> ColumnGuess:
    """The first contact's columns become the customer's own."""
    if guess.target and guess.target.contact == 1:
        return replace(guess, target=replace(guess.target, contact=0))
    return guess


def _hers(guess: ColumnGuess, head: ColumnGuess, samples: Samples) -> ColumnGuess:
    target = guess.target
    if target is None or target.contact:
        return guess
    field = target.field.split(".")[0]
    if field not in (_ANYWHERE if guess.index < head.index else _PERSONAL):
        return guess
    if field not in _ANYWHERE and target.label:  # 公司邮箱
        return guess
    if (
        target.field == "phone"
        and target.label not in ("mobile", "WhatsApp")
        and share(_values(guess, samples), _begins_mobile) < 0.6
    ):
        return guess
    return replace(guess, target=replace(target, contact=1), confidence=min(guess.confidence, 0.8))


def _notes(
    guesses: list[ColumnGuess], head: ColumnGuess, samples: Samples, merged: Collection[int]
) -> list[ColumnGuess]:
    """Where a company goes on over several people, what is noted in their rows is about them."""
    companies = [g for g in guesses if g.target and g.target.field == "company"]
    others = [_values(g, samples) for g in guesses if g.target and g.target.field in _OF_THE_FIRM]
    several = any(
        guess.index in merged or _goes_on(_values(guess, samples), _values(head, samples), others)
        for guess in companies
    )
    if not several:
        return guesses
    return [
        replace(guess, target=Target("note", contact=1))
        if guess.target == Target("note") and guess.index > head.index and guess.index not in merged
        else guess
        for guess in guesses
    ]


def _goes_on(companies: Sequence[str], people: Sequence[str], others: Samples) -> bool:
    """Whether people stand below the first of a company; one of another country is none of them."""
    above = at = -1
    for at, (company, person) in enumerate(zip(companies, people, strict=False)):
        if above >= 0 and person and company in ("", companies[above]):
            told = [(column[above], column[at]) for column in others if len(column) > at]
            if all(mine in ("", theirs) or not theirs for theirs, mine in told):
                return True
        above = at if company else above
    return False


def _values(guess: ColumnGuess, samples: Samples) -> Sequence[str]:
    return samples[guess.index] if guess.index < len(samples) else ()


def _begins_mobile(text: str) -> bool:
    return is_mobile(re.split(r"[/、;；,， ]", text, maxsplit=1)[0])
