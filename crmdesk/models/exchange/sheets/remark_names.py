"""Names as people write them in WeChat: 'A建材王总-杭州', 'AAA-李姐 瓷砖', '0571-老陈'.

Nothing is guessed in silence: the name as written is kept, and what is not understood becomes a
tag (a note where it is long). Who cannot be told is left as she is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from crmdesk.models.customers.phones import parse_phones
from crmdesk.models.customers.places import province_of, province_of_city
from crmdesk.models.derived.hanzi import is_hanzi, simplify
from crmdesk.models.exchange.cleaning.called_names import (
    CalledName,
    called_name,
    is_known,
    is_nickname,
)
from crmdesk.models.exchange.cleaning.remark_words import area_codes, words
from crmdesk.models.exchange.records.customers import Channel
from crmdesk.models.exchange.records.understood import OfficeHints
from crmdesk.models.exchange.sheets.assemble import add_note
from crmdesk.models.exchange.vocabulary.looks import is_company, is_person

PLAIN = 4
"""So many hanzi and nothing else are a name as any."""
_LONGEST = 40
_TAG = 8
_ORDERING = re.compile(
    r"^\s*(?:([A-Za-z])\1{0,5}(?![A-Za-z])\d{0,2}|0{1,3}(?!\d))[\s\-_.·、]*(?=\S)"
)
"""What puts a name to the top of the list: A, AAA, a1, 0."""
_BREAKS = re.compile(r"[\s\-—–_/\\|·•~,，、;；:：+&()（）\[\]【】<>《》「」*#.。!！@]+")
_MARK = re.compile(r"^([A-Za-z])\1{0,5}\d{0,2}(?![A-Za-z])|[^\w\s]|\d")
_DIGITS = re.compile(r"\+?\d[\d\-]{5,}\d")
_HOUSE = re.compile(r"\d{1,3}(?:[-栋幢座弄号#]\d{1,5}){1,3}[室号]?(?!\d)[\s\-_]*")
"""3-501王姐: where somebody lives."""
_AREA = re.compile(r"0\d{2,3}")


@dataclass(frozen=True, slots=True)
class RemarkName:
    """What a name says; `text` is the whole as written."""

    text: str
    name: str
    salutation: str = ""
    title: str = ""
    company: str = ""
    industry: str = ""
    region: str = ""
    city: str = ""
    phones: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def read_remark(text: str) -> RemarkName | None:
    """Who is meant, None where that cannot be told or nothing but a name stands there."""
    if len(text) > _LONGEST or len(text) < 2 or not any(map(is_hanzi, text)):
        return None
    body = _ORDERING.sub("", text, count=1)
    parts = list(_parts(body))
    at, person = _person_of(parts)
    if person is None or (len(parts) == 1 and not person.before and body == text):
        return None
    found = _Rest()
    for place, part in enumerate(parts):
        found.take(person.before if place == at else part)
    if not _MARK.search(text) and found.is_doubtful(called=bool(person.salutation)):
        return None  # 欧阳 娜娜 and 王 小明 are names set apart for looks
    return RemarkName(
        text,
        person.name,
        person.salutation,
        person.title,
        found.company,
        found.industry,
        found.region,
        found.city,
        tuple(found.phones),
        tuple(dict.fromkeys(found.tags)),
        tuple(found.notes),
    )


def take_remarks(people: Sequence[Any], office: OfficeHints, *, everybody: bool) -> None:
    """Understand the names of records; plain ones cost nothing.

    `everybody` looks at nicknames and remark names in WeChat beside a name as well.
    """
    for person in people:
        name = person.name
        if len(name) > PLAIN or not name.isalpha():
            if name:
                _from_name(person, office)
            elif person.channels:
                _from_channels(person, office)
        elif everybody and person.channels:
            _from_channels(person, office)


def looks_like_remark(text: str) -> bool:
    """Whether a name outside WeChat is plainly written so; blanks alone do not say it."""
    if _ORDERING.match(text) or _AREA.match(text):
        return True
    return re.search(r"[\-—–_（(【\[|｜~·]", text) is not None or " " in text.strip()


def _from_name(person: Any, office: OfficeHints) -> None:
    written = person.name
    if written[-1] in "司厂店" or not looks_like_remark(written):
        return
    if is_company(written, certain=False):
        return
    if (remark := read_remark(written)) is None:
        return
    person.name = remark.name
    _keep(person, written)
    _complete(person, remark, office)


def _from_channels(person: Any, office: OfficeHints) -> None:
    """Of somebody with a name, only what agrees with it is taken."""
    for channel in person.channels:
        for text in (channel.remark, channel.nickname, channel.value):
            named = channel.kind == "wechat" and not text.isascii()
            remark = read_remark(text) if named else None
            if named and remark is None and not person.name and text != channel.value:
                remark = RemarkName(text, text) if is_person(text) else None
            if remark is None or (person.name and person.name[0] != remark.name[0]):
                continue
            if not person.name:
                person.name = remark.name
            if text == channel.value:
                _keep(person, text)
            _complete(person, remark, office)
            return


def _keep(person: Any, written: str) -> None:
    """The name as written is her remark name in WeChat."""
    for at, channel in enumerate(person.channels):
        if channel.kind == "wechat" and not channel.remark:
            kept = channel._replace(
                remark=written, value="" if channel.value == written else channel.value
            )
            person.channels = (*person.channels[:at], kept, *person.channels[at + 1 :])
            return
    person.channels = (*person.channels, Channel("wechat", "", remark=written))


def _complete(person: Any, remark: RemarkName, office: OfficeHints) -> None:
    """Blanks are filled, nothing is overwritten."""
    for attribute in ("salutation", "title", "company", "industry", "region", "city"):
        value = getattr(remark, attribute)
        if value and not getattr(person, attribute):
            setattr(person, attribute, value)
    for phone in remark.phones:
        found = parse_phones(phone, area_code=office.area_code, country=office.country)
        known = {known.e164 or known.raw for known in person.phones}
        person.phones += tuple(it for it in found if (it.e164 or it.raw) not in known)
    person.tags += tuple(tag for tag in remark.tags if tag not in person.tags)
    for note in remark.notes:
        add_note(person, note)


def _parts(body: str) -> Iterator[str]:
    """The words of a name, 阿芳烘焙 in two; the number of a house is one word."""
    plain = unicodedata.normalize("NFKC", body)
    house = _HOUSE.match(plain)
    if house and len(plain) > house.end():
        yield house[0].strip("-_ ")
        plain = plain[house.end() :]
    for part in _words_of(plain):
        yield from _apart(part)


def _apart(part: str) -> Iterator[str]:
    """李哥五金 as who and what; a whole name before a trade is hardly meant so."""
    for at in (2, 3):
        if simplify(part[at:]) in words("trades") and (called := called_name(part[:at])):
            yield called.name
            part = part[at:]
            break
    yield part


def _words_of(body: str) -> Iterator[str]:
    """Digits of a telephone are one word, signs like ★ are between words."""
    shown = "".join(
        " " if unicodedata.category(character) in ("So", "Sk", "Cn", "Co", "Mn") else character
        for character in body
    )
    place = 0
    for found in _DIGITS.finditer(shown):
        yield from _words(shown[place : found.start()])
        number = found[0]
        area = _AREA.match(number) if len(re.sub(r"\D", "", number)) < 10 else None
        yield from (_words(number) if area else (number,))
        place = found.end()
    yield from _words(shown[place:])


def _words(text: str) -> Iterator[str]:
    yield from filter(None, _BREAKS.split(text))


def _person_of(parts: Sequence[str]) -> tuple[int, CalledName | None]:
    """The person among the parts and where; two full names are two persons, and so nobody."""
    unknown = [at for at, part in enumerate(parts) if not is_known(part)]
    named = [at for at in unknown if is_person(parts[at])]
    for at in unknown:
        found = called_name(parts[at])
        if found and not (named[:1] and named[0] < at and is_nickname(found)):
            return at, found
    return (named[0], CalledName(parts[named[0]], "")) if len(named) == 1 else (-1, None)


@dataclass(slots=True)
class _Rest:
    """What stands beside the person, by what it is."""

    company: str = ""
    industry: str = ""
    region: str = ""
    city: str = ""
    phones: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def is_doubtful(self, *, called: bool) -> bool:
        """Whether mere blanks do not make words of this."""
        left = (*self.tags, *self.notes)
        return bool(left) and (not called or any(len(word) == 1 for word in left))

    def take(self, part: str) -> None:
        plain = simplify(part)
        if not part or plain.upper() in words("says nothing"):
            return
        if _DIGITS.fullmatch(part):
            self.phones.append(part)
        elif plain in words("trades") and not self.industry:
            self.industry = part
        elif (city := area_codes().get(plain, "") or _city(part)) and not self.city:
            self.city, self.region = city, _region_of(city)
        elif len(plain) < 4 and province_of(plain) == plain and not self.region:
            self.region = part
        elif not self.company and _is_firm(part):
            self.company = part
        else:
            (self.tags if len(part) <= _TAG else self.notes).append(part)


def _is_firm(part: str) -> bool:
    """锦华建材 is one, 台州建材 a place and a trade."""
    if is_company(part):
        return True
    plain = simplify(part)
    placed = any(_city(plain[:at]) or province_of(plain[:at]) for at in (2, 3))
    return is_company(part, certain=False) and not placed and plain[2:] in words("trades")


def _region_of(city: str) -> str:
    region = province_of_city(city) or province_of(city) or ""
    return "" if region == "台湾" else region  # nobody there writes it


def _city(part: str) -> str:
    """A city; 北京 and the like are city and province in one."""
    plain = simplify(part)
    if province_of_city(plain) or plain in ("北京", "上海", "天津", "重庆"):
        return part
    return ""
