"""Birthdays of the coming days, solar and lunar, of customers and of their people; and those
of the days just past that nobody congratulated on.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, union_all

from crmdesk.models.calendar.lunar import Birthday, age_on, lunar_days, round_age, solar_days
from crmdesk.models.care.greeting import birthday_texts
from crmdesk.models.customers.rules import in_mourning
from crmdesk.models.schema import NEVER, Contact, Customer, CustomerSummary, Interaction
from crmdesk.models.today.rows import WEEK, Ask, Part, TodayRow

GREETED = timedelta(days=7)
"""A care contact within so many days before it counts as the greeting."""
LATE = timedelta(days=5)
"""So much later it may still be made good (补祝)."""

_Kept = dict[tuple[str, int, int, bool], date]


@dataclass(frozen=True, slots=True)
class _Found:
    source: str
    id: int
    customer_id: int
    birthday: Birthday
    day: date
    last_contact: datetime


def find(ask: Ask) -> Iterator[Part]:
    """Those kept from today on and not greeted yet: the nearest first, then who was met last.

    Of another day only those of it.
    """
    found = _open(ask)
    week = Counter(one.day for one in found if one.day >= ask.today)
    if ask.day != ask.today:
        found = [one for one in found if one.day == ask.day]
    found.sort(key=lambda one: _urgency(one, ask.today))
    shown = found[: ask.limit("birthdays")]
    yield Part("birthdays", len(found), [_row(one, ask.today) for one in shown], week)


def _urgency(one: _Found, today: date) -> tuple[int, int, float, int, int]:
    """Today's, then those just missed, then the coming ones; who was met last first."""
    days = (one.day - today).days
    group = 0 if days == 0 else 1 if days < 0 else 2
    return group, abs(days), -one.last_contact.timestamp(), one.customer_id, one.id


def _open(ask: Ask) -> list[_Found]:
    """Kept within the days shown, not greeted yet; missed ones but in mourning."""
    first = ask.today - LATE
    kept = _kept(first, ask.today + WEEK)
    coming, missed = (
        datetime.combine(day - GREETED, time.min, ask.zone).astimezone(UTC)
        for day in (ask.today, first)
    )
    found: list[_Found] = []
    for row in ask.session.execute(_kept_by(ask, kept, missed)):
        day = kept.get((row.calendar, row.month, row.day, bool(row.leap) and _is_lunar(row)))
        if day is None:
            continue
        late = day < ask.today
        if row.cared is not None and row.cared >= (missed if late else coming):
            continue
        if late and in_mourning(row.bereaved_on, ask.today):
            continue
        birthday = Birthday(row.calendar, row.year, row.month, row.day, bool(row.leap))
        found.append(
            _Found(row.source, row.id, row.customer, birthday, day, row.last_contact or NEVER)
        )
    return found


def _is_lunar(row: Any) -> bool:
    return bool(row.calendar == "lunar")


def _kept(first: date, last: date) -> _Kept:
    """Which (calendar, month, day, leap) is kept on which day."""
    kept: _Kept = {}
    for month, number, day in solar_days(first, last):
        kept["solar", month, number, False] = day
    for month, number, leap, day in lunar_days(first, last):
        kept.setdefault(("lunar", month, number, leap), day)
    return kept


def _kept_by(ask: Ask, kept: _Kept, since: datetime) -> Any:
    """Customers and contacts born on these days, and when each was cared for last."""
    customers = _born("customer", Customer, Customer.id, None, kept, since)
    contacts = _born("contact", Contact, Contact.customer_id, Contact.id, kept, since).join(
        Customer, Customer.id == Contact.customer_id
    )
    return union_all(
        *(
            query.outerjoin(CustomerSummary, CustomerSummary.customer_id == Customer.id).where(
                *ask.whose(Customer.owner_id)
            )
            for query in (customers, contacts)
        )
    )


def _born(
    source: str, table: Any, customer: Any, contact: Any, kept: _Kept, since: datetime
) -> Select[*tuple[Any, ...]]:
    """Whether it is a leap month is looked at afterwards."""
    return select(
        literal(source).label("source"), table.id.label("id"), customer.label("customer"),
        table.birthday_calendar.label("calendar"), table.birthday_year.label("year"),
        table.birthday_month.label("month"), table.birthday_day.label("day"),
        table.birthday_leap.label("leap"), CustomerSummary.last_contact, Customer.bereaved_on,
        _cared(customer, contact, since).label("cared"),
    ).where(_falls(table, kept))  # fmt: skip


def _falls(table: Any, kept: _Kept) -> ColumnElement[bool]:
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


def _cared(customer: Any, contact: Any, since: datetime) -> Any:
    """SQL for when she was cared for; asked of the few met lately, not of all talks."""
    person = Interaction.contact_id
    cared = (
        select(func.max(Interaction.at))
        .where(
            Interaction.customer_id == customer,
            Interaction.at >= since,
            Interaction.purpose == "care",
            person.is_(None) if contact is None else person == contact,
            or_(Interaction.occasion.is_(None), Interaction.occasion.startswith("birthday")),
        )
        .correlate(Customer, Contact)
        .scalar_subquery()
    )
    return case((CustomerSummary.last_contact >= since, cared), else_=None)


def _row(one: _Found, today: date) -> TodayRow:
    days = (one.day - today).days
    return TodayRow(
        section="birthdays",
        source=one.source,
        id=one.id,
        customer_id=one.customer_id,
        contact_id=one.id if one.source == "contact" else None,
        due_on=one.day,
        birthday=one.birthday,
        age=age_on(one.birthday, one.day),
        occasion="birthday",
        words=birthday_texts(days, round_age(one.birthday, one.day)),
    )
