"""What columns of an office's own list mean beside one another: roles, people, names in WeChat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crmdesk.models.exchange.cleaning.called_names import called_name
from crmdesk.models.exchange.columns.programs import is_of_outlook
from crmdesk.models.exchange.header.titles import read_header
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.exchange.vocabulary.looks import is_person, share
from crmdesk.models.exchange.vocabulary.normal import plain_header

if TYPE_CHECKING:
    from crmdesk.models.exchange.columns.recognise import ColumnGuess

_ROLES = {
    "老板": "decision", "老板娘": "decision", "法人": "decision", "法人代表": "decision",
    "决策人": "decision", "总经理": "decision", "采购": "purchasing", "财务": "finance",
    "会计": "finance", "出纳": "finance", "使用人": "user", "技术": "user",
}  # fmt: skip
_OTHER_ROLES = (
    "仓库", "仓管", "收货", "物流", "跟单", "厂长", "店长", "父亲", "母亲", "爸爸", "妈妈", "爷爷",
    "奶奶", "配偶", "爱人", "丈夫", "妻子", "老公", "老婆", "子女", "儿子", "女儿", "紧急联系人",
    "紧急联络人", "担保人", "新娘", "租客", "租户", "承租人", "房东",
)  # fmt: skip
"""Roles we have no code for stand as they are written."""
FAMILY = frozenset(("父亲", "母亲", "爸爸", "妈妈", "爷爷", "奶奶"))
"""Of a child or a patient; a number of theirs is labelled so where nobody is named."""
_WHO = re.compile(
    rf"({'|'.join(sorted((*_ROLES, *_OTHER_ROLES), key=len, reverse=True))})"
    r"(?:人员|人|员|经理|主管|联系人|负责人)?(?:姓名)?(?:联系)?(电话|手机号?|座机|邮箱|微信号?|qq)?(?:号码)?"
)
_OTHERS = re.compile(r"(?:其[他它余]|更多|另外|备用|另一|第二|别的)联[系络]人|联[系络]人其他")
_LONGEST_CARD = 12
_ENOUGH = 0.6
_WECHAT_NAMES = {"昵称": "wechat.nickname", "备注名": "wechat.remark", "好友备注": "wechat.remark"}


def settle_office_columns(
    guesses: Sequence[ColumnGuess], samples: Sequence[Sequence[str]]
) -> list[ColumnGuess]:
    """The guesses, with those put right that only the whole list explains."""
    settled = _with_roles(guesses, samples)
    settled = [_of_wechat(guess, settled) for guess in settled]
    settled = [_other_contacts(guess, settled) for guess in settled]
    return [_card_number(guess, samples) for guess in settled]


def _with_roles(
    guesses: Sequence[ColumnGuess], samples: Sequence[Sequence[str]]
) -> list[ColumnGuess]:
    """老板 and 老板电话 are a contact: a role with a number or with names below is a person."""
    if is_of_outlook(guesses):
        return list(guesses)
    found = {guess.index: _who(guess.header) for guess in guesses}
    reached = {told[1] for told in found.values() if told and told[2]}
    numbers: dict[str, int] = {}
    first = _free_contact(guesses)
    settled = []
    for guess in guesses:
        told = found[guess.index]
        person = told and (told[1] in reached or _are_names(guess, samples))
        if told and person and (guess.target is None or _is_doubtful(guess)):
            number = numbers.setdefault(told[1], first + len(numbers))
            guess = replace(guess, target=_of_role(told, number), confidence=0.8)
        settled.append(guess)
    return settled


def _who(header: str) -> re.Match[str] | None:
    """Whom a header is about; below a group (家长信息 爸爸电话) its own title says it."""
    found = _WHO.fullmatch(plain_header(header))
    if found is None and " " in header:
        own = _WHO.fullmatch(plain_header(header.rpartition(" ")[2]))
        return own if own and own[1] in FAMILY else None
    return found


def _card_number(guess: ColumnGuess, samples: Sequence[Sequence[str]]) -> ColumnGuess:
    """卡号 is a member's, where the numbers are shorter than those of banks."""
    if plain_header(guess.header) != "卡号" or guess.target is None:
        return guess
    told = [value for value in samples[guess.index] if value] if guess.index < len(samples) else []
    if not told or max(map(len, told)) > _LONGEST_CARD or len(set(told)) < len(told):
        return guess
    return replace(guess, target=Target("number"), confidence=0.8)


def _are_names(guess: ColumnGuess, samples: Sequence[Sequence[str]]) -> bool:
    values = samples[guess.index] if guess.index < len(samples) else ()
    return share(values, lambda text: is_person(text) or called_name(text)) >= _ENOUGH


def _is_doubtful(guess: ColumnGuess) -> bool:
    """Whether the header says no more than these words: 财务电话 is known to nobody else."""
    assert guess.target is not None
    return guess.target.field == "custom" or guess.confidence < 1


def _of_role(told: re.Match[str], number: int) -> Target:
    if not told[2]:
        return Target("name", contact=number, label=_ROLES.get(told[1], told[1]))
    reach = read_header(told[2])
    assert reach is not None
    family = told[1] in FAMILY and reach[0].field == "phone"
    return Target(reach[0].field, contact=number, label=told[1] if family else reach[0].label)


def _free_contact(guesses: Sequence[ColumnGuess]) -> int:
    return 1 + max((guess.target.contact for guess in guesses if guess.target), default=0)


def _of_wechat(guess: ColumnGuess, guesses: Sequence[ColumnGuess]) -> ColumnGuess:
    """昵称 and 备注名 are those of WeChat where the list knows accounts there."""
    field = _WECHAT_NAMES.get(plain_header(guess.header))
    if field is None or guess.target is None or guess.target.field not in ("custom", "name"):
        return guess
    if not any(other.target and other.target.field == "wechat" for other in guesses):
        return guess
    return replace(guess, target=Target(field), confidence=0.9)


def _other_contacts(guess: ColumnGuess, guesses: Sequence[ColumnGuess]) -> ColumnGuess:
    if (
        guess.target
        and guess.target.field == "custom"
        and _OTHERS.fullmatch(plain_header(guess.header))
    ):
        return replace(guess, target=Target("name", contact=_free_contact(guesses)), confidence=0.8)
    return guess
