"""One header read: which target it names, if any. Never by a mere substring."""

import re
from functools import lru_cache

from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.exchange.vocabulary.normal import bracket_note, hanzi_numbered, plain_header
from crmdesk.models.exchange.vocabulary.synonyms import (
    CONTACT_FIELDS,
    CONTACT_WORDS,
    GENERIC_NAME,
    customer_headers,
    own_headers,
    people_words,
)

_NUMBER = re.compile(r"\d{1,2}")
_AT_END = re.compile(r"(.*\D)(\d{1,2})")
_CUSTOMER_WORDS = ("客户", "顾客", "会员", "customer")
_EITHER = re.compile(r"[/、或及]")
_ASCII = re.compile(r"[\x00-\x7f]+")
_PARTS_OF_NAMES = {GENERIC_NAME: "name", "owner.generic": "owner"}
Table = dict[str, Target]


@lru_cache(maxsize=4096)
def read_header(header: str) -> tuple[Target, float] | None:
    """The customer field a header names, and how sure that is."""
    plain, note = plain_header(header), bracket_note(header)
    if not plain and not note:
        return None
    variants = [(plain, 1.0), (hanzi_numbered(plain), 0.95)]
    if note:
        variants = [(note + plain, 1.0), (plain + note, 1.0), *variants[:1], (note, 0.7)]
    for word in (*_CUSTOMER_WORDS, *people_words()):
        if plain.startswith(word):
            variants.append((plain.removeprefix(word), 0.95))
    variants += _one_script(plain)
    if len(halves := _EITHER.split(header)) > 1:  # 办公电话/传真: what comes first counts
        variants.append((plain_header(halves[0]), 0.7))
    table = customer_headers()
    for variant, confidence in variants:
        if variant and (found := _look_up(variant, table) or _of_contact(variant, table)):
            return found, confidence
    return None


@lru_cache(maxsize=4096)
def read_own_header(header: str, sheet: str) -> Target | None:
    """The column of one of our own sheets that a header names."""
    table, plain = own_headers(sheet), plain_header(header)
    if sheet == "customers":
        return _look_up(plain, table) or _of_contact(plain, table)
    first = plain_header(_EITHER.split(header)[0])  # 收货人/提货人: what comes first counts
    return _look_up(plain, table) or _look_up(first, table)


def is_customer_header(header: str) -> bool:
    return read_header(header) is not None


def is_generic_name(header: str) -> bool:
    """Whether a header like 客户名称 promises neither a person nor a company."""
    found = read_header(header)
    return found is not None and found[0].field == GENERIC_NAME


def _look_up(plain: str, table: Table) -> Target | None:
    """As it stands; with its numbers as `#`; with the number at its end taken off."""
    if plain in table:
        return table[plain]
    numbers = _NUMBER.findall(plain)
    if not numbers:
        return None
    if found := table.get(_NUMBER.sub("#", plain)):
        return _numbered(found, numbers[-1])
    if at_end := _AT_END.fullmatch(plain):
        if found := table.get(at_end[1]) or table.get(_NUMBER.sub("#", at_end[1])):
            return _numbered(found, at_end[2])
        if found := table.get(f"{at_end[1]}#"):
            return _numbered(found, at_end[2])
    return None


def _numbered(target: Target, number: str) -> Target:
    return Target(target.field, max(int(number), 1), target.contact, target.label)


def _of_contact(plain: str, table: Table) -> Target | None:
    """联系人, 联系人2, 联系人1电话2, contact1email."""
    for word in CONTACT_WORDS:
        if not plain.startswith(word):
            continue
        found = re.fullmatch(r"(\d{0,2})(.*)", plain.removeprefix(word))
        assert found is not None
        contact = int(found[1] or 1)
        if not found[2]:
            return Target("name", contact=contact)
        rest = _look_up(found[2], table)
        field = rest and _PARTS_OF_NAMES.get(rest.field, rest.field)
        if rest and field in CONTACT_FIELDS:
            return Target(str(field), rest.n, contact, rest.label)
    return None


def _one_script(plain: str) -> list[tuple[str, float]]:
    """'姓名name' is written twice: either half may be known."""
    hanzi = _ASCII.sub("", plain)
    if not hanzi or hanzi == plain:
        return []
    letters = "".join(character for character in plain if character.isascii())
    return [(hanzi, 0.9), (letters, 0.8)] if letters.isalpha() else []
