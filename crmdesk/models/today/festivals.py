"""Festival greetings of the coming days: whom they are owed, and who has had hers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.festivals import Festival
from crmdesk.models.care.greeting import Greeting
from crmdesk.models.care.rules import BEFORE, greeted_now, load_care
from crmdesk.models.care.ways import Person, Way, ways_of
from crmdesk.models.customers.rules import in_mourning
from crmdesk.models.office.settings import OfficeSettings, load_office
from crmdesk.models.schema import Contact, Customer, CustomerSummary, Interaction, Staff
from crmdesk.models.today.phones import contact_phones
from crmdesk.models.today.rows import Section, TodayRow

MOST = 300
"""So many are looked at for a day, those spoken to last first: nobody greets more by hand."""
WORTH = ("customer", "returning", "interested")
_TEACHING = ("教师", "教師", "老师", "老師", "教授", "teacher")
_ELDERLY = 60


@dataclass(frozen=True, slots=True)
class _Found:
    festival: Festival
    person: Person
    customer: Any


def load_festivals(
    session: Session, today: date, zone: tzinfo, staff: Sequence[int], limit: int
) -> Section:
    """Customers worth it, not in mourning, without an open complaint, with a way they did not
    refuse, and not greeted for it yet; one row each, for the nearest festival.
    """
    office = load_office(session)
    due = greeted_now(load_care(session), office.country, today)
    found: dict[Person, _Found] = {}
    for festival in due:
        for one in _owed(session, festival, today, zone, staff):
            found.setdefault(one.person, one)
    ways = ways_of(session, list(found)) if found else {}
    reached = [one for one in found.values() if ways[one.person]]
    return Section(
        "festivals", len(reached), _rows(session, reached[:limit], ways, office) if reached else []
    )


def _owed(
    session: Session, festival: Festival, today: date, zone: tzinfo, staff: Sequence[int]
) -> list[_Found]:
    people: list[_Found] = []
    if festival.audience == "all":
        rows = session.execute(_asked(Customer, festival, zone, staff)).all()
        spoken = _spokespeople(session, [row.id for row in rows if row.kind == "company"])
        people += [_Found(festival, (row.id, spoken.get(row.id)), row) for row in rows]
    else:
        of_persons = _asked(Customer, festival, zone, staff).where(
            Customer.kind == "person", _belongs(Customer, festival)
        )
        of_contacts = (
            _asked(Contact, festival, zone, staff)
            .join(Contact, Contact.customer_id == Customer.id)
            .where(_belongs(Contact, festival))
            .add_columns(Contact.id.label("contact"))
        )
        people += [_Found(festival, (row.id, None), row) for row in session.execute(of_persons)]
        people += [
            _Found(festival, (row.id, row.contact), row) for row in session.execute(of_contacts)
        ]
    return [one for one in people if not in_mourning(one.customer.bereaved_on, today)]


def _asked(table: Any, festival: Festival, zone: tzinfo, staff: Sequence[int]) -> Any:
    query = (
        select(
            Customer.id, Customer.name, Customer.kind, Customer.company, Customer.salutation,
            Customer.bereaved_on, CustomerSummary.phone,
            func.coalesce(Staff.name, "").label("staff"),
        )
        .join(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .outerjoin(Staff, Staff.id == Customer.owner_id)
        .where(
            Customer.kind != "internal",
            Customer.stage.in_(WORTH),
            CustomerSummary.open_complaints == 0,
            ~_greeted(table, festival, zone),
        )
        .order_by(CustomerSummary.last_contact.desc(), Customer.id)
        .limit(MOST)
    )  # fmt: skip
    return query.where(Customer.owner_id.in_(staff)) if staff else query


def _greeted(table: Any, festival: Festival, zone: tzinfo) -> ColumnElement[bool]:
    """SQL for: has had this greeting, or any care in the days before but a birthday's."""
    first = datetime.combine(festival.day - timedelta(days=BEFORE + 1), time.min, zone)
    other = or_(Interaction.occasion.is_(None), ~Interaction.occasion.startswith("birthday"))
    asked = exists().where(
        Interaction.customer_id == Customer.id,
        Interaction.at >= first.astimezone(UTC),
        Interaction.purpose == "care",
        other,
    )
    return asked.where(Interaction.contact_id == Contact.id) if table is Contact else asked


def _belongs(table: Any, festival: Festival) -> ColumnElement[bool]:
    """SQL for whose day it is, as far as it is known: nobody is guessed to be anything."""
    if festival.audience in ("women", "men"):
        return and_(table.gender == {"women": "female", "men": "male"}[festival.audience])
    if festival.audience == "elders":
        return and_(table.birthday_year <= festival.day.year - _ELDERLY)
    columns = [table.title] if table is Contact else [table.title, table.occupation]
    return or_(*(column.contains(word) for column in columns for word in _TEACHING))


def _spokespeople(session: Session, companies: Sequence[int]) -> dict[int, int]:
    """Whom one greets at a company: who decides, else the first who stands there."""
    query = (
        select(Contact.customer_id, Contact.id)
        .where(Contact.customer_id.in_(companies))
        .order_by(Contact.role != "decision", Contact.position, Contact.id)
    )
    found: dict[int, int] = {}
    for customer, contact in session.execute(query):
        found.setdefault(customer, contact)
    return found


def _rows(
    session: Session,
    shown: Sequence[_Found],
    ways: dict[Person, tuple[Way, ...]],
    office: OfficeSettings,
) -> list[TodayRow]:
    ids = [one.person[1] for one in shown if one.person[1] is not None]
    phones = contact_phones(session, ids)
    query = select(Contact.id, Contact.name, Contact.salutation).where(Contact.id.in_(ids))
    contacts = {row.id: row for row in session.execute(query)}
    return [
        _row(one, contacts.get(one.person[1]), phones, ways[one.person], office) for one in shown
    ]


def _row(
    one: _Found, contact: Any, phones: dict[int, str], ways: tuple[Way, ...], office: OfficeSettings
) -> TodayRow:
    customer, at_company = one.customer, one.customer.kind == "company"
    salutation = contact.salutation if contact else customer.salutation
    greeting = Greeting(
        occasion=one.festival.code,
        day=one.festival.day,
        person=contact.id if contact else customer.id,
        ways=ways,
        country=office.country,
        salutation="" if at_company and not contact else salutation,
        name=one.festival.name,
        office=office.name,
    )
    return TodayRow(
        section="festivals",
        source="festival_contact" if contact else "festival",
        id=contact.id if contact else customer.id,
        customer_id=customer.id,
        contact_id=contact.id if contact else None,
        name=contact.name if contact else customer.name,
        company=customer.name if contact else customer.company or "",
        salutation=salutation,
        phone=(phones.get(contact.id, "") if contact else "") or customer.phone,
        staff=customer.staff,
        due_on=one.festival.day,
        kind="person" if contact else customer.kind,
        greeting=greeting,
    )
