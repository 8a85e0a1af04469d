"""What may stand between {{ and }} in a template: our column names in three languages, and some
words of the template's own."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sqlalchemy.orm import Session

from crmdesk.models.core.i18n import LANGUAGES, P_, pgettext, speaking
from crmdesk.models.exchange.export.columns import OWN
from crmdesk.models.exchange.export.sets import offered_targets
from crmdesk.models.exchange.header.titles import read_header
from crmdesk.models.exchange.vocabulary.fields import CUSTOMER_FIELDS, Target, header_of
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.exchange.vocabulary.synonyms import GENERIC_NAME

MARK = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
RECIPIENT = Target("recipient")
"""The line of an envelope that names who gets the letter: 张伟 先生 收."""
SALUTATION = Target("salutation")
NAMED = Target("salutation.named")
"""The salutation behind 尊敬的 and the like: there a name stands in for one nobody knows."""
_LEADS = re.compile(r"(?:尊敬|敬爱|敬愛|亲爱|親愛)的\s*$|\bdear\s*$", re.IGNORECASE)
_SURE = 0.9
_NEAR = 3
_SPECIAL = {
    "today": P_("template", "Today"),
    "office": P_("template", "Our company"),
    "count": P_("template", "Number of customers"),
    "row": P_("template", "No."),
    "recipient": P_("template", "Recipient"),
    "each": P_("template", "Each customer"),
    "notes": P_("template", "Notes"),
}
_ALSO = {
    "today": "今日 日期 打印日期 列印日期 date",
    "office": "本公司 本单位 我公司 我们 敝公司 office",
    "count": "人数 总数 客户总数 合计人数 总人数 count",
    "row": "序 行号 项次 no index",
    "recipient": "收信人 收件者 addressee",
    "each": "每行 每位 逐行 each",
    "notes": "使用说明 help",
}


@dataclass(frozen=True, slots=True)
class Word:
    """What one {{…}} stands for: a `special` word, or a field of a customer."""

    special: str = ""
    target: Target | None = None


class Words:
    """All words this office may use; `fields` are the names of its own fields."""

    def __init__(self, targets: Iterable[Target], fields: Iterable[str]) -> None:
        self._fields = {plain_header(name): Target("custom", label=name) for name in fields}
        self._names = [*_own_names(), *(header_of(target) for target in targets)]

    def read(self, text: str) -> Word | None:
        """What is meant; None where nobody can tell."""
        plain = plain_header(text)
        if special := _special_words().get(plain):
            return Word(target=RECIPIENT) if special == RECIPIENT.field else Word(special)
        if found := self._fields.get(plain) or _headers().get(plain):
            return Word(target=found)
        read = read_header(text)
        if read is None or read[1] < _SURE:
            return None
        target, _sure = read
        if target.field == GENERIC_NAME:
            target = Target("name", target.n, target.contact)
        return Word(target=target) if _is_told(target) else None

    def read_behind(self, before: str, text: str) -> Word | None:
        """The same, where `before` stands in front of it in the cell."""
        word = self.read(text)
        if word is not None and word.target == SALUTATION and _LEADS.search(before):
            return Word(target=NAMED)
        return word

    def near(self, text: str) -> list[str]:
        """The names most like it, in the user's language."""
        names = {plain_header(name): name for name in reversed(self._names)}
        plain = plain_header(text)
        found = difflib.get_close_matches(plain, names, _NEAR, cutoff=0.5)
        found += [name for name in names if plain and (plain in name or name in plain)]
        found.sort(key=lambda name: name[:1] != plain[:1])  # few err in the first character
        return [names[name] for name in list(dict.fromkeys(found))[:_NEAR]]

    def names(self) -> list[str]:
        """All names in the user's language: the template's own words first."""
        return list(self._names)


def load_words(session: Session) -> Words:
    """The words of this office."""
    targets = offered_targets(session)
    return Words(targets, [target.label for target in targets if target.field == "custom"])


def special_name(code: str) -> str:
    """What a word of the template's own is called in the user's language."""
    return pgettext("template", _SPECIAL[code])


def marked(name: str) -> str:
    """The name as a template has it."""
    return "{{" + name + "}}"


def plain_marks(text: str) -> str:
    """A Chinese keyboard writes ｛｛姓名｝｝ as easily."""
    return text.replace("｛", "{").replace("｝", "}")


def _own_names() -> Iterator[str]:
    return (special_name(code) for code in _SPECIAL)


@cache
def _special_words() -> Mapping[str, str]:
    found = {plain_header(word): code for code, words in _ALSO.items() for word in words.split()}
    for language in LANGUAGES:
        with speaking(language):
            found |= {plain_header(special_name(code)): code for code in _SPECIAL}
    return found


@cache
def _headers() -> Mapping[str, Target]:
    """Our own headers in every language, the first of each kind."""
    found: dict[str, Target] = {}
    for language in LANGUAGES:
        with speaking(language):
            for field in CUSTOMER_FIELDS:
                target = Target(field.code)
                if _is_told(target):
                    found.setdefault(plain_header(header_of(target)), target)
    return found


def _is_told(target: Target) -> bool:
    """Whether an export can fill such a column."""
    field = next((field for field in CUSTOMER_FIELDS if field.code == target.field), None)
    if field is None or not field.exported or field.code == "tier":
        return False
    if target.contact:
        return field.contact
    return field.many or field.code in OWN or field.code == "tags" or "." in field.code
