"""The list of addresses for letters: one row a recipient, and who gets none and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.orm import Session

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import P_, ngettext, pgettext
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.exchange.export.addressee import (
    addressed_company,
    addressed_person,
    envelope_address,
    is_complete,
    salutation_of,
)
from crmdesk.models.exchange.export.files import (
    Report,
    checked_kind,
    count_customers,
    note_export,
    written,
)
from crmdesk.models.exchange.records.customers import Address, CustomerRecord, Person
from crmdesk.models.exchange.stored.customers import parts
from crmdesk.models.exchange.stored.dossier import load_dossiers
from crmdesk.models.exchange.writers.sheet import Batch, Cells, Column, Sheet
from crmdesk.models.office.settings import load_office

FORMATS = ("xlsx", "csv")
REASONS = {
    "internal": P_("no letter", "A colleague of our own"),
    "refused": P_("no letter", "Wants no letters"),
    "none": P_("no letter", "No postal address"),
    "incomplete": P_("no letter", "The address names no street"),
}
_HEADERS = (
    (P_("column", "Postcode"), 10.0),
    (P_("column", "Address"), 48.0),
    (P_("column", "Company"), 32.0),
    (P_("column", "Recipient"), 24.0),
    (P_("column", "Salutation"), 14.0),
    (P_("column", "Country"), 14.0),
    (P_("column", "Number"), 12.0),
)
_SKIPPED = (
    (P_("column", "Number"), 12.0),
    (P_("column", "Name"), 32.0),
    (P_("column", "No letter because"), 32.0),
)


class Letter(NamedTuple):
    """One envelope; a salutation nobody noted is a greeting that suits everybody."""

    postcode: str
    address: str
    company: str
    recipient: str
    salutation: str
    country: str
    number: str


@dataclass(frozen=True, slots=True)
class LetterList:
    """What was written: envelopes, and the customers who get none."""

    letters: int
    skipped: int


def say_letters(file: str, found: LetterList) -> str:
    """How many envelopes there are, and how many customers get none."""
    text = ngettext(
        "{n} letter written to {file}.", "{n} letters written to {file}.", found.letters
    )
    told = text.format(n=f"{found.letters:,}", file=file)
    if not found.skipped:
        return told
    text = ngettext(
        "{n} customer gets none; the second sheet says why.",
        "{n} customers get none; the second sheet says why.",
        found.skipped,
    )
    return f"{told} {text.format(n=f'{found.skipped:,}')}"


def export_letters(
    db: Database, path: Path, ids: Sequence[int] | None = None, progress: Progress = silent
) -> LetterList:
    """Write the list (.xlsx, or .csv without those left out), all or nothing.

    Raises as `export` does.
    """
    kind = checked_kind(path, FORMATS)
    letters: list[Cells] = []
    skipped: list[Cells] = []
    with db.read() as session, written(path) as target:
        report = Report(progress, count_customers(session, ids))
        for record in _records(session, ids, report):
            found = letters_to(record, load_office(session).country)
            if isinstance(found, str):
                reason = pgettext("no letter", REASONS[found])
                skipped.append((record.number, record.name, reason))
            else:
                letters += found
        sheets = [
            _sheet(pgettext("sheet", "Letters"), _HEADERS, letters),
            _sheet(pgettext("sheet", "No letters"), _SKIPPED, skipped),
        ]
        _write(sheets, target, csv=kind == "csv")
        note_export(db, path, count_customers(session, ids), ids)
    return LetterList(len(letters), len(skipped))


def letters_to(customer: CustomerRecord, country: str) -> list[Letter] | str:
    """The envelopes for one customer, or the code of why there is none."""
    if customer.kind == "internal":
        return "internal"
    if any(consent.channel == "letter" and not consent.given for consent in customer.consents):
        return "refused"
    people: list[Person] = [customer, *customer.contacts]
    if not any(person.addresses for person in people):
        return "none"
    found = [
        _letter(customer, person, address, country)
        for person in people
        if (address := next(filter(is_complete, person.addresses), None))
    ]
    return found or "incomplete"


def _letter(customer: CustomerRecord, person: Person, address: Address, country: str) -> Letter:
    to, company = person, customer.name
    if person is customer and customer.kind == "company":
        to = next((one for one in customer.contacts if not one.addresses), customer)
    elif person is customer:  # what comes to her home is no business of her company
        company = "" if address.label == "home" else customer.company
    if to is customer and customer.kind == "company":
        recipient, company = addressed_company(customer.name), ""
    else:
        recipient = addressed_person(to, country)
    return Letter(
        address.postcode,
        envelope_address(address),
        company,
        recipient,
        salutation_of(to),
        address.country,
        customer.number,
    )


def _records(
    session: Session, ids: Sequence[int] | None, progress: Progress
) -> Iterator[CustomerRecord]:
    done = 0
    for part in parts(session, ids):
        for dossier in load_dossiers(session, part).values():
            yield dossier.record
        done += len(part.ids)
        progress(done, done)


def _sheet(name: str, headers: Sequence[tuple[str, float]], rows: Sequence[Cells]) -> Sheet:
    columns = [Column(pgettext("column", header), "text", width) for header, width in headers]
    return Sheet(name, columns, lambda: (Batch.of(some) for some in ([rows] if rows else ())), 0)


def _write(sheets: Sequence[Sheet], path: Path, *, csv: bool) -> None:
    if csv:
        from crmdesk.models.exchange.writers.delimited import write_csv

        write_csv(path, sheets[0])
    else:
        from crmdesk.models.exchange.writers.xlsx import write_workbook

        write_workbook(path, sheets)
