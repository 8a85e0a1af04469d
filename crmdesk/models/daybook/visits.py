"""The pocket sheet: whom to visit on a day, by district, with what one wants to know there."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.bought import load_bought
from crmdesk.models.schema import (
    Address,
    Contact,
    Customer,
    CustomerSummary,
    FollowUp,
    Interaction,
    Phone,
    ServiceContract,
    ServiceOrder,
    ServiceVisit,
)

_DISTRICT = re.compile(r"\s*([\u4e00-\u9fff]{1,5}?(?:新区|新區|区|區|县|縣|市|镇|鎮|乡|鄉))")


@dataclass(frozen=True, slots=True)
class Stop:
    """A reason to go somewhere: `source` and `id` name the row it comes from; `planned` where a
    visit was meant.
    """

    source: str
    id: int
    customer_id: int
    contact_id: int | None = None
    name: str = ""
    company: str = ""
    why: str = ""
    time: str = ""
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """The last contact."""

    at: datetime
    kind: str
    direction: str
    text: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One customer on the sheet; `place` is what visits are grouped by, "" where no address is
    known. Money in minor units (分) of `currency`.
    """

    customer_id: int
    name: str
    salutation: str
    company: str
    phone: str
    address: str
    place: str
    time: str = ""
    why: Sequence[str] = field(default_factory=list)
    talk: Talk | None = None
    goods: str = ""
    bought_on: date | None = None
    owed: int = 0
    currency: str = ""


def load_planned_visits(session: Session, day: date, staff: Sequence[int] = ()) -> list[Stop]:
    """Appointments of service orders on that day; follow-ups by visit, and visits service contracts
    owe, due by then. No `staff` means everybody's.
    """
    follow_ups = (
        _stops(FollowUp, FollowUp.contact_id, FollowUp.text, FollowUp.due_time)
        .outerjoin(Contact, Contact.id == FollowUp.contact_id)
        .where(FollowUp.status == "open", FollowUp.channel == "visit", FollowUp.due_on <= day)
        .order_by(FollowUp.due_on, FollowUp.due_time, FollowUp.id)
    )
    text, time = ServiceContract.level, literal("")
    owed = (
        _stops(ServiceVisit, ServiceContract.contact_id, text, time)
        .join(ServiceContract, ServiceContract.id == ServiceVisit.contract_id)
        .outerjoin(Contact, Contact.id == ServiceContract.contact_id)
        .where(ServiceVisit.status == "open", ServiceVisit.due_on <= day)
        .order_by(ServiceVisit.due_on, ServiceVisit.id)
    )
    appointments = (
        _stops(
            ServiceOrder, ServiceOrder.contact_id, ServiceOrder.subject,
            ServiceOrder.appointment_time, ServiceOrder.appointment_on,
        )
        .outerjoin(Contact, Contact.id == ServiceOrder.contact_id)
        .where(ServiceOrder.status == "open", ServiceOrder.appointment_on == day)
        .order_by(ServiceOrder.appointment_time, ServiceOrder.id)
    )  # fmt: skip
    if staff:
        appointments = appointments.where(ServiceOrder.handler_id.in_(staff))
        follow_ups = follow_ups.where(FollowUp.staff_id.in_(staff))
        whose = func.coalesce(ServiceVisit.staff_id, ServiceContract.staff_id, Customer.owner_id)
        owed = owed.where(whose.in_(staff))
    return [
        _stop(source, row, day)
        for source, query in (
            ("service_order", appointments),
            ("follow_up", follow_ups),
            ("service_visit", owed),
        )
        for row in session.execute(query)
    ]


def together(*lists: Iterable[Stop]) -> list[Stop]:
    """Each reason once; what was planned as a visit anywhere is planned, and stands first."""
    found: dict[tuple[str, int], Stop] = {}
    for stop in (stop for stops in lists for stop in stops):
        known = found.get((stop.source, stop.id))
        planned = stop.planned or (known is not None and known.planned)
        found[stop.source, stop.id] = replace(known or stop, planned=planned)
    return sorted(found.values(), key=lambda stop: not stop.planned)


def load_visits(session: Session, stops: Sequence[Stop], today: date) -> list[Visit]:
    """One visit for each customer, by place, within a place by the hour; without address last."""
    by_customer: dict[int, list[Stop]] = {}
    for stop in stops:
        by_customer.setdefault(stop.customer_id, []).append(stop)
    ids = list(by_customer)
    rows = {row.id: row for row in session.execute(_customers().where(Customer.id.in_(ids)))}
    talks, addresses = _talks(session, ids), _addresses(session, ids)
    visits = [
        _visit(session, rows[key], by_customer[key], talks.get(key), addresses.get(key), today)
        for key in ids
        if key in rows
    ]
    return sorted(visits, key=lambda one: (not one.place, one.place, one.time or "99", one.name))


def place_of(city: str, street: str) -> str:
    """杭州市 西湖区: the city, and the district its street begins with."""
    district = _DISTRICT.match(street)
    return " ".join(part for part in (city, district[1] if district else "") if part)


def _stops(table: Any, contact: Any, text: Any, time: Any, on: Any = None) -> Any:
    on = table.due_on if on is None else on
    return (
        select(
            table.id, table.customer_id, contact.label("contact_id"), text.label("text"),
            on.label("due_on"), time.label("due_time"), Customer.name,
            func.coalesce(Customer.company, "").label("company"),
            func.coalesce(Contact.name, "").label("contact"),
        )
        .select_from(table)
        .join(Customer, Customer.id == table.customer_id)
    )  # fmt: skip


def _stop(source: str, row: Any, day: date) -> Stop:
    """Its hour counts on its day only; of a visit a contract owes the level is told."""
    why = row.text
    if source == "service_visit":
        why = " · ".join(filter(None, (_("Contract visit"), row.text)))
    return Stop(
        source, row.id, row.customer_id, row.contact_id, row.contact or row.name,
        row.name if row.contact else row.company, why,
        row.due_time if row.due_on == day else "", planned=True,
    )  # fmt: skip


def _visit(
    session: Session,
    row: Any,
    stops: Sequence[Stop],
    talk: Talk | None,
    address: Any,
    today: date,
) -> Visit:
    contact_id = next((stop.contact_id for stop in stops if stop.contact_id is not None), None)
    contact = session.get(Contact, contact_id) if contact_id is not None else None
    bought = load_bought(session, row.id, today)
    return Visit(
        customer_id=row.id,
        name=contact.name if contact else row.name,
        salutation=contact.salutation if contact else row.salutation,
        company=row.name if contact else row.company,
        phone=(_phone(session, contact.id) if contact else "") or row.phone,
        address=_whole(address),
        place=place_of(address.city, address.street) if address else "",
        time=min((stop.time for stop in stops if stop.time), default=""),
        why=list(dict.fromkeys(stop.why for stop in stops if stop.why)),
        talk=talk,
        goods=bought.goods if bought else "",
        bought_on=bought.last_on if bought else None,
        owed=max(bought.owed, 0) if bought else 0,
        currency=bought.currency if bought else "",
    )


def _whole(address: Any) -> str:
    """Without the region where a city is known: nobody needs 浙江省 in 杭州."""
    if address is None:
        return ""
    return f"{address.city}{address.street}" if address.street else address.raw


def _customers() -> Any:
    return select(
        Customer.id, Customer.name, Customer.salutation,
        func.coalesce(Customer.company, "").label("company"),
        func.coalesce(CustomerSummary.phone, "").label("phone"),
    ).outerjoin(CustomerSummary, CustomerSummary.customer_id == Customer.id)  # fmt: skip


def _phone(session: Session, contact_id: int) -> str:
    query = select(Phone.e164, Phone.raw).where(Phone.contact_id == contact_id)
    row = session.execute(query.order_by(Phone.position, Phone.id).limit(1)).first()
    return (row.e164 or row.raw) if row else ""


def _addresses(session: Session, ids: Sequence[int]) -> dict[int, Any]:
    """The first of each; one of the customer's own before those of her people."""
    query = (
        select(Address)
        .where(Address.customer_id.in_(ids))
        .order_by(Address.contact_id.is_not(None), Address.position, Address.id)
    )
    found: dict[int, Any] = {}
    for address in session.scalars(query):
        found.setdefault(address.customer_id, address)
    return found


def _talks(session: Session, ids: Sequence[int]) -> dict[int, Talk]:
    """The newest entry of each that says something."""
    found: dict[int, Talk] = {}
    for customer in ids:
        query = (
            select(Interaction.at, Interaction.kind, Interaction.direction, Interaction.text)
            .where(Interaction.customer_id == customer, Interaction.text != "")
            .order_by(Interaction.at.desc(), Interaction.id.desc())
            .limit(1)
        )
        if row := session.execute(query).first():
            found[customer] = Talk(*row)
    return found
