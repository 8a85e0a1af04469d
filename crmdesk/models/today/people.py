"""Who stands behind the rows: names, numbers and ways to reach them, asked once for all rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from crmdesk.models.care.greeting import Greeting, Way
from crmdesk.models.care.ways import Reach
from crmdesk.models.customers.rules import in_mourning
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Contact, Customer, CustomerSummary, Staff
from crmdesk.models.today.hours import BestHours
from crmdesk.models.today.rows import Ask, TodayRow

_AT_ONCE = 500
"""Rows a question is asked for: a statement takes only so many parameters."""


class People:
    """The customers of some rows, their contacts, and the staff."""

    def __init__(self, ask: Ask, rows: Sequence[TodayRow]) -> None:
        session = ask.session
        self._ask, self._office = ask, load_office(session)
        customers = sorted({row.customer_id for row in rows})
        contacts = sorted({row.contact_id for row in rows if row.contact_id is not None})
        self._customers = _some(ask, _customer_query(), Customer, customers)
        named = select(Contact.id, Contact.name, Contact.salutation)
        self._contacts = _some(ask, named, Contact, contacts)
        self._staff = {row.id: row.name for row in session.execute(select(Staff.id, Staff.name))}
        self._reach = Reach(session, customers)
        self._hours = BestHours(ask)

    def fill(self, row: TodayRow) -> TodayRow:
        """The row with whom it is about and how she is reached; as it is when she is gone."""
        customer = self._customers.get(row.customer_id)
        if customer is None:
            return row
        contact = self._contacts.get(row.contact_id)
        person = row.customer_id, row.contact_id if contact else None
        liked = "" if contact else customer.preferred_channel
        ways = self._reach.ways(person, *filter(None, (row.channel, liked, row.suggests)))
        ways = self._reach.by(row.channel, person[0], ways)
        known = replace(
            row,
            name=contact.name if contact else customer.name,
            company=customer.name if contact else customer.company or "",
            salutation=contact.salutation if contact else customer.salutation,
            kind="person" if contact else customer.kind,
            phone=self._reach.phone(person) or customer.phone or "",
            staff=self._staff.get(row.staff_id or customer.owner_id, ""),
            channel=_channel(row, liked, ways),
            hour=self._hours.of(row, customer.preferred_hour),
            mourning=in_mourning(customer.bereaved_on, self._ask.today),
        )
        return replace(known, greeting=_greeting(known, ways, self._office, self._ask.today))


def fill(ask: Ask, rows: Sequence[TodayRow]) -> list[TodayRow]:
    """All rows with their people; nothing is asked for none."""
    if not rows:
        return []
    people = People(ask, rows)
    return [people.fill(row) for row in rows]


def _channel(row: TodayRow, liked: str, ways: tuple[Way, ...]) -> str:
    """The planned one, hers, what the reason suggests, else the best there is; one need not be
    reachable to be visited.
    """
    if row.channel:
        return row.channel
    wanted = liked or row.suggests
    if wanted == "visit":
        return wanted
    return ways[0].channel if ways else ""


def _greeting(
    row: TodayRow, ways: tuple[Way, ...], office: OfficeSettings, today: date
) -> Greeting | None:
    """No congratulations in mourning, and no words for somebody nobody knows how to reach."""
    if not row.words or not ways or (row.mourning and row.occasion):
        return None
    greeting = Greeting(
        occasion=row.occasion,
        day=row.due_on or today,
        person=row.contact_id or row.customer_id,
        ways=ways,
        country=office.country,
        salutation=row.salutation if row.kind == "person" else "",
        texts=row.words,
        age=row.age,
        name=row.feast_name,
        office=office.name,
        what=row.text,
        called=row.name,
    )
    return greeting if greeting.words() else None


def _customer_query() -> Any:
    return select(
        Customer.id, Customer.name, Customer.kind, Customer.company, Customer.salutation,
        Customer.owner_id, Customer.bereaved_on, Customer.preferred_channel,
        Customer.preferred_hour, func.coalesce(CustomerSummary.phone, "").label("phone"),
    ).outerjoin(CustomerSummary, CustomerSummary.customer_id == Customer.id)  # fmt: skip


def _some(ask: Ask, query: Any, table: Any, ids: Sequence[int]) -> dict[int | None, Any]:
    found: dict[int | None, Any] = {}
    for start in range(0, len(ids), _AT_ONCE):
        wanted = query.where(table.id.in_(ids[start : start + _AT_ONCE]))
        found |= {row.id: row for row in ask.session.execute(wanted)}
    return found
