"""Birthdays of the coming days, solar and lunar, of customers and of their people; and those
of the days just past that nobody congratulated on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.lunar import Birthday, age_on, lunar_days, round_age, solar_days
from crmdesk.models.care.greeting import Greeting, birthday_texts
from crmdesk.models.care.ways import Person, Way, ways_of
from crmdesk.models.customers.rules import in_mourning
from crmdesk.models.office.settings import OfficeSettings, load_office
from crmdesk.models.schema import (
    NEVER,
    Contact,
    Customer,
    CustomerSummary,
    Interaction,
    Staff,
)
from crmdesk.models.today.phones import contact_phones
from crmdesk.models.today.rows import Section, TodayRow

AHEAD = 7
"""Days ahead a birthday is shown."""
GREETED = 7
"""A care contact within so many days before it counts as the greeting."""
LATE = 5
"""So many days later it may still be made good (补祝)."""

_Kept = dict[tuple[str, int, int, bool], date]


@dataclass(frozen=True, slots=True)
class _Found:
    source: str
    id: int
    customer_id: int
    birthday: Birthday
    day: date
    last_contact: datetime
    bereaved_on: date | None

    def mourning_on(self, today: date) -> bool:
        """Whether nobody may congratulate."""
        return in_mourning(self.bereaved_on, today)


def load_birthdays(
    session: Session, today: date, zone: tzinfo, staff: Sequence[int], limit: int
) -> Section:
    """Those kept from today on and not greeted yet: the nearest first, then who was met last."""
    coming = _between(session, today, today + timedelta(days=AHEAD), today, zone, staff)
    first = today - timedelta(days=LATE)
    missed = _between(session, first, today - timedelta(days=1), first, zone, staff)
    missed = [one for one in missed if not one.mourning_on(today)]
    found = [*coming, *missed]
    found.sort(key=lambda one: _urgency(one, today))
    return Section("birthdays", len(found), _rows(session, found[:limit], today))


def _urgency(one: _Found, today: date) -> tuple[int, int, float, int, int]:
    """Today's, then those just missed, then the coming ones; who was met last first."""
    days = (one.day - today).days
    group = 0 if days == 0 else 1 if days < 0 else 2
    return group, abs(days), -one.last_contact.timestamp(), one.customer_id, one.id


def _between(
    session: Session, first: date, last: date, since: date, zone: tzinfo, staff: Sequence[int]
) -> list[_Found]:
    """Kept between two days and not greeted from a week before `since` on."""
    kept = _kept(first, last)
    greeted = datetime.combine(since - timedelta(days=GREETED), time.min, zone).astimezone(UTC)
    return [*_customers(session, kept, greeted, staff), *_contacts(session, kept, greeted, staff)]


def _kept(first: date, last: date) -> _Kept:
    """Which (calendar, month, day, leap) is kept on which day."""
    kept: _Kept = {}
    for month, number, day in solar_days(first, last):
        kept["solar", month, number, False] = day
    for month, number, leap, day in lunar_days(first, last):
        kept.setdefault(("lunar", month, number, leap), day)
    return kept


def _falls(table: Any, kept: _Kept) -> ColumnElement[bool]:
    """SQL for the calendar, month and day; whether in a leap month is looked at afterwards."""
    months: dict[tuple[str, int], set[int]] = {}
    for calendar, month, day, _leap in kept:
        months.setdefault((calendar, month), set()).add(day)
    return or_(
        *(
            and_(
                table.birthday_calendar == calendar,
                table.birthday_month == month,
                table.birthday_day.in_(sorted(days)),
            )
            for (calendar, month), days in sorted(months.items())
        )
    )


def _customers(
    session: Session, kept: _Kept, since: datetime, staff: Sequence[int]
) -> list[_Found]:
    query = (
        select(
            *_birthday(Customer),
            Customer.id,
            Customer.id,
            CustomerSummary.last_contact,
            Customer.bereaved_on,
        )
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .where(_falls(Customer, kept), ~_greeted(Customer.id, since, None))
    )
    if staff:
        query = query.where(Customer.owner_id.in_(staff))
    return _found("customer", session.execute(query), kept)


def _contacts(session: Session, kept: _Kept, since: datetime, staff: Sequence[int]) -> list[_Found]:
    query = (
        select(
            *_birthday(Contact), Contact.id, Contact.customer_id, CustomerSummary.last_contact,
            Customer.bereaved_on,
        )
        .join(Customer, Customer.id == Contact.customer_id)
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == Contact.customer_id)
        .where(_falls(Contact, kept), ~_greeted(Contact.customer_id, since, Contact.id))
    )  # fmt: skip
    if staff:
        query = query.where(Customer.owner_id.in_(staff))
    return _found("contact", session.execute(query), kept)


def _greeted(customer: Any, since: datetime, contact: Any) -> ColumnElement[bool]:
    """SQL for: cared for lately; asked of the few whose day it is, not of all interactions."""
    return exists().where(
        Interaction.customer_id == customer,
        Interaction.at >= since,
        Interaction.purpose == "care",
        Interaction.contact_id == contact,
        or_(Interaction.occasion.is_(None), Interaction.occasion.startswith("birthday")),
    )


def _birthday(table: Any) -> tuple[Any, ...]:
    return (
        table.birthday_calendar,
        table.birthday_year,
        table.birthday_month,
        table.birthday_day,
        table.birthday_leap,
    )


def _found(source: str, rows: Any, kept: _Kept) -> list[_Found]:
    found: list[_Found] = []
    for calendar, year, month, number, leap, row_id, customer_id, last, bereaved in rows:
        day = kept.get((calendar, month, number, bool(leap) and calendar == "lunar"))
        if day is not None:
            birthday = Birthday(calendar, year, month, number, bool(leap))
            last = last or NEVER
            found.append(_Found(source, row_id, customer_id, birthday, day, last, bereaved))
    return found


def _rows(session: Session, found: Sequence[_Found], today: date) -> list[TodayRow]:
    if not found:
        return []
    customers = _people(session, [one.customer_id for one in found])
    people = [one.id for one in found if one.source == "contact"]
    contacts, phones = _contact_people(session, people), contact_phones(session, people)
    office = load_office(session)
    ways = ways_of(session, [_person(one) for one in found])
    rows: list[TodayRow] = []
    for one in found:
        customer = customers.get(one.customer_id)
        contact = contacts.get(one.id) if one.source == "contact" else None
        if customer is not None and (contact or one.source == "customer"):
            phone = phones.get(one.id, "") if contact else ""
            row = _row(one, customer, contact, phone or customer.phone, today)
            greeting = _greeting(one, row, ways[_person(one)], office, today)
            rows.append(replace(row, greeting=greeting))
    return rows


def _person(one: _Found) -> Person:
    return one.customer_id, one.id if one.source == "contact" else None


def _greeting(
    one: _Found, row: TodayRow, ways: tuple[Way, ...], office: OfficeSettings, today: date
) -> Greeting | None:
    """Nothing in mourning, and nothing to somebody nobody knows how to reach."""
    if row.mourning or not ways:
        return None
    return Greeting(
        occasion="birthday",
        day=one.day,
        person=one.id,
        ways=ways,
        country=office.country,
        salutation=row.salutation if row.kind == "person" else "",
        texts=birthday_texts((one.day - today).days, round_age(one.birthday, one.day)),
        age=row.age,
        office=office.name,
    )


def _row(one: _Found, customer: Any, contact: Any, phone: str, today: date) -> TodayRow:
    return TodayRow(
        section="birthdays",
        source=one.source,
        id=one.id,
        customer_id=one.customer_id,
        contact_id=contact.id if contact else None,
        name=contact.name if contact else customer.name,
        company=customer.name if contact else customer.company or "",
        salutation=contact.salutation if contact else customer.salutation,
        phone=phone,
        staff=customer.staff,
        due_on=one.day,
        birthday=one.birthday,
        age=age_on(one.birthday, one.day),
        mourning=in_mourning(customer.bereaved_on, today),
        kind="person" if contact else customer.kind,
    )


def _people(session: Session, ids: Sequence[int]) -> dict[int, Any]:
    query = (
        select(
            Customer.id, Customer.name, Customer.kind, Customer.company, Customer.salutation,
            Customer.bereaved_on, func.coalesce(CustomerSummary.phone, "").label("phone"),
            func.coalesce(Staff.name, "").label("staff"),
        )
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .outerjoin(Staff, Staff.id == Customer.owner_id)
        .where(Customer.id.in_(ids))
    )  # fmt: skip
    return {row.id: row for row in session.execute(query)}


def _contact_people(session: Session, ids: Sequence[int]) -> dict[int, Any]:
    if not ids:
        return {}
    query = select(Contact.id, Contact.name, Contact.salutation).where(Contact.id.in_(ids))
    return {row.id: row for row in session.execute(query)}
