"""Several people in one cell: 张三/李四; 王芳 13800138000；李明 139…; 采购小胡13800138805.

What cannot be told apart with certainty stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from crmdesk.models.customers.phones import PhoneValue, parse_phones
from crmdesk.models.derived.hanzi import simplify
from crmdesk.models.derived.names import split_person
from crmdesk.models.exchange.cleaning.called_names import called_name
from crmdesk.models.exchange.cleaning.remark_words import words
from crmdesk.models.exchange.records.customers import ContactRecord, CustomerRecord
from crmdesk.models.exchange.records.understood import OfficeHints
from crmdesk.models.exchange.sheets.assemble import add_note
from crmdesk.models.exchange.sheets.finish import as_person
from crmdesk.models.exchange.vocabulary.looks import is_company, is_person

_BREAK = re.compile(
    r"[；;、/\n,，&|]|\s+(?:和|与|及)\s*|(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff]{2})|\s{2,}"
)
_NUMBER = re.compile(
    r"(?:\(?\+?\d{2,4}\)?[- ]?)?\d[\d\- ]{4,}\d(?:\s*(?:转|轉|分机|分機|ext\.?|#|\*)\s*\d{1,6})?"
)
_NEXT = re.compile(r"(?<=\d)\s*(?=[\u4e00-\u9fff]{2,}[^\d]{0,4}\d[\d-]{6})")
_EXTENSION = re.compile(r"分机|分機|内线|內線")
_BRACKETS = re.compile(r"[(（【\[]([^()（）【】\[\]]*)[)）】\]]")
_WORDS = re.compile(
    r"(?:新|另|原|现|主要|备用)?(?:联系人|联络人|聯絡人|連絡人|姓名|联系电话|联系方式|手机号?|電話|电话|座机|tel|mobile)"
    r"\s*\d?\s*[:：]?\s*|[:：]",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"(老公|老婆|丈夫|妻子|爱人|夫人|太太|儿子|女儿|父亲|母亲|爸爸|妈妈|弟弟|哥哥|妹妹|姐姐|司机|同事)"
    r"[ :：]*"
    r"(?=[\u4e00-\u9fff]{2})"
)
_RELATED = re.compile(rf"[(（\[【]\s*({_RELATION.pattern}[\u4e00-\u9fff]{{2,4}})\s*[)）\]】]")
"""沈国华（夫人：李梅）: two people."""
_MIXED = re.compile(r"[；;、/\n,，&|\d(（]|\s|和|与")
_GENDERS = {"女": "female", "男": "male"}
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class CellPerson:
    """One of the people; `name` is "" for a number nobody is named for."""

    name: str
    title: str = ""
    note: str = ""
    phone: str = ""
    salutation: str = ""
    relation: str = ""


@lru_cache(maxsize=4096)
def people_of(text: str) -> tuple[CellPerson, ...]:
    """The people of a cell in their order; () where it holds one name or nothing that is sure."""
    if not _MIXED.search(text) or len(text) > _LONGEST:
        return ()
    text = _RELATED.sub(r"；\1", text)
    cuts = [
        found.span() for found in _NEXT.finditer(text) if not _EXTENSION.match(text, found.end())
    ]
    found: list[CellPerson] = []
    for stretch in _stretches(text, cuts):
        for piece in filter(str.strip, _BREAK.split(stretch)):
            person = _person(piece.strip())
            if person is None:
                return ()
            found.append(person)
    told = [person for person in found if person.name or person.phone]
    if len(told) < 2 and not any(map(_says_more, told)):
        return ()
    return tuple(told)


def _says_more(person: CellPerson) -> bool:
    return any((person.phone, person.note, person.title, person.salutation, person.relation))


def contacts_of(contact: ContactRecord, office: OfficeHints) -> tuple[ContactRecord, ...]:
    """A contact as the file tells it, or the several it holds."""
    name = contact.__dict__.get("name", "")
    if (len(name) < 4 and "/" not in name) or not (people := people_of(name)):
        return (contact,)
    first, *others = people
    _become(contact, first, office)
    made = [_contact(contact.row, other, office) for other in others]
    _share(contact, made)
    return (contact, *made)


def take_people(records: Sequence[CustomerRecord], office: OfficeHints) -> None:
    """Names of customers that are the names of two: the first is the customer."""
    for record in records:
        if record.contacts and _is_her_own_contact(record):
            as_person(record)
        name = record.name
        if len(name) < 5 or is_company(name) or not (people := people_of(name)):
            continue
        if not people[0].name or any(person.note and not person.phone for person in people):
            continue
        first, *others = people
        _become(record, first, office)
        made = [_contact(record.row, other, office) for other in others if other.name]
        record.phones += tuple(
            phone for other in others if not other.name for phone in _phones(other, office)
        )
        _share(record, made)
        record.contacts = (*record.contacts, *made)


def _is_her_own_contact(record: CustomerRecord) -> bool:
    """金先生 as customer, or even as company, and as contact is just a person."""
    name = record.name or record.company
    if len(record.contacts) != 1 or record.contacts[0].name != name or is_company(name):
        return False
    if not record.name:
        record.company = ""
    return True


def _stretches(text: str, cuts: Iterable[tuple[int, int]]) -> Iterator[str]:
    begin = 0
    for start, end in cuts:
        yield text[begin:start]
        begin = end
    yield text[begin:]


def _person(piece: str) -> CellPerson | None:
    """Who one piece of the cell is; None where that is not plain."""
    notes: list[str] = []

    def keep(found: re.Match[str]) -> str:
        notes.append(found[1].strip())
        return " "

    number = _NUMBER.search(piece)
    phone = number[0].strip() if number and sum(map(str.isdigit, number[0])) >= 7 else ""
    rest = piece.replace(phone, " ", 1) if phone else piece
    rest = _WORDS.sub(" ", _BRACKETS.sub(keep, rest)).strip(" .。-")
    if any(map(str.isdigit, rest)):
        return None
    relation = ""
    if related := _RELATION.match(rest):
        relation = related[1]
        rest = rest[related.end() :].strip(" :：")
    title, name = _with_job(rest)
    if name and not _is_somebody(name):
        return None
    if not name and not phone:
        return None
    jobs = [note for note in notes if simplify(note) in words("jobs")]
    notes = [note for note in notes if note and note not in jobs]
    salutation = ""
    if len(notes) == 1 and _is_called_so(name, notes[0]):
        salutation, name = name, notes.pop()
    return CellPerson(
        name, title or "".join(jobs[:1]), " ".join(notes), phone, salutation, relation
    )


def _is_called_so(nick: str, name: str) -> bool:
    """Whether 小梁 stands before the whole name of the same: 小梁（梁志明）."""
    called = called_name(nick)
    if called is None or called.name != nick or not is_person(name) or called_name(name):
        return False
    surname = split_person(name)[0]
    return bool(surname) and surname in nick


def _with_job(rest: str) -> tuple[str, str]:
    """财务小施, 采购 王芳: the job first."""
    plain = simplify(rest)
    for word in sorted(words("jobs"), key=len, reverse=True):
        if plain.startswith(word) and len(plain) > len(word):
            name = rest[len(word) :].strip(" :：")
            if _is_somebody(name):
                return rest[: len(word)], name
    return "", " ".join(rest.split())


def _is_somebody(name: str) -> bool:
    return is_person(name) or called_name(name) is not None or _is_called(name)


def _is_called(name: str) -> bool:
    """老婆, 妈妈 and the like are nobody's names; 王妈妈 is one."""
    return bool(re.fullmatch(r"(?:Mr|Ms|Mrs|Miss)\.? [A-Z][a-z]+", name))


def _become(person: Any, told: CellPerson, office: OfficeHints) -> None:
    person.name = told.name
    if told.salutation and not person.salutation:
        person.salutation = told.salutation
    if told.title and not person.title:
        person.title = told.title
    if told.note in _GENDERS:
        person.gender = person.gender or _GENDERS[told.note]
    elif told.note:
        add_note(person, told.note)
    if told.relation:
        add_note(person, told.relation)
    if told.phone:
        person.phones += _phones(told, office)


def _contact(row: int, told: CellPerson, office: OfficeHints) -> ContactRecord:
    made = ContactRecord.__new__(ContactRecord)
    made.row = row
    _become(made, replace(told, relation=""), office)
    if told.relation:
        made.role = told.relation
    return made


def _phones(told: CellPerson, office: OfficeHints) -> tuple[PhoneValue, ...]:
    return tuple(parse_phones(told.phone, area_code=office.area_code, country=office.country))


def _share(first: Any, others: Sequence[ContactRecord]) -> None:
    """As many numbers or addresses as people: one each, in their order."""
    for name in ("phones", "emails"):
        items = getattr(first, name)
        if len(items) == len(others) + 1 > 1 and not any(getattr(it, name) for it in others):
            setattr(first, name, items[:1])
            for other, item in zip(others, items[1:], strict=True):
                setattr(other, name, (item,))
