"""vCard 3.0: a card for each person, company and contact, as telephones and Outlook read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.derived.names import split_person
from crmdesk.models.exchange.records import Address, ContactRecord, CustomerRecord, Person

_WIDTH = 75
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_TYPES = {"mobile": "CELL", "work": "WORK", "home": "HOME", "fax": "FAX"}
_CHANNELS = {"wechat": "X-WECHAT", "wecom": "X-WECOM", "qq": "X-QQ", "line": "X-LINE", "web": "URL"}
_NO_YEAR = 1604
"""How telephones write a birthday without its year."""


def write_cards(path: Path, customers: Iterable[CustomerRecord]) -> None:
    """One card each customer, and one each contact of a company."""
    with path.open("w", encoding="utf-8", newline="") as file:
        for customer in customers:
            file.writelines(f"{folded(line)}\r\n" for line in _cards(customer))


def folded(line: str) -> str:
    """A line cut into pieces of at most 75 octets, never inside a character."""
    if len(line) * 4 <= _WIDTH:
        return line
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > _WIDTH:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += width
    return "\r\n".join(pieces)


def _cards(customer: CustomerRecord) -> Iterator[str]:
    company = customer.kind == "company"
    organisation = customer.name if company else customer.company
    yield from _card(customer, organisation, company=company, more=_of_customer(customer))
    for contact in customer.contacts:
        yield from _card(contact, organisation, company=False, more=_of_contact(contact))


def _card(
    person: Person, organisation: str, *, company: bool, more: Iterable[str]
) -> Iterator[str]:
    family, given = ("", "") if company else split_person(person.name)
    yield from ("BEGIN:VCARD", "VERSION:3.0")
    yield f"N:{_text(family)};{_text(given)};;;"
    yield f"FN:{_text(person.name)}"
    if company:
        yield "X-ABSHOWAS:COMPANY"
    if organisation or person.department:
        department = f";{_text(person.department)}" if person.department else ""
        yield f"ORG:{_text(organisation)}{department}"
    if person.title:
        yield f"TITLE:{_text(person.title)}"
    yield from _reached(person)
    if person.birthday:
        yield _birthday(person.birthday)
    if person.note:
        yield f"NOTE:{_text(person.note)}"
    yield from more
    yield "END:VCARD"


def _reached(person: Person) -> Iterator[str]:
    for phone in person.phones:
        pause = f",{phone.extension}" if phone.extension and phone.e164 else ""
        yield f"TEL{_type(phone.label)}:{_text(phone.e164 or phone.raw)}{pause}"
    for email in person.emails:
        yield f"EMAIL{_type(email.label)}:{_text(email.address)}"
    for channel in person.channels:
        if channel.kind == "fax":
            yield f"TEL;TYPE=FAX:{_text(channel.value)}"
        else:
            name = _CHANNELS.get(channel.kind) or "X-" + re.sub(
                r"[^A-Z0-9]+", "-", channel.kind.upper()
            )
            yield f"{name}:{_text(channel.value)}"
    for address in person.addresses:
        yield f"ADR{_type(address.label)}:{_address(address)}"


def _of_customer(customer: CustomerRecord) -> Iterator[str]:
    if customer.tags:
        yield "CATEGORIES:" + ",".join(map(_text, customer.tags))


def _of_contact(contact: ContactRecord) -> Iterator[str]:
    if contact.role:
        yield f"ROLE:{_text(contact.role)}"


def _address(address: Address) -> str:
    """Where its parts are not known, the whole stands as the street."""
    street = address.street or address.raw
    parts = (street, address.city, address.region, address.postcode, address.country)
    if not address.street:
        parts = (street, "", "", address.postcode, address.country)
    return ";;" + ";".join(map(_text, parts))


def _birthday(day: Birthday) -> str:
    year = day.year or _NO_YEAR
    if day.calendar == "lunar":
        leap = ";LEAP=1" if day.leap else ""
        return f"X-ALTBDAY;CALSCALE=chinese{leap}:{year:04d}-{day.month:02d}-{day.day:02d}"
    told = "" if day.year else f";X-APPLE-OMIT-YEAR={_NO_YEAR}"
    return f"BDAY{told};VALUE=date:{year:04d}-{day.month:02d}-{day.day:02d}"


def _type(label: str) -> str:
    """A label telephones know, or the user's own word where it can stand in a parameter."""
    if known := _TYPES.get(label):
        return f";TYPE={known}"
    own = re.sub(r'[";:,\r\n]', " ", label).strip()
    return f';TYPE="{own}"' if own and label != "other" else ""


def _text(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    escaped = lines.replace("\n", "\\n").replace(";", "\\;").replace(",", "\\,")
    return _UNWRITABLE.sub("", escaped)
