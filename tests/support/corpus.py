"""Books of offices with what a careful clerk would enter from them, and how the two compare.

What is expected is written one fact a line, a person of a company indented below it:

    person 王建国
        phone +8613800138000 (mobile)
        birthday lunar 1968-8-3
    company 杭州大华建材有限公司
        contact 李会计
            phone +8657188888888 x802
    problem 客户 F5 cell.phone.lost

Nothing may be missing, and nothing may be there that is not expected. A phone in e.164 stands as it
is, one nobody can dial as written; "?" says it is doubtful. Each line of goods is an order's fact:
"order E100 2026-11-18 biscuits 500g × 2 = 90 shipped".
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.db import Database
from crmdesk.models.exchange.importing import ImportResult
from crmdesk.models.exchange.records.customers import ContactRecord, CustomerRecord, Person
from crmdesk.models.exchange.stored.customers import parts
from crmdesk.models.exchange.stored.dossier import load_dossiers
from crmdesk.models.schema import Customer, Order, OrderLine
from tests.support.office_files import Write

Fact = tuple[str, str]
"""Whose, and what: ("王建国", "phone +8613800138000")."""

TEXTS = (
    "salutation", "gender", "title", "company", "parent", "source", "industry", "country",
    "region", "size", "owner", "referrer", "hobbies", "diet", "gift_taste", "preferred_channel",
    "preferred_hour", "occupation", "education", "income", "warning",
)  # fmt: skip
TODAY = date(2026, 11, 21)
"""When the books come in; nothing they say themselves bears this day."""
_OWN_ORDER = re.compile(r"[A-Z]0\d+")
CONTACT_TEXTS = ("salutation", "gender", "title", "department", "role")


@dataclass(frozen=True)
class OfficeBook:
    """A file, what is peculiar about it, and what a careful clerk would enter from it."""

    file: str
    about: str
    write: Write
    expected: str
    country: str = "CN"
    area_code: str = "0571"

    def facts(self) -> Counter[Fact]:
        """What is expected."""
        return Counter(_told(self.expected))


@dataclass(frozen=True)
class Comparison:
    """`missing` was expected and is not there, `surplus` is there and was not expected."""

    expected: Counter[Fact]
    missing: Counter[Fact]
    surplus: Counter[Fact]

    @property
    def found(self) -> int:
        return self.expected.total() - self.missing.total()

    def __str__(self) -> str:
        lines = [f"- {whose}: {what}" for whose, what in sorted(self.missing.elements())]
        lines += [f"+ {whose}: {what}" for whose, what in sorted(self.surplus.elements())]
        return "\n".join(lines)


def compare(expected: Counter[Fact], stored: Counter[Fact]) -> Comparison:
    return Comparison(expected, expected - stored, stored - expected)


def stored_facts(db: Database, result: ImportResult) -> Counter[Fact]:
    """Every customer of a database and every problem of an import, fact by fact."""
    facts = customer_facts(db)
    for problem in result.plan.problems:
        place = f"{problem.column}{problem.row}"
        facts["", " ".join(filter(None, ("problem", problem.sheet, place, problem.code)))] += 1
    return facts


def customer_facts(db: Database) -> Counter[Fact]:
    """Every customer of a database, fact by fact."""
    facts: list[Fact] = []
    with db.read() as session:
        ids = list(session.scalars(select(Customer.id).order_by(Customer.id)))
        for part in parts(session, ids, 500):
            for dossier in load_dossiers(session, part).values():
                facts += _of_customer(dossier.record)
        lines = (
            select(Customer.name, Order, OrderLine)
            .join(Order, Order.customer_id == Customer.id)
            .join(OrderLine, OrderLine.order_id == Order.id)
        )
        facts += [(name, _of_order(order, line)) for name, order, line in session.execute(lines)]
    return Counter(facts)


def _told(text: str) -> Iterator[Fact]:
    customer = contact = ""
    for line in filter(str.strip, text.splitlines()):
        depth, words = len(line) - len(line.lstrip()), line.strip()
        kind, _, name = words.partition(" ")
        if depth == 0 and kind == "problem":
            yield "", words
        elif depth == 0:
            customer = contact = name
            yield customer, kind
        elif kind == "contact":
            contact = f"{customer} / {name}"
            yield contact, "contact"
        else:
            yield (contact if depth > 4 else customer), words


def _of_customer(record: CustomerRecord) -> Iterator[Fact]:
    lines = [record.kind, *_texts(record, TEXTS), *_reach(record)]
    if not record.number.startswith("K0"):
        lines.append(f"number {record.number}")
    if record.stage != "potential":  # what everybody begins with is nothing the book says
        lines.append(f"stage {record.stage}")
    if record.stage_since != TODAY:
        lines.append(f"stage_since {record.stage_since}")
    if record.bereaved_on:
        lines.append(f"bereaved_on {record.bereaved_on}")
    lines += [f"tag {tag}" for tag in record.tags]
    lines += [f"field {name} = {value}" for name, value in record.custom]
    lines += [f"anniversary {it.label} = {_day(it.day)}" for it in record.anniversaries]
    lines += [
        f"consent {it.channel} {'given' if it.given else 'refused'}" for it in record.consents
    ]
    lines += [
        f"invoice.{name} {value}"
        for invoice in record.invoices
        for name, value in invoice._asdict().items()
        if value
    ]
    lines += [f"private_note {line}" for line in record.private_note.splitlines()]
    for line in lines:
        yield record.name, line
    for contact in record.contacts:
        for line in _of_contact(contact):
            yield f"{record.name} / {contact.name}", line


def _of_order(order: Order, line: OrderLine) -> str:
    number = "" if _OWN_ORDER.fullmatch(order.number) else order.number
    told = f"{number} {order.ordered_on} {line.name} {line.spec} × {line.quantity / 1000:g}"
    return " ".join(f"order {told} = {line.amount / 100:g} {order.status}".split())


def _of_contact(contact: ContactRecord) -> Iterator[str]:
    yield "contact"
    yield from _texts(contact, CONTACT_TEXTS)
    yield from _reach(contact)


def _texts(person: Person, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if value := getattr(person, name):
            yield f"{name} {value}"
    if person.birthday:
        yield f"birthday {_day(person.birthday)}"
    for line in filter(None, person.note.splitlines()):
        yield f"note {line}"


def _reach(person: Person) -> Iterator[str]:
    for phone in person.phones:
        number = (phone.e164 or phone.raw) + "?" * phone.suspect
        extension = phone.extension and f"x{phone.extension}"
        yield " ".join(filter(None, ("phone", number, extension, _label(phone.label))))
    for email in person.emails:
        yield " ".join(filter(None, ("email", email.address, _label(email.label))))
    for channel in person.channels:
        if channel.value:
            yield " ".join(filter(None, (channel.kind, channel.value, _label(channel.label))))
        for name in ("nickname", "remark", "our_phone", "staff"):
            if value := getattr(channel, name):
                yield f"{channel.kind}.{name} {value}"
    for address in person.addresses:
        yield " ".join(filter(None, ("address", address.raw, _label(address.label))))
        if address.city:
            yield f"city {address.city}"
        if address.postcode:
            yield f"postcode {address.postcode}"


def _label(label: str) -> str:
    return f"({label})" if label else ""


def _day(day: Birthday) -> str:
    lunar = "lunar " if day.calendar == "lunar" else ""
    year = f"{day.year}-" if day.year else ""
    return f"{lunar}{year}{'leap' if day.leap else ''}{day.month}-{day.day}"


def made_at(book: OfficeBook, folder: Path) -> Path:
    """The file of a book, written."""
    path = folder / book.file
    book.write(path)
    return path
