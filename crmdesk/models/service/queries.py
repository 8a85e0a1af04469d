"""Reading service orders: the list with its clocks, and one with all its steps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from crmdesk.models.cases.clocks import CaseClocks, urgency
from crmdesk.models.cases.pausing import PausedFor, load_pauses
from crmdesk.models.cases.stamps import Stamp, load_stamps
from crmdesk.models.schema import (
    Contact,
    Customer,
    ServiceContract,
    ServiceGroup,
    ServiceOrder,
    ServicePart,
    ServiceWork,
    Staff,
)
from crmdesk.models.service.clocks import ServiceClockReader
from crmdesk.models.service.drafts import PartLine, WorkLine
from crmdesk.models.service.linking import complaint_number
from crmdesk.models.service.parts import SERVICE
from crmdesk.models.service.rules import CLOSED
from crmdesk.models.service.whereabouts import address_of, phone_of


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A line of the list of service orders; money in minor units (分)."""

    id: int
    number: str
    customer_id: int
    customer: str
    kind: str
    contact: str
    subject: str
    product: str
    status: str
    step: int
    handler: str
    group: str
    opened_at: datetime
    closed_at: datetime | None
    appointment_on: date | None
    appointment_time: str
    charge: str
    fee: int | None
    currency: str
    paid_on: date | None
    score: int | None

    @property
    def unpaid(self) -> bool:
        """Whether a fee is still to come."""
        return self.charge == "paid" and self.paid_on is None


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """A service order at a glance; a closed one has no clocks here."""

    row: ServiceRow
    clocks: CaseClocks | None


@dataclass(frozen=True, slots=True)
class ServicePage:
    """All that is known about a service order; `home` is where its customer is."""

    row: ServiceRow
    contact_id: int | None
    handler_id: int | None
    group_id: int | None
    contract_id: int | None
    contract: str
    complaint_id: int | None
    complaint: str
    channel: str
    words: str
    serial: str
    wanted_on: date | None
    wanted_time: str
    warranty_until: date | None
    address: str
    phone: str
    home: str
    told: str
    confirmed_by: str
    stamps: dict[int, Stamp]
    work: tuple[WorkLine, ...]
    parts: tuple[PartLine, ...]
    staff: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class ServiceStanding:
    """How a service order stands: its clocks, and what it waited for."""

    clocks: CaseClocks
    pauses: tuple[PausedFor, ...]


@dataclass(frozen=True, slots=True)
class ServiceFilter:
    """status open, closed, unpaid or None for all; `text` in anything a line shows."""

    status: str | None = "open"
    text: str = ""
    handler_id: int | None = None
    customer_id: int | None = None


def find_ids(session: Session, wanted: ServiceFilter) -> list[int]:
    """Ids of service orders, newest first."""
    query = select(ServiceOrder.id).where(*_conditions(wanted))
    newest = query.order_by(ServiceOrder.opened_at.desc(), ServiceOrder.id.desc())
    return list(session.scalars(newest))


def _conditions(wanted: ServiceFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.status == "unpaid":
        found += [ServiceOrder.charge == "paid", ServiceOrder.paid_on.is_(None)]
    elif wanted.status is not None:
        found.append(ServiceOrder.status == wanted.status)
    if wanted.handler_id is not None:
        found.append(ServiceOrder.handler_id == wanted.handler_id)
    if wanted.customer_id is not None:
        found.append(ServiceOrder.customer_id == wanted.customer_id)
    columns = (ServiceOrder.subject, ServiceOrder.words, ServiceOrder.number,
               ServiceOrder.product, ServiceOrder.serial)  # fmt: skip
    for word in wanted.text.split():
        named = select(Customer.id).where(Customer.name.contains(word, autoescape=True))
        hit: ColumnElement[bool] = ServiceOrder.customer_id.in_(named)
        for column in columns:
            hit = hit | column.contains(word, autoescape=True)
        found.append(hit)
    return found


def find_in_order(
    session: Session, now: datetime, wanted: ServiceFilter, order: str = "clock"
) -> list[int]:
    """Ids by clock (late ones first, those paused after all that run), by step, or newest first.

    Closed ones have no clock and stand last.
    """
    ids = find_ids(session, wanted)
    if order == "newest" or not ids:
        return ids
    if order == "step":
        every = session.execute(select(ServiceOrder.id, ServiceOrder.step, ServiceOrder.status))
        steps = {row.id: row.step if row.status == "open" else CLOSED for row in every}
        return sorted(ids, key=lambda key: steps[key])
    clocks = _open_clocks(session, ids, now)
    return sorted(ids, key=lambda key: urgency(clocks.get(key)))


def find_urgent(session: Session, now: datetime, staff: Sequence[int] = ()) -> list[int]:
    """Open ones by clock, those of these people; no `staff` means everybody's."""
    query = select(ServiceOrder.id).where(ServiceOrder.status == "open")
    if staff:
        query = query.where(ServiceOrder.handler_id.in_(staff))
    ids = list(session.scalars(query.order_by(ServiceOrder.opened_at, ServiceOrder.id)))
    clocks = ServiceClockReader(session).read(ids, now) if ids else {}
    return sorted(ids, key=lambda key: urgency(clocks.get(key)))


def load_cards(session: Session, ids: Iterable[int], now: datetime) -> dict[int, ServiceCard]:
    """The cards of these service orders, in their order; of those deleted meanwhile none."""
    wanted = list(ids)
    rows = load_rows(session, wanted)
    still_open = [key for key, row in rows.items() if row.status == "open"]
    clocks = ServiceClockReader(session).read(still_open, now) if still_open else {}
    return {key: ServiceCard(rows[key], clocks.get(key)) for key in wanted if key in rows}


def load_rows(session: Session, ids: Sequence[int]) -> dict[int, ServiceRow]:
    """Lines for `ids`; an id deleted meanwhile is simply absent."""
    found = session.execute(_rows().where(ServiceOrder.id.in_(ids))) if ids else ()
    return {row[0]: ServiceRow(*row) for row in found}


def _rows() -> Select[*tuple[Any, ...]]:
    order = ServiceOrder
    return (
        select(
            order.id, order.number, order.customer_id, Customer.name, Customer.kind,
            func.coalesce(Contact.name, ""), order.subject, order.product, order.status,
            order.step, func.coalesce(Staff.name, ""), func.coalesce(ServiceGroup.name, ""),
            order.opened_at, order.closed_at, order.appointment_on, order.appointment_time,
            order.charge, order.fee, order.currency, order.paid_on, order.score,
        )
        .join(Customer, Customer.id == order.customer_id)
        .outerjoin(Contact, Contact.id == order.contact_id)
        .outerjoin(Staff, Staff.id == order.handler_id)
        .outerjoin(ServiceGroup, ServiceGroup.id == order.group_id)
    )  # fmt: skip


def load_page(session: Session, order_id: int) -> ServicePage | None:
    """One service order with all its steps, or None when it was deleted."""
    order = session.get(ServiceOrder, order_id)
    if order is None:
        return None
    staff = {row.id: row.name for row in session.execute(select(Staff.id, Staff.name))}
    contract = session.get(ServiceContract, order.contract_id) if order.contract_id else None
    return ServicePage(
        row=load_rows(session, [order_id])[order_id],
        contact_id=order.contact_id,
        handler_id=order.handler_id,
        group_id=order.group_id,
        contract_id=order.contract_id,
        contract=f"{contract.number} {contract.level}".strip() if contract else "",
        complaint_id=order.complaint_id,
        complaint=complaint_number(session, order.complaint_id),
        channel=order.channel,
        words=order.words,
        serial=order.serial,
        wanted_on=order.wanted_on,
        wanted_time=order.wanted_time,
        warranty_until=order.warranty_until,
        address=order.address,
        phone=phone_of(session, order.customer_id, order.contact_id),
        home=address_of(session, order.customer_id, order.contact_id),
        told=order.told,
        confirmed_by=order.confirmed_by,
        stamps=load_stamps(session, SERVICE, order_id, staff),
        work=tuple(
            WorkLine(row.text, row.staff_id, row.on_day, row.minutes, row.place)
            for row in SERVICE.children(session, ServiceWork, order_id)
        ),
        parts=tuple(
            PartLine(row.name, row.quantity, row.cost)
            for row in SERVICE.children(session, ServicePart, order_id)
        ),
        staff=staff,
    )


def load_involved(session: Session, order_id: int | None) -> list[int | None]:
    """Ids of those who handle it or worked on it; of a new one nobody."""
    if order_id is None:
        return []
    handler = select(ServiceOrder.handler_id).where(ServiceOrder.id == order_id)
    did = select(ServiceWork.staff_id).where(ServiceWork.service_order_id == order_id)
    return [*session.scalars(handler), *session.scalars(did)]


def load_standing(session: Session, order_id: int, now: datetime) -> ServiceStanding | None:
    """The clocks of one service order and what stopped them; None when it was deleted."""
    clocks = ServiceClockReader(session).read([order_id], now).get(order_id)
    if clocks is None:
        return None
    return ServiceStanding(clocks, load_pauses(session, SERVICE, order_id))


def _open_clocks(session: Session, ids: Sequence[int], now: datetime) -> dict[int, CaseClocks]:
    still_open = set(session.scalars(select(ServiceOrder.id).where(ServiceOrder.status == "open")))
    return ServiceClockReader(session).read([key for key in ids if key in still_open], now)
