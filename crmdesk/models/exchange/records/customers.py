"""What a foreign file says about customers, cleaned; nothing here knows the database.

These classes keep their defaults on the class and in an instance only what its row has: a
hundred thousand of them are made in a blink.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.customers.phones import PhoneValue


class Email(NamedTuple):
    label: str
    address: str


class Channel(NamedTuple):
    """`kind` is wechat, qq, line, fax, web or another word; the rest is known of WeChat only."""

    kind: str
    value: str
    label: str = ""
    nickname: str = ""
    remark: str = ""
    our_phone: str = ""
    staff: str = ""


class Address(NamedTuple):
    """`raw` is the whole as written."""

    label: str
    raw: str
    country: str = ""
    region: str = ""
    city: str = ""
    street: str = ""
    postcode: str = ""


class Invoice(NamedTuple):
    """`kind` is special, ordinary, two_part, three_part or ""."""

    title: str = ""
    tax_number: str = ""
    address: str = ""
    phone: str = ""
    bank: str = ""
    account: str = ""
    kind: str = ""
    email: str = ""
    mobile: str = ""


class Anniversary(NamedTuple):
    label: str
    day: Birthday


class Consent(NamedTuple):
    """`at` is None where the file does not say when; local time of the office."""

    channel: str
    given: bool
    at: datetime | None = None
    how: str = ""
    staff: str = ""


@dataclass
class Person:
    """What is known of a customer and of a contact alike; labels are codes or words."""

    name: str = ""
    salutation: str = ""
    gender: str = ""
    title: str = ""
    department: str = ""
    role: str = ""
    birthday: Birthday | None = None
    note: str = ""
    phones: tuple[PhoneValue, ...] = ()
    emails: tuple[Email, ...] = ()
    channels: tuple[Channel, ...] = ()
    addresses: tuple[Address, ...] = ()


@dataclass
class ContactRecord(Person):
    """A person inside a customer; `row` is where she stands."""

    row: int = 0


@dataclass
class CustomerRecord(Person):
    """One customer as the file tells it.

    `digest` is the hash of the row's non-empty cells; `folded` are (row, digest) of further rows
    that belong to this customer: its other contacts. `stage`, `kind` are codes or "". `city` and
    `district` have gone into the first address by then.
    """

    row: int = 0
    sheet: str = ""
    digest: str = ""
    folded: tuple[tuple[int, str], ...] = ()
    number: str = ""
    kind: str = ""
    company: str = ""
    parent: str = ""
    stage: str = ""
    stage_since: date | None = None
    source: str = ""
    industry: str = ""
    country: str = ""
    region: str = ""
    city: str = ""
    district: str = ""
    size: str = ""
    tags: tuple[str, ...] = ()
    owner: str = ""
    referrer: str = ""
    hobbies: str = ""
    diet: str = ""
    gift_taste: str = ""
    preferred_channel: str = ""
    preferred_hour: str = ""
    occupation: str = ""
    education: str = ""
    income: str = ""
    bereaved_on: date | None = None
    warning: str = ""
    private_note: str = ""
    anniversaries: tuple[Anniversary, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    consents: tuple[Consent, ...] = ()
    custom: tuple[tuple[str, str], ...] = ()
    contacts: tuple[ContactRecord, ...] = ()
    photo: bytes | None = None
