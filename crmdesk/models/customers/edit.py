"""Changing one fact of a customer where it stands."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.errors import CrmError, Stale
from crmdesk.models.customers.facts import (
    FACTS,
    FactValue,
    fact_of,
    label_of,
    read_fact,
    set_birthday,
)
from crmdesk.models.customers.named import source_id
from crmdesk.models.customers.numbers import is_taken, retire_numbers
from crmdesk.models.schema import Customer, Source, Staff, StageChange

MOST_LEVELS = 50


def get_customer(session: Session, customer_id: int) -> Customer:
    """The customer to change; raises CrmError "customer.gone"."""
    customer = session.get(Customer, customer_id)
    if customer is None:
        raise CrmError("customer.gone")
    return customer


def set_fact(
    session: Session,
    customer_id: int,
    field: str,
    value: FactValue,
    *,
    expected: FactValue,
    today: date,
) -> None:
    """Store one fact; `expected` is what stood there when the user began to type.

    Raises Stale "fact.stale" where somebody changed it since, CrmError "customer.gone" and the
    codes of what is wrong with the value.
    """
    customer = get_customer(session, customer_id)
    current = fact_of(customer, field)
    if current == value:
        return
    if current != expected:
        raise Stale("fact.stale", field=label_of(field))
    _check(session, customer, field, value)
    if field == "birthday":
        set_birthday(customer, value if isinstance(value, Birthday) else None)
    elif field == "stage":
        enter_stage(session, customer, str(value), today)
    elif field == "company":
        customer.company = str(value) or None
    else:
        if field == "number":
            retire_numbers(session, [customer.number])
        setattr(customer, field, value)
    session.flush()


def set_typed_fact(
    session: Session,
    customer_id: int,
    field: str,
    typed: str,
    *,
    expected: FactValue,
    today: date,
    country: str = "CN",
) -> None:
    """Store a fact as typed; a source the office does not know yet is added to its list."""
    if FACTS[field].kind == "source":
        value: FactValue = source_id(session, typed)
    else:
        value = read_fact(field, typed, country=country)
    set_fact(session, customer_id, field, value, expected=expected, today=today)


def enter_stage(session: Session, customer: Customer, stage: str, today: date) -> None:
    """Move a customer to another stage and keep the date."""
    if customer.stage != stage:
        customer.stage, customer.stage_since = stage, today
        session.add(StageChange(customer_id=customer.id, stage=stage, on=today))


def _check(session: Session, customer: Customer, field: str, value: FactValue) -> None:
    if field == "name" and not value:
        raise CrmError("customer.name.empty")
    if field == "number":
        _check_number(session, customer, str(value))
    if field in ("kind", "stage") and value not in FACTS[field].choices():
        raise CrmError("fact.choice")
    if FACTS[field].kind == "customer" and isinstance(value, int):
        _check_relative(session, customer, field, value)
    known = {"staff": Staff, "source": Source}.get(FACTS[field].kind)
    if known is not None and value is not None and session.get(known, value) is None:
        raise CrmError("fact.choice")


def _check_number(session: Session, customer: Customer, number: str) -> None:
    if not number:
        raise CrmError("customer.number.empty")
    if number != customer.number and is_taken(session, number):
        raise CrmError("customer.number.taken", number=number)


def _check_relative(session: Session, customer: Customer, field: str, other_id: int) -> None:
    """Nobody belongs to, or was referred by, herself; a group has one top."""
    if session.get(Customer, other_id) is None:
        raise CrmError("customer.gone")
    seen = other_id
    for _level in range(MOST_LEVELS):
        if seen == customer.id:
            raise CrmError("customer.circle")
        above = session.scalar(select(getattr(Customer, field)).where(Customer.id == seen))
        if above is None:
            return
        seen = above
