"""Records become rows of tables: what stands in which column, for one item at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import Any, NamedTuple

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.customers.phones import PhoneValue
from crmdesk.models.exchange.records.customers import (
    Address,
    Anniversary,
    Channel,
    Consent,
    ContactRecord,
    CustomerRecord,
    Email,
    Invoice,
)

Cells = tuple[Any, ...]
BIRTHDAY = tuple(f"birthday_{part}" for part in ("calendar", "year", "month", "day", "leap"))
TEXTS = (
    "salutation", "gender", "title", "industry", "country", "region", "size", "hobbies", "diet",
    "gift_taste", "preferred_channel", "preferred_hour", "occupation", "education", "income",
    "warning", "note", "private_note",
)  # fmt: skip
"""Columns of a customer that are a record's attributes of the same name, "" where unknown."""
CONTACT_TEXTS = ("name", "salutation", "gender", "title", "department", "role", "note")


@dataclass(slots=True)
class Names:
    """Ids of what records name; and what else the rows of one import share."""

    now: datetime
    today: date
    zone: tzinfo
    staff: dict[str, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    tags: dict[str, int] = field(default_factory=dict)
    fields: dict[str, tuple[int, str]] = field(default_factory=dict)

    def instant(self, at: datetime | None) -> datetime:
        """A local time of the file as an instant; now where it says none."""
        if at is None:
            return self.now
        return (at.replace(tzinfo=self.zone) if at.tzinfo is None else at).astimezone(UTC)


class Spec(NamedTuple):
    """How the items of a list become rows: `cells` gives the columns after the owner's id.

    `once` keeps of items that fill the same place the last.
    """

    table: str
    columns: tuple[str, ...]
    cells: Callable[[Any, int, Names], Cells]
    once: Callable[[Iterable[Any]], Iterable[Any]] = tuple


def _phone(phone: PhoneValue, position: int, _names: Names) -> Cells:
    return (
        phone.label,
        position,
        phone.raw,
        phone.e164 or "",
        phone.extension,
        phone.suspect,
    )


def _email(email: Email, position: int, _names: Names) -> Cells:
    return email.label, position, email.address


def _address(address: Address, position: int, _names: Names) -> Cells:
    return (*address, position)


def _channel(channel: Channel, position: int, names: Names) -> Cells:
    *told, staff = channel
    return (*told, names.staff.get(staff), position)


def _invoice(invoice: Invoice, position: int, _names: Names) -> Cells:
    return (*invoice, position)


def _anniversary(anniversary: Anniversary, _position: int, _names: Names) -> Cells:
    return (anniversary.label, *birthday_cells(anniversary.day))


def _consent(consent: Consent, _position: int, names: Names) -> Cells:
    at = names.instant(consent.at)
    return consent.channel, consent.given, at, consent.how, names.staff.get(consent.staff)


def _tag(tag: str, _position: int, names: Names) -> Cells:
    return (names.tags[tag],)


def _custom(pair: tuple[str, str], _position: int, names: Names) -> Cells:
    field_id, kind = names.fields[pair[0]]
    return field_id, canonical(pair[1], kind)


def _last_of_each(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return dict(pairs).items()


REACH = {
    "phones": Spec("phone", ("label", "position", "raw", "e164", "extension", "suspect"), _phone),
    "emails": Spec("email", ("label", "position", "address"), _email),
    "addresses": Spec("address", (*Address._fields, "position"), _address),
    "channels": Spec(
        "channel",
        ("kind", "value", "label", "nickname", "remark", "our_phone", "staff_id", "position"),
        _channel,
    ),
}
"""What customers and contacts have alike."""

OWNED = {
    "invoices": Spec("invoice", (*Invoice._fields, "position"), _invoice),
    "anniversaries": Spec(
        "anniversary", ("label", "calendar", "year", "month", "day", "leap"), _anniversary
    ),
    "consents": Spec("consent", ("channel", "given", "at", "how", "staff_id"), _consent),
    "tags": Spec("customer_tag", ("tag_id",), _tag, dict.fromkeys),
    "custom": Spec("custom_value", ("field_id", "value"), _custom, _last_of_each),
}
"""What only customers have."""

CONTACT_COLUMNS = ("customer_id", *CONTACT_TEXTS, *BIRTHDAY, "position")


def contact_cells(customer: int, contact: ContactRecord, position: int) -> Cells:
    """The columns of a contact, CONTACT_COLUMNS, without its id."""
    texts = (getattr(contact, name) for name in CONTACT_TEXTS)
    return (customer, *texts, *birthday_cells(contact.birthday), position)


def birthday_cells(day: Birthday | None) -> Cells:
    """The five columns of a birthday."""
    if day is None:
        return "", None, None, None, False
    return day.calendar, day.year, day.month, day.day, day.leap


def company_of(record: CustomerRecord) -> str | None:
    """A company's own name is not its company."""
    return record.company or None if record.kind != "company" else None


def canonical(value: str, kind: str) -> str:
    """A custom value as stored: days in ISO 8601, numbers plain; what fits neither as it is."""
    if kind == "number":
        try:
            number = float(value.replace(",", ""))
        except ValueError:
            return value
        return str(int(number)) if number.is_integer() else str(number)
    return value


def attributes_told(records: Iterable[CustomerRecord]) -> frozenset[str]:
    """Which attributes any of the records tells; records hold only what their rows have."""
    return frozenset().union(*(record.__dict__ for record in records))
