"""vCard 3.0: a card for each person, company and contact, as telephones and Outlook read them."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.derived.names import split_person
from crmdesk.models.exchange.records.customers import Address, Channel, CustomerRecord, Person
from crmdesk.models.exchange.vocabulary.wordlists import join_words

_WIDTH = 75
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_TYPES = {"mobile": "CELL", "work": "WORK", "home": "HOME", "fax": "FAX", "other": "OTHER"}
_CHANNELS = {"wechat": "X-WECHAT", "wecom": "X-WECOM", "qq": "X-QQ", "line": "X-LINE", "web": "URL"}
_PICTURES = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG", "PNG"), (b"GIF8", "GIF"))
_NO_YEAR = 1604
"""How telephones write a birthday without its year."""


def write_cards(path: Path, customers: Iterable[CustomerRecord]) -> None:
    """One card each customer, and one each contact of a company."""
    with path.open("w", encoding="utf-8", newline="") as file:
        for customer in customers:
            for lines in _cards(customer):
                file.writelines(f"{folded(line)}\r\n" for line in lines)


def folded(line: str) -> str:
    """A line cut into pieces of at most 75 octets, never inside a character."""
    if line.isascii():
        rest = (line[at : at + _WIDTH - 1] for at in range(_WIDTH, len(line), _WIDTH - 1))
        return "\r\n ".join((line[:_WIDTH], *rest))
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > _WIDTH:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += width
    return "\r\n".join(pieces)


def _cards(customer: CustomerRecord) -> Iterator[Iterator[str]]:
    company = customer.kind == "company"
    organisation = customer.name if company else customer.company
    yield _Card(customer, organisation, company=company).lines(_of_customer(customer))
    for contact in customer.contacts:
        yield _Card(contact, organisation, company=False).lines(())


class _Card:
    """The lines of one card. What bears a label of the user's own becomes a group, as iPhones
    write it: `item1.TEL` and beside it `item1.X-ABLabel`."""

    def __init__(self, person: Person, organisation: str, *, company: bool) -> None:
        self._person, self._organisation, self._company = person, organisation, company
        self._groups = count(1)

    def lines(self, more: Iterable[str]) -> Iterator[str]:
        """All of the card; `more` are the lines only some cards have."""
        person = self._person
        yield from ("BEGIN:VCARD", "VERSION:3.0")
        family, given = ("", "") if self._company else split_person(person.name)
        yield f"N:{_text(family)};{_text(given)};;;"
        yield f"FN:{_text(person.name)}"
        if self._company:
            yield "X-ABSHOWAS:COMPANY"
        if self._organisation or person.department:
            department = f";{_text(person.department)}" if person.department else ""
            yield f"ORG:{_text(self._organisation)}{department}"
        if person.title:
            yield f"TITLE:{_text(person.title)}"
        yield from self._reached()
        if person.gender:
            yield f"X-GENDER:{person.gender.capitalize()}"
        if person.birthday:
            yield _birthday(person.birthday)
        if isinstance(person, CustomerRecord):
            yield from self._days(person)
        if person.note:
            yield f"NOTE:{_text(person.note)}"
        yield from more
        yield "END:VCARD"

    def _reached(self) -> Iterator[str]:
        person = self._person
        for phone in person.phones:
            pause = f",{phone.extension}" if phone.extension and phone.e164 else ""
            yield from self._line("TEL", phone.label, f"{_text(phone.e164 or phone.raw)}{pause}")
        for email in person.emails:
            yield from self._line("EMAIL", email.label, _text(email.address))
        for channel in person.channels:
            yield from self._channel(channel)
        for address in person.addresses:
            yield from self._line("ADR", address.label, _address(address))

    def _channel(self, channel: Channel) -> Iterator[str]:
        value = _text(channel.value)
        if channel.kind == "fax":
            yield from self._line("TEL;TYPE=FAX", channel.label, value)
        elif known := _CHANNELS.get(channel.kind):
            yield from self._line(known, channel.label, value)
        else:
            service = _in_parameter(channel.kind)
            name = f'IMPP;X-SERVICE-TYPE="{service}"'
            yield from self._line(name, channel.label, f"x-apple:{value}")

    def _days(self, customer: CustomerRecord) -> Iterator[str]:
        for label, day in customer.anniversaries:
            yield from self._line(f"X-ABDATE{_calendar(day)}", label, _day(day))

    def _line(self, name: str, label: str, value: str) -> Iterator[str]:
        if known := _TYPES.get(label):
            yield f"{name};TYPE={known}:{value}"
        elif own := " ".join(label.split()):
            group = f"item{next(self._groups)}"
            yield f"{group}.{name}:{value}"
            yield f"{group}.X-ABLabel:{_text(own)}"
        else:
            yield f"{name}:{value}"


def _of_customer(customer: CustomerRecord) -> Iterator[str]:
    if customer.occupation:
        yield f"ROLE:{_text(customer.occupation)}"
    if customer.tags:
        yield "CATEGORIES:" + ",".join(_text(join_words([tag])) for tag in customer.tags)
    if customer.photo:
        kind = next((kind for mark, kind in _PICTURES if customer.photo.startswith(mark)), "")
        told = f";TYPE={kind}" if kind else ""
        yield f"PHOTO;ENCODING=b{told}:{base64.b64encode(customer.photo).decode()}"


def _address(address: Address) -> str:
    """Where its parts are not known, the whole stands as the street."""
    parts = (address.street, address.city, address.region, address.postcode, address.country)
    if not address.street:
        parts = (address.raw, "", "", address.postcode, address.country)
    return ";;" + ";".join(map(_text, parts))


def _birthday(day: Birthday) -> str:
    if day.calendar == "lunar":
        return f"X-ALTBDAY{_calendar(day)}:{_day(day)}"
    told = "" if day.year else f";X-APPLE-OMIT-YEAR={_NO_YEAR}"
    return f"BDAY{told};VALUE=date:{_day(day)}"


def _calendar(day: Birthday) -> str:
    if day.calendar == "solar":
        return ""
    return ";CALSCALE=chinese" + (";LEAP=1" if day.leap else "")


def _day(day: Birthday) -> str:
    return f"{day.year or _NO_YEAR:04d}-{day.month:02d}-{day.day:02d}"


def _in_parameter(word: str) -> str:
    return re.sub(r'[";:,\r\n]', " ", word).strip()


def _text(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    escaped = lines.replace("\n", "\\n").replace(";", "\\;").replace(",", "\\,")
    return _UNWRITABLE.sub("", escaped)
