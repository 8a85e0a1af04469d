"""Festival greetings of the coming days: whom they are owed, and who has had hers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, literal, or_, select

from crmdesk.models.calendar.festivals import EVERYWHERE, Festival, festivals_between
from crmdesk.models.care.rules import BEFORE, CareSettings, greeted_now, load_care
from crmdesk.models.care.ways import Person, Reach
from crmdesk.models.customers.rules import in_mourning
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import (
    Address,
    Channel,
    Consent,
    Contact,
    Customer,
    CustomerSummary,
    Email,
    Interaction,
    Phone,
)
from crmdesk.models.today.rows import Ask, Part, TodayRow

MOST = 1000
"""Counted no further: nobody greets more by hand."""
WORTH = ("customer", "returning", "interested")
_TEACHING = ("教师", "教師", "老师", "老師", "教授", "teacher")
_ELDERLY = 60
_REACH = (Phone, Channel, Email, Address)
_SPARE = 20
"""So many more are looked at than are shown, for those nobody can reach."""


@dataclass(frozen=True, slots=True)
class _Feast:
    """A festival, and the regions that keep it on that day."""

    festival: Festival
    regions: frozenset[str]


def find(ask: Ask) -> Iterator[Part]:
    """Customers worth it, not in mourning, without an open complaint, with a way they did not
    refuse, and not greeted for it yet; one row each, for the nearest festival of where she
    lives. Who was spoken to last stands first.
    """
    home, care = load_office(ask.session).country, load_care(ask.session)
    owed: dict[Person, Festival] = {}
    for feast in _feasts(ask, care):
        for person in _owed(ask, feast, home):
            owed.setdefault(person, feast.festival)
    if not owed:
        return
    limit = ask.limit("festivals")
    reached = _reached(ask, list(owed), limit)
    rows = [_row(person, owed[person]) for person in reached[:limit]]
    yield Part("festivals", min(len(reached), MOST), rows, capped=len(reached) > MOST)


def _reached(ask: Ask, people: list[Person], limit: int) -> list[Person]:
    """Those with a way they did not refuse: looked at where they are shown, or refused anything;
    of the rest the question itself knows that there is one.
    """
    customers = sorted({customer for customer, _contact in people})
    query = select(Consent.customer_id).where(Consent.customer_id.in_(customers), ~Consent.given)
    looked_at = {customer for customer, _contact in people[: limit + _SPARE]}
    looked_at.update(ask.session.scalars(query))
    reach = Reach(ask.session, list(looked_at))
    return [person for person in people if person[0] not in looked_at or reach.ways(person)]


def _feasts(ask: Ask, care: CareSettings) -> list[_Feast]:
    """What is greeted now, or falls on the day looked at; the nearest first."""
    found: dict[tuple[str, date], _Feast] = {}
    for region in EVERYWHERE:
        for one in _of_region(ask, care, region):
            known = found.get((one.code, one.day), _Feast(one, frozenset()))
            found[one.code, one.day] = replace(known, regions=known.regions | {region})
    return sorted(
        found.values(),
        key=lambda one: (abs((one.festival.day - ask.day).days), one.festival.code),
    )


def _of_region(ask: Ask, care: CareSettings, region: str) -> list[Festival]:
    if ask.day == ask.today:
        return greeted_now(care, region, ask.today)
    there = festivals_between(region, ask.day, ask.day, south=care.south, own=care.own)
    return [one for one in there if one.code not in care.off]


def _owed(ask: Ask, feast: _Feast, home: str) -> list[Person]:
    """Customers, or those of their people whose day it is."""
    festival = feast.festival
    if festival.audience == "all":
        queries = [_asked(ask, feast, home, _spokesman())]
    else:
        of_persons = _asked(ask, feast, home, literal(None)).where(
            Customer.kind == "person", _belongs(Customer, festival)
        )
        of_contacts = (
            _asked(ask, feast, home, Contact.id)
            .join(Contact, Contact.customer_id == Customer.id)
            .where(_belongs(Contact, festival))
        )
        queries = [of_persons, of_contacts]
    found = [row for query in queries for row in ask.session.execute(query)]
    found.sort(key=lambda row: (-row.last_contact.timestamp(), row.id))
    return [(row.id, row.contact) for row in found if not in_mourning(row.bereaved_on, ask.today)]


def _asked(ask: Ask, feast: _Feast, home: str, contact: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Customer.id,
            contact.label("contact"),
            Customer.bereaved_on,
            CustomerSummary.last_contact,
        )
        .join(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .where(
            Customer.kind != "internal",
            Customer.stage.in_(WORTH),
            CustomerSummary.open_complaints == 0,
            ~_greeted(ask, feast.festival, contact),
            or_(*(exists().where(table.customer_id == Customer.id) for table in _REACH)),
            *_living_in(feast.regions, home),
            *ask.whose(Customer.owner_id),
        )
        .order_by(CustomerSummary.last_contact.desc(), CustomerSummary.customer_id.desc())
        .limit(MOST + 1)
    )


def _living_in(regions: frozenset[str], home: str) -> list[ColumnElement[bool]]:
    """SQL for: there; whose country is not known, or knows none of these festivals, is at home."""
    if regions.issuperset(EVERYWHERE):
        return []
    there = Customer.country.in_(sorted(regions))
    return [or_(there, Customer.country.not_in(EVERYWHERE))] if home in regions else [there]


def _greeted(ask: Ask, festival: Festival, contact: Any) -> ColumnElement[bool]:
    """SQL for: has had this greeting, or any care in the days before but a birthday's."""
    first = datetime.combine(festival.day - timedelta(days=BEFORE + 1), time.min, ask.zone)
    other = or_(Interaction.occasion.is_(None), ~Interaction.occasion.startswith("birthday"))
    asked = exists().where(
        Interaction.customer_id == Customer.id,
        Interaction.at >= first.astimezone(UTC),
        Interaction.purpose == "care",
        other,
    )
    return asked.where(Interaction.contact_id == contact) if contact is Contact.id else asked


def _belongs(table: Any, festival: Festival) -> ColumnElement[bool]:
    """SQL for whose day it is, as far as it is known: nobody is guessed to be anything."""
    if festival.audience in ("women", "men"):
        return and_(table.gender == {"women": "female", "men": "male"}[festival.audience])
    if festival.audience == "elders":
        return and_(table.birthday_year <= festival.day.year - _ELDERLY)
    columns = [table.title] if table is Contact else [table.title, table.occupation]
    return or_(*(column.contains(word) for column in columns for word in _TEACHING))


def _spokesman() -> Any:
    """SQL for whom one greets at a company: who decides, else the first who stands there."""
    first = (
        select(Contact.id)
        .where(Contact.customer_id == Customer.id)
        .order_by(Contact.role != "decision", Contact.position, Contact.id)
        .limit(1)
        .correlate(Customer)
        .scalar_subquery()
    )
    return case((Customer.kind == "company", first), else_=None)


def _row(person: Person, festival: Festival) -> TodayRow:
    customer, contact = person
    return TodayRow(
        section="festivals",
        source="festival_contact" if contact else "festival",
        id=contact or customer,
        customer_id=customer,
        contact_id=contact,
        due_on=festival.day,
        occasion=festival.code,
        feast_name=festival.name,
        words=festival.code,
    )
