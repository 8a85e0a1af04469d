"""What columns of known programs mean beside one another: Outlook, Thunderbird, Google."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.exchange.vocabulary.synonyms import IGNORED

if TYPE_CHECKING:
    from crmdesk.models.exchange.columns.recognise import ColumnGuess

_TITLES = frozenset({"英文称谓", "头衔", "nameprefix"})
"""Mr and Mrs, where another column says 先生 or how the customer likes to be called."""
_OUTLOOK = frozenset({"敏感度", "优先级", "优先顺序", "私有", "sensitivity", "priority", "private"})
_MAIL_SYSTEMS = frozenset({"smtp", "ex", "x400", "x500", "mapipdl"})
_PARTS = tuple(f"address.{part}" for part in ("city", "region", "postcode", "country"))
_WECOM = frozenset({"添加人", "添加时间", "客户名称"})
_IN_WECOM = {
    "客户名称": "wechat.nickname", "客户昵称": "wechat.nickname", "备注": "wechat.remark",
    "备注名": "wechat.remark", "客户备注": "wechat.remark", "描述": "note", "添加人": "owner",
}  # fmt: skip
"""WeCom's list of customers calls them as they call themselves."""
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def beside_one_another(
    guesses: Sequence[ColumnGuess], samples: Sequence[Sequence[str]]
) -> list[ColumnGuess]:
    """The guesses, put right where a column means something else because of others."""
    if {plain_header(guess.header) for guess in guesses} >= _WECOM:
        guesses = list(map(_of_wecom, guesses))
    fields = [guess.target.field for guess in guesses if guess.target]
    lines = _streets_of_two_lines(guesses)
    settled = []
    for guess in guesses:
        target = guess.target
        values = [value for value in _values(guess, samples) if value]
        if target is None:
            pass
        elif guess.index in lines:
            guess = replace(guess, target=Target("address.street", label=target.label))
        elif target.field == "birthday" and _is_day_only(fields, values):
            guess = replace(guess, target=Target("birthday.day"))
        elif target.field == "salutation" and fields.count("salutation") > 1:
            guess = _own_field(guess) if plain_header(guess.header) in _TITLES else guess
        elif _is_for_machines(guess.header, target, values):
            guess = replace(guess, target=Target(IGNORED))
        settled.append(guess)
    return settled


def _of_wecom(guess: ColumnGuess) -> ColumnGuess:
    field = _IN_WECOM.get(plain_header(guess.header))
    return replace(guess, target=Target(field), confidence=1.0) if field else guess


def is_of_outlook(guesses: Sequence[ColumnGuess]) -> bool:
    """Outlook's columns stand in no order that means anything: 生日 after 配偶 is not hers."""
    return len(_OUTLOOK & {plain_header(guess.header) for guess in guesses}) > 1


def _values(guess: ColumnGuess, samples: Sequence[Sequence[str]]) -> Sequence[str]:
    return samples[guess.index] if guess.index < len(samples) else ()


def _is_day_only(fields: Sequence[str], values: Sequence[str]) -> bool:
    """Whether Birth Day stands beside Birth Month, and so is but a part of the birthday."""
    return "birthday.month" in fields and all(len(value) < 3 for value in values)


def _is_for_machines(header: str, target: Target, values: Sequence[str]) -> bool:
    """Which system delivers an e-mail, or where Google keeps a picture."""
    if target.field == "email.label":
        return bool(values) and _MAIL_SYSTEMS.issuperset(map(str.lower, values))
    picture = plain_header(header) == "photo" and target.field == "custom"
    return picture and all(map(_WEB.fullmatch, values))


def _streets_of_two_lines(guesses: Sequence[ColumnGuess]) -> set[int]:
    """家庭地址 and 家庭地址 2 beside 家庭城市 are two lines of one street."""
    headers = {plain_header(guess.header): guess for guess in guesses}
    in_parts = {g.target.label for g in guesses if g.target and g.target.field in _PARTS}
    lines = set[int]()
    for plain, guess in headers.items():
        target, second = guess.target, headers.get(f"{plain}2")
        whole = target is not None and target.field == "address" and target.label in in_parts
        if whole and second is not None and plain.endswith(("地址", "address")):
            lines |= {guess.index, second.index}
    return lines


def _own_field(guess: ColumnGuess) -> ColumnGuess:
    name = " ".join(guess.header.split())
    return replace(guess, target=Target("custom", label=name), confidence=0.5)
