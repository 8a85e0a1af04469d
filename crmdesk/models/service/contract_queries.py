"""Reading service contracts: the list, one with its visits, and what is due of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Customer, ServiceContract, ServiceVisit, Staff
from crmdesk.models.service.contracts import ContractDraft, get_contract, visits_of
from crmdesk.models.service.rules import AHEAD_DAYS, LAST_DAYS, WARN_DAYS


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A line of the list of contracts; `next_visit` None: none is open."""

    id: int
    number: str
    customer_id: int
    customer: str
    kind: str
    level: str
    starts_on: date
    ends_on: date
    fee: int | None
    currency: str
    status: str
    staff_id: int | None
    staff: str
    every_months: int | None
    included: str
    visits: int
    done: int
    next_visit: date | None

    def days_left(self, today: date) -> int:
        """Until its last day; negative when that is over."""
        return (self.ends_on - today).days

    def tone(self, today: date) -> str:
        """Green while it runs, amber and red before it ends and after."""
        if self.status != "running":
            return "neutral"
        left = self.days_left(today)
        return "red" if left <= LAST_DAYS else "amber" if left <= WARN_DAYS else "green"


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit of a contract, and who is in charge of that."""

    id: int
    contract_id: int
    customer_id: int
    customer: str
    kind: str
    contact_id: int | None
    level: str
    due_on: date
    status: str
    done_on: date | None
    staff_id: int | None
    staff: str
    every_months: int | None
    ends_on: date


@dataclass(frozen=True, slots=True)
class ContractFilter:
    """status running, ending (within 60 days), renewed, ended or None for all."""

    status: str | None = "running"
    text: str = ""
    staff_id: int | None = None
    customer_id: int | None = None


def find_contracts(session: Session, wanted: ContractFilter, today: date) -> list[int]:
    """Ids of contracts: those that run by the day they end, then the rest, newest first."""
    query = select(ServiceContract.id).join(Customer, Customer.id == ServiceContract.customer_id)
    if wanted.status == "ending":
        query = query.where(*_ending(today))
    elif wanted.status is not None:
        query = query.where(ServiceContract.status == wanted.status)
    if wanted.staff_id is not None:
        query = query.where(ServiceContract.staff_id == wanted.staff_id)
    if wanted.customer_id is not None:
        query = query.where(ServiceContract.customer_id == wanted.customer_id)
    for word in wanted.text.split():
        query = query.where(
            Customer.name.contains(word, autoescape=True)
            | ServiceContract.number.contains(word, autoescape=True)
            | ServiceContract.level.contains(word, autoescape=True)
            | ServiceContract.included.contains(word, autoescape=True)
        )
    running = ServiceContract.status != "running"
    return list(
        session.scalars(query.order_by(running, ServiceContract.ends_on, ServiceContract.id))
    )


def load_contracts(session: Session, ids: Sequence[int]) -> dict[int, ContractRow]:
    """Lines for `ids`, in their order; an id deleted meanwhile is simply absent."""
    if not ids:
        return {}
    visit = (
        select(
            ServiceVisit.contract_id.label("contract_id"),
            func.count().label("visits"),
            func.count().filter(ServiceVisit.status == "done").label("done"),
            func.min(ServiceVisit.due_on).filter(ServiceVisit.status == "open").label("next"),
        )
        .where(ServiceVisit.contract_id.in_(ids))
        .group_by(ServiceVisit.contract_id)
        .subquery()
    )
    c = ServiceContract
    query: Select[*tuple[Any, ...]] = (
        select(
            c.id, c.number, c.customer_id, Customer.name, Customer.kind, c.level, c.starts_on,
            c.ends_on, c.fee, c.currency, c.status, c.staff_id, func.coalesce(Staff.name, ""),
            c.every_months, c.included, func.coalesce(visit.c.visits, 0),
            func.coalesce(visit.c.done, 0), visit.c.next,
        )
        .join(Customer, Customer.id == c.customer_id)
        .outerjoin(Staff, Staff.id == c.staff_id)
        .outerjoin(visit, visit.c.contract_id == c.id)
        .where(c.id.in_(ids))
    )  # fmt: skip
    found = {row[0]: ContractRow(*row) for row in session.execute(query)}
    return {key: found[key] for key in ids if key in found}


def load_draft(session: Session, contract_id: int) -> ContractDraft:
    """A contract as it would be typed; raises CrmError "service.contract.gone"."""
    contract = get_contract(session, contract_id)
    own = contract.every_months is None
    return ContractDraft(
        contract.customer_id,
        level=contract.level,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        fee=contract.fee,
        included=contract.included,
        contact_id=contract.contact_id,
        staff_id=contract.staff_id,
        every_months=contract.every_months,
        days=tuple(visit.due_on for visit in visits_of(session, contract_id) if own),
        note=contract.note,
    )


def load_visits(session: Session, contract_id: int) -> list[VisitRow]:
    """Every visit of a contract, the first due first."""
    query = _visits().where(ServiceVisit.contract_id == contract_id)
    ordered = query.order_by(ServiceVisit.due_on, ServiceVisit.id)
    return [VisitRow(*row) for row in session.execute(ordered)]


def load_visit(session: Session, visit_id: int) -> VisitRow | None:
    """One visit, None when it is gone."""
    row = session.execute(_visits().where(ServiceVisit.id == visit_id)).first()
    return VisitRow(*row) if row is not None else None


def count_due(
    session: Session, today: date, staff: Sequence[int] = ()
) -> tuple[dict[date, int], int]:
    """How many visits are due within days, by day, and how many contracts end within 60."""
    visits = (
        select(ServiceVisit.due_on, func.count(ServiceVisit.id).label("visits"))
        .join(ServiceContract, ServiceContract.id == ServiceVisit.contract_id)
        .where(*_due(today), *_of(staff))
        .group_by(ServiceVisit.due_on)
    )
    ending = select(func.count(ServiceContract.id)).where(*_ending(today), *_of(staff))
    by_day = {row.due_on: row.visits for row in session.execute(visits)}
    return by_day, session.scalar(ending) or 0


def load_due_visits(
    session: Session,
    today: date,
    staff: Sequence[int] = (),
    limit: int | None = None,
    *,
    on: date | None = None,
) -> list[VisitRow]:
    """Open visits due within days, or `on` one of them, overdue ones first; no `staff` means
    everybody's.
    """
    query = _visits().where(*_due(today), *_of(staff))
    if on is not None:
        query = query.where(ServiceVisit.due_on == on)
    ordered = query.order_by(ServiceVisit.due_on, ServiceVisit.id).limit(limit)
    return [VisitRow(*row) for row in session.execute(ordered)]


def load_ending(
    session: Session, today: date, staff: Sequence[int] = (), limit: int | None = None
) -> list[ContractRow]:
    """Contracts that end within 60 days, or did, and were neither renewed nor given up."""
    query = select(ServiceContract.id).where(*_ending(today), *_of(staff))
    ids = session.scalars(query.order_by(ServiceContract.ends_on, ServiceContract.id).limit(limit))
    return list(load_contracts(session, list(ids)).values())


def _due(today: date) -> list[ColumnElement[bool]]:
    return [
        ServiceVisit.status == "open",
        ServiceVisit.due_on <= today + timedelta(days=AHEAD_DAYS),
    ]


def _ending(today: date) -> list[ColumnElement[bool]]:
    return [
        ServiceContract.status == "running",
        ServiceContract.ends_on <= today + timedelta(days=WARN_DAYS),
    ]


def _of(staff: Sequence[int]) -> list[ColumnElement[bool]]:
    """SQL for: in charge of it; where nobody is, whoever has the customer."""
    if not staff:
        return []
    theirs = select(Customer.id).where(Customer.owner_id.in_(staff))
    nobodys = ServiceContract.staff_id.is_(None) & ServiceContract.customer_id.in_(theirs)
    return [ServiceContract.staff_id.in_(staff) | nobodys]


def _visits() -> Select[*tuple[Any, ...]]:
    return (
        select(
            ServiceVisit.id, ServiceVisit.contract_id, ServiceVisit.customer_id, Customer.name,
            Customer.kind, ServiceContract.contact_id, ServiceContract.level, ServiceVisit.due_on,
            ServiceVisit.status, ServiceVisit.done_on, ServiceContract.staff_id,
            func.coalesce(Staff.name, ""),
            ServiceContract.every_months, ServiceContract.ends_on,
        )
        .join(ServiceContract, ServiceContract.id == ServiceVisit.contract_id)
        .join(Customer, Customer.id == ServiceVisit.customer_id)
        .outerjoin(Staff, Staff.id == ServiceContract.staff_id)
    )  # fmt: skip
