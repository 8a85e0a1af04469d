"""Service contracts: agreed, changed, renewed, ended; and the visits they owe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.months import in_next_period, last_day, next_period
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.office.settings import load_office, next_counter
from crmdesk.models.schema import Customer, ServiceContract, ServiceOrder, ServiceVisit

_MOST_VISITS = 400


@dataclass(frozen=True, slots=True)
class ContractDraft:
    """What is agreed, both days included: visits every so many months, or on `days`."""

    customer_id: int | None
    level: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    fee: int | None = None
    included: str = ""
    contact_id: int | None = None
    staff_id: int | None = None
    every_months: int | None = None
    days: tuple[date, ...] = ()
    note: str = ""

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        found: dict[str, str] = {}
        if self.customer_id is None:
            found["customer"] = "service.contract.customer"
        if not self.level.strip():
            found["level"] = "service.contract.level"
        if self.starts_on is None:
            found["starts_on"] = "service.contract.starts"
        if self.ends_on is None:
            found["ends_on"] = "service.contract.ends"
        elif self.starts_on is not None and self.ends_on < self.starts_on:
            found["ends_on"] = "service.contract.order"
        elif self.starts_on is not None and any(
            not self.starts_on <= day <= self.ends_on for day in self.days
        ):
            found["days"] = "service.contract.days"
        if self.every_months is not None and self.every_months < 1:
            found["every_months"] = "service.contract.every"
        if self.fee is not None and self.fee < 0:
            found["fee"] = "service.fee.wrong"
        return found

    def visits(self) -> list[date]:
        """The days by which the visits are due."""
        if self.starts_on is None or self.ends_on is None:
            return []
        if self.every_months is None:
            return sorted(set(self.days))
        return schedule(self.starts_on, self.ends_on, self.every_months)


def schedule(starts_on: date, ends_on: date, every_months: int) -> list[date]:
    """One visit in each whole period, due on its last day."""
    found: list[date] = []
    while len(found) < _MOST_VISITS:
        due = last_day(starts_on, every_months * (len(found) + 1))
        if due > ends_on:
            break
        found.append(due)
    return found


def add_contract(session: Session, draft: ContractDraft, *, now: datetime) -> int:
    """Store a new contract with its visits and return its id.

    Raises Invalid, and CrmError "customer.gone" when the customer was deleted meanwhile.
    """
    if problems := draft.problems():
        raise Invalid(problems)
    if session.get(Customer, draft.customer_id) is None:
        raise CrmError("customer.gone")
    contract = ServiceContract(
        customer_id=draft.customer_id,
        number=f"F{next_counter(session, 'service_contract'):06}",
        currency=load_office(session).currency,
        created_at=now,
    )
    _fill(contract, draft)
    session.add(contract)
    session.flush()
    _plan_visits(session, contract, draft.visits())
    return contract.id


def edit_contract(session: Session, contract_id: int, draft: ContractDraft) -> None:
    """Change a contract; visits done stay, open ones follow. Raises as `add_contract`.

    Where all days stay that were agreed, visits moved to another one stay moved.
    """
    if problems := draft.problems():
        raise Invalid(problems)
    contract = get_contract(session, contract_id)
    agreed, days = _agreed(session, contract), draft.visits()
    _fill(contract, draft)
    if contract.status == "ended":
        return
    if agreed <= set(days):
        _add_visits(session, contract, [day for day in days if day not in agreed])
    else:
        _plan_visits(session, contract, days)


def renew_contract(session: Session, contract_id: int, *, now: datetime) -> int:
    """The same again, as long as before, from the day after; returns the id of the new one.

    Raises CrmError "service.contract.renewed" where that was done already.
    """
    old = get_contract(session, contract_id)
    if old.status == "renewed":
        raise CrmError("service.contract.renewed")
    starts_on, ends_on = next_period(old.starts_on, old.ends_on)
    draft = ContractDraft(
        old.customer_id,
        level=old.level,
        starts_on=starts_on,
        ends_on=ends_on,
        fee=old.fee,
        included=old.included,
        contact_id=old.contact_id,
        staff_id=old.staff_id,
        every_months=old.every_months,
        days=tuple(
            in_next_period(visit.due_on, old.starts_on, old.ends_on)
            for visit in visits_of(session, contract_id)
            if old.every_months is None
        ),
        note=old.note,
    )
    made = add_contract(session, draft, now=now)
    old.status = "renewed"
    get_contract(session, made).renews = old.number
    return made


def end_contract(session: Session, contract_id: int) -> None:
    """It is not renewed, or given up: no visit is owed any more."""
    contract = get_contract(session, contract_id)
    contract.status = "ended"
    for visit in visits_of(session, contract_id):
        if visit.status == "open":
            session.delete(visit)


def delete_contract(session: Session, contract_id: int) -> None:
    """Delete a contract and its visits; what was done stays in the log, the one before goes on."""
    contract = get_contract(session, contract_id)
    for visit in visits_of(session, contract_id):
        session.delete(visit)
    covered = select(ServiceOrder).where(ServiceOrder.contract_id == contract_id)
    for order in session.scalars(covered):
        order.contract_id = None
    before = select(ServiceContract).where(ServiceContract.number == contract.renews)
    for one in session.scalars(before):
        one.status = "running"
    session.flush()
    session.delete(contract)


def get_contract(session: Session, contract_id: int) -> ServiceContract:
    """The contract; raises CrmError "service.contract.gone" when it was deleted meanwhile."""
    contract = session.get(ServiceContract, contract_id)
    if contract is None:
        raise CrmError("service.contract.gone")
    return contract


def visits_of(session: Session, contract_id: int) -> list[ServiceVisit]:
    """All visits of a contract, the first due first."""
    query = select(ServiceVisit).where(ServiceVisit.contract_id == contract_id)
    return list(session.scalars(query.order_by(ServiceVisit.due_on, ServiceVisit.id)))


def _fill(contract: ServiceContract, draft: ContractDraft) -> None:
    if draft.starts_on is None or draft.ends_on is None:
        raise Invalid(draft.problems())
    contract.level, contract.included = draft.level.strip(), draft.included.strip()
    contract.starts_on, contract.ends_on = draft.starts_on, draft.ends_on
    contract.fee, contract.note = draft.fee, draft.note.strip()
    contract.contact_id, contract.staff_id = draft.contact_id, draft.staff_id
    contract.every_months = draft.every_months


def _agreed(session: Session, contract: ServiceContract) -> set[date]:
    """The days its visits were due by when it was written, or by which they are where each has
    a day of its own.
    """
    if contract.every_months is None:
        return {visit.due_on for visit in visits_of(session, contract.id)}
    return set(schedule(contract.starts_on, contract.ends_on, contract.every_months))


def _plan_visits(session: Session, contract: ServiceContract, days: Sequence[date]) -> None:
    """Visits that are open become those of the schedule; done and skipped ones keep their day."""
    known = visits_of(session, contract.id)
    settled = {visit.due_on for visit in known if visit.status != "open"}
    still_open = {visit.due_on: visit for visit in known if visit.status == "open"}
    for due_on, visit in still_open.items():
        if due_on not in days:
            session.delete(visit)
    _add_visits(
        session, contract, [day for day in days if day not in settled and day not in still_open]
    )


def _add_visits(session: Session, contract: ServiceContract, days: Sequence[date]) -> None:
    session.add_all(
        ServiceVisit(customer_id=contract.customer_id, contract_id=contract.id, due_on=day)
        for day in days
    )
    session.flush()
